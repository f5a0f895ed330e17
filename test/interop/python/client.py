"""A platform written from proto/tongban/v1 and proto/WIRE.md alone.

Connects by mutual TLS, signs with Ed25519, submits a case as JSON and its intake as protobuf, asks for the answer again, and
checks the proofs itself. Prints what it did as JSON; ends with 1 when a proof does not hold.
"""

import argparse
import base64
import hashlib
import json
import os
import sys
import time

import grpc
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def main():
    options = read_options()
    sys.path.insert(0, options.stubs)
    from tongban.v1 import case_pb2, message_pb2, message_pb2_grpc

    messages = message_pb2_grpc.MessageServiceStub(connect(options))
    signer = Signer(options)

    def submit(content_type, payload):
        message_id = uuid7()
        parts = signer.sign(content_type, payload, message_id)
        signed = message_pb2.SignedMessage(protected=parts[0], payload=parts[1], signature=parts[2])
        first = messages.Submit(message_pb2.SubmitRequest(message=signed)).acknowledgement
        again = messages.GetAnswer(message_pb2.GetAnswerRequest(message_id=message_id)).acknowledgement
        for answer in (first, again):
            check_proof(answer, parts, options.vkey)
        if first.leaf != again.leaf:
            raise ProofError("the second answer has another leaf")
        return first

    submission = submit("tongban.v1.SubmitCase+json", json.dumps(submission_of(options)).encode())
    intake = case_pb2.IntakeRecorded(
        case_no=submission.case_no,
        window=case_pb2.Window(division_code="410100", org_name="郑州市政务服务中心"),
        identity_checked=True,
        originals_checked=["居民身份证"],
        recorded_at="2026-11-22T10:00:00+08:00",
    )
    recorded = submit("tongban.v1.IntakeRecorded+proto", intake.SerializeToString(deterministic=True))
    print(json.dumps({"caseNo": recorded.case_no, "events": recorded.event_seq, "state": recorded.state}))


def submission_of(options):
    return {
        "caseRef": options.case_ref,
        "itemCode": "002090012000",
        "divisionCode": "440000",
        "mode": "REMOTE_INTAKE",
        "appliedAt": "2026-11-22T09:58:00+08:00",
        "personal": {
            "open": {
                "applicantKind": "NATURAL_PERSON",
                "applicant": {"name": "王测试", "idType": "111", "idNumber": "410102198802299026"},
                "form": [{"name": "证书名称", "value": "一级建造师"}],
            }
        },
        "materials": [{"name": "居民身份证", "source": "ORIGINAL_CHECKED"}],
    }


class Signer:
    """WIRE.md, section 1."""

    def __init__(self, options):
        self.issuer, self.audience = options.platform, options.hub
        with open(options.message_key, "rb") as file:
            self.key = serialization.load_pem_private_key(file.read(), None)
        spki = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.kid = base64url(hashlib.sha256(spki).digest())

    def sign(self, content_type, payload, message_id):
        header = {
            "alg": "EdDSA",
            "kid": self.kid,
            "typ": "tongban+jws",
            "cty": content_type,
            "iss": self.issuer,
            "aud": self.audience,
            "iat": int(time.time() * 1000),
            "jti": message_id,
        }
        protected = json.dumps(header).encode()
        return protected, payload, self.key.sign(signing_input(protected, payload))


class ProofError(Exception):
    pass


def check_proof(answer, parts, vkey):
    """WIRE.md, sections 5 to 7: the leaf is about this message and case, and stands under a checkpoint of this log."""
    leaf = json.loads(answer.leaf)
    if leaf["message"]["sha256"] != commitment("message", answer.salt, signing_input(parts[0], parts[1])):
        raise ProofError("the leaf is about another message")
    if leaf["case"]["sha256"] != commitment("case", answer.salt, f"{answer.case_no}/{answer.event_seq}".encode()):
        raise ProofError("the leaf is about another case")
    receipt = answer.receipt
    size, root = open_checkpoint(receipt.checkpoint, vkey)
    if root_by_path(receipt.index, size, hashlib.sha256(b"\0" + answer.leaf).digest(), receipt.path) != root:
        raise ProofError("the inclusion proof does not give the root")


def commitment(group, salt, content):
    name = group.encode()
    opener = hashlib.sha256(b"tongban/salt/v1\0" + name + b"\0" + salt).digest()
    return base64url(hashlib.sha256(b"tongban/commit/v1\0" + name + b"\0" + opener + content).digest())


def open_checkpoint(text, vkey):
    """C2SP signed note and tlog-checkpoint; only the line of the log's Ed25519 key is looked at."""
    name, key_id, encoded = vkey.split("+", 2)
    public_key = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])
    body, _, signatures = text.rpartition("\n\n")
    prefix = "— " + name + " "
    for line in signatures.splitlines():
        blob = base64.b64decode(line[len(prefix) :]) if line.startswith(prefix) else b""
        if blob[:4].hex() == key_id:
            public_key.verify(blob[4:], (body + "\n").encode())
            origin, size, root = body.split("\n")
            if origin == name:
                return int(size), base64.b64decode(root)
    raise ProofError("the checkpoint is not signed by the log")


def root_by_path(index, size, leaf_hash, path):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        raise ProofError("the index lies outside the tree")
    at, last, node = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            raise ProofError("the path is too long")
        if at % 2 == 1 or at == last:
            node = hashlib.sha256(b"\1" + sibling + node).digest()
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\1" + node + sibling).digest()
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ProofError("the path is too short")
    return node


def signing_input(protected, payload):
    return (base64url(protected) + "." + base64url(payload)).encode()


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def uuid7():
    data = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    data[6] = 0x70 | data[6] & 0x0F
    data[8] = 0x80 | data[8] & 0x3F
    text = data.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def connect(options):
    def read(path):
        with open(path, "rb") as file:
            return file.read()

    credentials = grpc.ssl_channel_credentials(read(options.ca), read(options.key), read(options.certificate))
    return grpc.secure_channel(options.address, credentials)


def hub_error(error):
    """WIRE.md, section 10: what the hub itself says, in a trailer."""
    from tongban.v1 import error_pb2

    trailers = dict(error.trailing_metadata() or ())
    if "tongban-error-bin" not in trailers:
        return "%s %s" % (error.code(), error.details())
    answer = error_pb2.Error.FromString(trailers["tongban-error-bin"])
    return "%s %s" % (error_pb2.ErrorCode.Name(answer.code), answer.detail)


def read_options():
    parser = argparse.ArgumentParser()
    for name in ("stubs", "address", "ca", "certificate", "key", "message-key", "hub", "platform", "vkey", "case-ref"):
        parser.add_argument("--" + name, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except (ProofError, InvalidSignature) as error:
        sys.exit("proof: %s %s" % (type(error).__name__, error))
    except grpc.RpcError as error:
        sys.exit("hub: %s" % hub_error(error))
