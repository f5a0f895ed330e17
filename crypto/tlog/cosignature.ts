import {
  concat,
  ed25519Raw,
  ed25519Spki,
  importPublicKey,
  isAcceptableEd25519,
  type PrivateKey,
  type PublicKey,
  utf8,
  utf8Text,
} from '#crypto/primitives';
import {
  encodeVkey,
  type NoteVerifier,
  noteKeyId,
  parseSm2Vkey,
  parseVkey,
  SIGNATURE_TYPE,
  signatureLine,
  sm2Material,
} from './note.js';

/** Identifies the cosignature by SM2 with SM3: time and r || s, over the same message, user id 1234567812345678. */
const SM2_COSIGNATURE_TYPE = 'tongban-hub/sm2-sm3-cosignature/v1';

/**
 * C2SP tlog-cosignature v1.0.1: "as of this time, this is the largest consistent tree that I have seen for this origin". The
 * signature is 8 bytes of time and 64 bytes of Ed25519, or of SM2 for the SM3 tree.
 */
export interface Witness {
  readonly verifier: NoteVerifier;
  readonly vkey: string;
  /** @param time unix seconds. @returns the signature line to append to the note. */
  cosign(checkpointText: string, time: number): string;
}

const TIME_BYTES = 8;

/** @throws TypeError unless the key is Ed25519. */
export function witness(name: string, key: PrivateKey): Witness {
  const raw = ed25519Raw(key.publicKey.spki);
  if (raw === undefined) throw new TypeError('a witness key must be Ed25519');
  return witnessOf(name, key, concat(Uint8Array.of(SIGNATURE_TYPE.cosignature), raw));
}

/** Standard witnesses compute SHA-256, so those of an SM3 tree are our own. @throws TypeError unless the key is SM2. */
export function sm2Witness(name: string, key: PrivateKey): Witness {
  return witnessOf(name, key, sm2Material(key, SM2_COSIGNATURE_TYPE));
}

function witnessOf(name: string, key: PrivateKey, material: Uint8Array): Witness {
  const verifier = cosignatureVerifierOf(name, noteKeyId(name, material), key.publicKey);
  return {
    verifier,
    vkey: encodeVkey(verifier, material),
    cosign: (text, time) =>
      signatureLine(verifier, concat(timeBytes(time), key.sign(cosignedBytes(text, BigInt(time))))),
  };
}

/** @returns undefined unless the vkey is a witness's Ed25519 cosignature key that is safe to trust. */
export function cosignatureVerifier(vkey: string): NoteVerifier | undefined {
  const parsed = parseVkey(vkey);
  if (parsed === undefined || parsed.type !== SIGNATURE_TYPE.cosignature) return undefined;
  if (!isAcceptableEd25519(parsed.key)) return undefined;
  return cosignatureVerifierOf(parsed.name, parsed.keyId, importPublicKey(ed25519Spki(parsed.key)));
}

/** @returns undefined unless the vkey is a witness's SM2 cosignature key. */
export function sm2CosignatureVerifier(vkey: string): NoteVerifier | undefined {
  const parsed = parseSm2Vkey(vkey, SM2_COSIGNATURE_TYPE);
  return parsed && cosignatureVerifierOf(parsed.name, parsed.keyId, parsed.publicKey);
}

/** When the witness signed, unix seconds. */
export function cosignatureTime(signature: Uint8Array): bigint {
  return new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
}

function cosignatureVerifierOf(name: string, keyId: number, publicKey: PublicKey): NoteVerifier {
  return {
    name,
    keyId,
    verify: (text, signature) => {
      if (signature.length !== TIME_BYTES + 64) return false;
      const time = cosignatureTime(signature);
      if (time > 2n ** 63n - 1n) return false;
      return publicKey.verify(cosignedBytes(utf8Text(text), time), signature.subarray(TIME_BYTES));
    },
  };
}

function cosignedBytes(checkpointText: string, time: bigint): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${checkpointText}`);
}

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
}
