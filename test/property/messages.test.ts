import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFlattened, messageKey, readHeader, signMessage, toFlattened, verifyParts } from '#crypto/jose';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import { ERRORS, HubError } from '#proto/errors';
import { CASE_MESSAGES, type MessageType, type PayloadEncoding, readPayload } from '#proto/schema';
import { submission, wholeLife } from '../kit/messages.js';
import { mutationsOf } from '../kit/mutation.js';

const CASE_NO = 'TB20261122100000000ABCDEFGHJKMN0';
const bodies = new Map<string, object>([
  ['SubmitCase', submission()],
  ...wholeLife('REMOTE_INTAKE').map((step) => [step.type, { caseNo: CASE_NO, ...step.body }] as const),
]);
const TYPES = Object.keys(CASE_MESSAGES) as MessageType[]; // the keys of a constant

/** Whatever is read: a value, or a refusal with a code of the vocabulary and words for every violation. */
function read<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expect(ERRORS).toHaveProperty(error.code);
    expect(error.message).not.toBe('');
    for (const violation of error.violations) expect(violation.message).not.toBe('');
    return undefined;
  }
}

function encoded(type: MessageType, encoding: PayloadEncoding): Uint8Array {
  const body = bodies.get(type) ?? {};
  if (encoding === 'json') return utf8(JSON.stringify(body));
  const codec = tongban.v1[type] as {
    encode(message: object): { finish(): Uint8Array };
    fromObject(plain: object): object;
  };
  return codec.encode(codec.fromObject(body)).finish(); // the generated classes share this shape
}

/** The top-level fields of a protobuf message, each with its tag: numbers and what has a length. */
function fieldsOf(bytes: Uint8Array): Uint8Array[] {
  const fields: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at;
    const number = (): number => {
      for (let value = 0, shift = 0; ; shift += 7) {
        const byte = bytes[at++] ?? 0;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    };
    const hasLength = number() % 8 === 2;
    const value = number();
    if (hasLength) at += value;
    fields.push(bytes.subarray(start, at));
  }
  return fields;
}

const payload = fc.record({
  type: fc.constantFrom(...TYPES),
  encoding: fc.constantFrom<PayloadEncoding>('json', 'proto'),
});

describe('readers of messages', () => {
  const message = {
    cty: 'tongban.v1.SubmitCase+json',
    issuer: 'guangdong',
    audience: 'tongban-dev',
    messageId: '0196f0c0-0000-7000-8000-000000000001',
    issuedAt: 1_795_312_680_000,
    payload: utf8('{}'),
  };
  const key = messageKey(generatePrivateKey('ED25519'));
  const parts = signMessage(message, key);

  it('understand every message of the test kit in both encodings', () => {
    for (const type of bodies.keys() as Iterable<MessageType>) {
      const [json, proto] = (['json', 'proto'] as const).map((encoding) =>
        readPayload({ type, encoding }, encoded(type, encoding)),
      );
      expect(proto).toEqual(json);
    }
  });

  it('refuse any bytes in words of the protocol, and fail on none', () => {
    fc.assert(
      fc.property(payload, fc.uint8Array({ maxLength: 200 }), ({ type, encoding }, bytes) => {
        read(() => readPayload({ type, encoding }, bytes));
        read(() => readHeader(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('refuse what has become of good payloads in words of the protocol', () => {
    const mutated = payload.chain(({ type, encoding }) =>
      fc.record({
        type: fc.constant(type),
        encoding: fc.constant(encoding),
        bytes: mutationsOf(encoded(type, encoding)),
      }),
    );
    fc.assert(
      fc.property(mutated, ({ type, encoding, bytes }) => {
        const understood = read(() => readPayload({ type, encoding }, bytes));
        if (understood !== undefined) expect(understood.type).toBe(type);
      }),
      { numRuns: 300 },
    );
  });

  it('refuse any JSON at all in words of the protocol', () => {
    fc.assert(
      fc.property(payload, fc.jsonValue(), ({ type }, value) => {
        read(() => readPayload({ type, encoding: 'json' }, utf8(JSON.stringify(value))));
        read(() => fromFlattened(value));
      }),
      { numRuns: 200 },
    );
  });

  it('read a protobuf payload in one spelling only: other bytes, other meaning', () => {
    const types = [...bodies.keys()] as MessageType[];
    const mutated = fc.constantFrom(...types).chain((type) => {
      const fields = fieldsOf(encoded(type, 'proto'));
      const respelt = fc
        .tuple(fc.shuffledSubarray(fields, { minLength: fields.length }), fc.subarray(fields))
        .map((lists) => Buffer.concat(lists.flat()));
      return fc.tuple(fc.constant(type), fc.oneof(respelt, mutationsOf(encoded(type, 'proto'))));
    });
    fc.assert(
      fc.property(mutated, ([type, bytes]) => {
        const understood = read(() => readPayload({ type, encoding: 'proto' }, bytes));
        if (understood === undefined || Buffer.from(bytes).equals(encoded(type, 'proto'))) return;
        expect(understood).not.toEqual(readPayload({ type, encoding: 'proto' }, encoded(type, 'proto')));
      }),
      { numRuns: 300 },
    );
  });

  it('take no altered message for the signed one', () => {
    const { publicKey } = key.key;
    const altered = fc.oneof(
      mutationsOf(parts.protected).map((bytes) => ({ ...parts, protected: bytes })),
      mutationsOf(parts.payload).map((bytes) => ({ ...parts, payload: bytes })),
      mutationsOf(parts.signature).map((bytes) => ({ ...parts, signature: bytes })),
    );
    expect(verifyParts(parts, 'EdDSA', publicKey)).toBe(true);
    fc.assert(
      fc.property(altered, (other) => {
        expect(verifyParts(other, 'EdDSA', publicKey)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('give back from flattened JSON the parts that were put in, whatever bytes they are', () => {
    const any = fc.record({
      protected: fc.uint8Array(),
      payload: fc.uint8Array(),
      signature: fc.uint8Array(),
    });
    fc.assert(
      fc.property(any, (given) => {
        const { protected: header, payload: body, signature } = fromFlattened(toFlattened(given));
        expect([header, body, signature].map((bytes) => [...bytes])).toEqual(
          [given.protected, given.payload, given.signature].map((bytes) => [...bytes]),
        );
      }),
    );
  });
});
