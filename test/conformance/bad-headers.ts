import { createHmac } from 'node:crypto';
import { signingInput } from '#crypto/jose';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import { damaged, headerOf, signBytes, withHeader } from '../kit/forgery.js';
import { submission } from '../kit/messages.js';
import type { BadMessage, World } from './bad-messages.js';

/** Signatures and protected headers that must not pass (RFC 7515, RFC 8725). */

const fresh = ({ guangdong }: World) => guangdong.sign('SubmitCase', submission());

/** The header of a good message with some members changed, signed rightly. */
function header(
  name: string,
  changes: Record<string, unknown>,
  code: BadMessage['code'],
  at?: string,
): BadMessage {
  const violations = at === undefined ? [] : [at];
  return { name, message: (world) => withHeader(world.guangdong, fresh(world), changes), code, violations };
}

/** A header in any bytes, signed rightly. */
function headerText(
  name: string,
  text: (good: string) => string | Uint8Array,
  violations: string[],
): BadMessage {
  return {
    name,
    code: 'MALFORMED',
    violations,
    message: (world) => {
      const good = fresh(world);
      return signBytes(world.guangdong, text(Buffer.from(good.protected).toString()), good.payload);
    },
  };
}

const SIGNATURES: readonly BadMessage[] = [
  {
    name: 'a damaged signature',
    message: (world) => {
      const good = fresh(world);
      return { ...good, signature: damaged(good.signature) };
    },
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'a header changed after signing',
    message: (world) => {
      const good = fresh(world);
      const text = Buffer.from(good.protected).toString();
      return {
        ...good,
        protected: utf8(text.replace(/"iat":(\d+)/, (_, iat) => `"iat":${Number(iat) + 1}`)),
      };
    },
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'a payload changed after signing',
    message: (world) => {
      const good = fresh(world);
      return { ...good, payload: utf8(Buffer.from(good.payload).toString().replace('测试人员', '测试人圆')) };
    },
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'the signature of another message',
    message: (world) => ({ ...fresh(world), signature: fresh(world).signature }),
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'a signature of zeros',
    message: (world) => ({ ...fresh(world), signature: new Uint8Array(64) }),
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'no signature',
    message: (world) => ({ ...fresh(world), signature: new Uint8Array(0) }),
    code: 'MALFORMED',
    violations: ['/signature'],
  },
  {
    name: 'a signature that is too long',
    message: (world) => ({ ...fresh(world), signature: new Uint8Array(65) }),
    code: 'MALFORMED',
    violations: ['/signature'],
  },
  {
    name: 'the own key id over the signature of another key',
    message: (world) => {
      const good = fresh(world);
      const other = { kid: '', key: generatePrivateKey('SM2') };
      return signBytes(world.guangdong, good.protected, good.payload, other);
    },
    code: 'SIGNATURE_INVALID',
  },
];

const KEYS: readonly BadMessage[] = [
  header('an unknown key', { kid: 'A'.repeat(43) }, 'KEY_UNKNOWN'),
  {
    name: "another platform's key",
    message: (world) => {
      const { kid } = world.henan.material.messageKey;
      const changed = { ...headerOf(fresh(world)), kid, alg: 'EdDSA' };
      const { messageKey } = world.henan.material;
      return signBytes(world.guangdong, JSON.stringify(changed), fresh(world).payload, messageKey);
    },
    code: 'KEY_UNKNOWN',
  },
  {
    name: "another platform's message",
    message: ({ henan }) => henan.sign('SubmitCase', submission()),
    code: 'ISSUER_MISMATCH',
  },
  header('a message for another hub', { aud: 'tongban-elsewhere' }, 'AUDIENCE_WRONG'),
];

/** RFC 8725 section 2.1: the algorithm is the key's, never the message's. */
const ALGORITHMS: readonly BadMessage[] = [
  header('no algorithm', { alg: 'none' }, 'ALGORITHM_NOT_ALLOWED'),
  header('an algorithm that the hub does not take', { alg: 'RS256' }, 'ALGORITHM_NOT_ALLOWED'),
  header('an algorithm in another spelling', { alg: 'EDDSA' }, 'ALGORITHM_NOT_ALLOWED'),
  header('the algorithm of another suite', { alg: 'ES256' }, 'ALGORITHM_NOT_ALLOWED'),
  header('an algorithm that is no text', { alg: ['EdDSA'] }, 'MALFORMED', '/alg'),
  header('a header without algorithm', { alg: undefined }, 'MALFORMED', '/alg'),
  {
    name: 'a public key used as the secret of an HMAC',
    message: (world) => {
      const good = withHeader(world.guangdong, fresh(world), { alg: 'HS256' });
      const { spki } = world.guangdong.material.messageKey.key.publicKey;
      const mac = createHmac('sha512', spki).update(signingInput(good)).digest();
      return { ...good, signature: mac };
    },
    code: 'ALGORITHM_NOT_ALLOWED',
  },
];

const MEMBERS: readonly BadMessage[] = [
  header('a critical extension', { crit: ['exp'], exp: 0 }, 'CRITICAL_HEADER'),
  header('an empty list of critical extensions', { crit: [] }, 'CRITICAL_HEADER'),
  header('an unencoded payload (RFC 7797)', { b64: false }, 'MALFORMED', '/b64'),
  header('a key that comes along', { jwk: { kty: 'OKP' } }, 'MALFORMED', '/jwk'),
  header('a key to be fetched', { jku: 'https://evil.example/jwks.json' }, 'MALFORMED', '/jku'),
  header('another type', { typ: 'JWT' }, 'MALFORMED', '/typ'),
  header('no type', { typ: undefined }, 'MALFORMED', '/typ'),
  header('a key id that is a path', { kid: '../../keys/hub/message.pem' }, 'MALFORMED', '/kid'),
  header('an issuer in upper case', { iss: 'GUANGDONG' }, 'MALFORMED', '/iss'),
  header(
    'a message id that is no UUIDv7',
    { jti: '5f1d6a4e-9f0f-4a6c-8f3e-2d1c0b9a8f7e' },
    'MALFORMED',
    '/jti',
  ),
  header('a message id in upper case', { jti: '019F1D6A-9F0F-7A6C-8F3E-2D1C0B9A8F7E' }, 'MALFORMED', '/jti'),
  header('a time that is text', { iat: '1795323875839' }, 'MALFORMED', '/iat'),
  header('a time with a fraction', { iat: 1_795_323_875.5 }, 'MALFORMED', '/iat'),
  header('a time before all time', { iat: -1 }, 'MALFORMED', '/iat'),
  header('a time beyond exact numbers', { iat: 2 ** 53 }, 'MALFORMED', '/iat'),
  header('a content type of another protocol', { cty: 'application/json' }, 'UNKNOWN_MESSAGE_TYPE'),
  header('a message that the hub does not know', { cty: 'tongban.v1.Nothing+json' }, 'UNKNOWN_MESSAGE_TYPE'),
  header(
    'a message that comes with every object',
    { cty: 'tongban.v1.constructor+json' },
    'UNKNOWN_MESSAGE_TYPE',
  ),
  header(
    'a message that only the hub signs',
    { cty: 'tongban.v1.DispatchStatement+json' },
    'UNKNOWN_MESSAGE_TYPE',
  ),
  header(
    'an encoding that the hub does not know',
    { cty: 'tongban.v1.SubmitCase+xml' },
    'UNKNOWN_MESSAGE_TYPE',
  ),
  {
    name: 'a header with many things wrong',
    message: (world) =>
      withHeader(world.guangdong, fresh(world), { kid: '', typ: 'JOSE', iat: null, extra: 1, more: 2 }),
    code: 'MALFORMED',
    violations: ['/kid', '/typ', '/iat', '/extra', '/more'],
  },
];

const BYTES: readonly BadMessage[] = [
  headerText('an empty header', () => '', ['']),
  headerText('a header that is no JSON', (good) => good.slice(0, -1), ['']),
  headerText('a header with bytes after it', (good) => `${good}{}`, ['']),
  headerText('a header with a member that stands twice', (good) => good.replace('{', '{"alg":"none",'), ['']),
  headerText(
    'a header with a member written in two ways',
    (good) => good.replace('{', '{"\\u0061lg":"none",'),
    [''],
  ),
  headerText('a header with a byte order mark', (good) => `\ufeff${good}`, ['']),
  headerText('a header in another character set', (good) => Buffer.from(good, 'utf16le'), ['']),
  headerText('a header that is a list', () => '[]', ['']),
  headerText('a header that is null', () => 'null', ['']),
  {
    name: 'a header larger than any header is',
    message: (world) => withHeader(world.guangdong, fresh(world), { pad: 'x'.repeat(2_048) }),
    code: 'TOO_LARGE',
  },
];

export const BAD_HEADERS: readonly BadMessage[] = [
  ...SIGNATURES,
  ...KEYS,
  ...ALGORITHMS,
  ...MEMBERS,
  ...BYTES,
];
