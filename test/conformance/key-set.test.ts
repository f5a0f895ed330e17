import { createHash, createPublicKey } from 'node:crypto';
import {
  createLocalJWKSet,
  type FlattenedJWS,
  FlattenedSign,
  flattenedVerify,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFlattened } from '#crypto/jose';
import { sm2Spki } from '#crypto/primitives';
import { rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** What other people's JOSE libraries can do with the hub: read its keys, sign for it, check what it signs. */

const YEAR_MS = 365 * 86_400_000;

type PublishedKey = JWK & { readonly kid: string; readonly iss: string };

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

describe('the key set', () => {
  it('is the same at both HTTP doors', async () => {
    const closed = await guangdong.rest('GET', '/.well-known/jwks.json');
    expect(closed.headers['content-type']).toBe('application/jwk-set+json');
    expect(closed.json()).toEqual({ keys: await publishedKeys() });
  });

  it('names each key as messages do: by the SHA-256 of its SubjectPublicKeyInfo', async () => {
    const keys = await publishedKeys();
    expect(keys.map(({ iss, crv, alg }) => [iss, crv, alg])).toEqual([
      ['guangdong', 'SM2', 'SGD_SM3_SM2'],
      ['henan', 'Ed25519', 'EdDSA'],
      ['hunan', 'P-256', 'ES256'],
      ['qingxin', 'Ed25519', 'EdDSA'],
      ['shanxi', 'SM2', 'SGD_SM3_SM2'],
      ['tongban-dev', 'Ed25519', 'EdDSA'],
    ]);
    for (const key of keys)
      expect(createHash('sha256').update(spkiOf(key)).digest('base64url')).toBe(key.kid);
    expect(keys.map(({ kid }) => kid)).toContain(guangdong.material.messageKey.kid);
  });

  it('has no private part', async () => {
    for (const key of await publishedKeys()) {
      expect(Object.keys(key).sort()).toEqual(
        key.kty === 'EC'
          ? ['alg', 'crv', 'iss', 'kid', 'kty', 'use', 'x', 'y']
          : ['alg', 'crv', 'iss', 'kid', 'kty', 'use', 'x'],
      );
    }
  });

  it('lets a JOSE library check a message, though it holds a key of a curve unknown to the library', async () => {
    const keys = createLocalJWKSet({ keys: await publishedKeys() });
    const verified = await flattenedVerify(toFlattened(henan.sign('SubmitCase', submission())), keys);
    expect(verified.protectedHeader).toMatchObject({ iss: 'henan', typ: 'tongban+jws' });
  });

  it('lets a JOSE library check what the hub says of a dispatch', async () => {
    await guangdong.act('SubmitCase', submission());
    const { body } = await rest.ask(henan, 'Lease', { waitMs: 5_000 });
    const { dispatches } = body as { dispatches: { statement: FlattenedJWS }[] };
    const statement = dispatches[0]?.statement;
    const keys = createLocalJWKSet({ keys: await publishedKeys() });
    const { payload } = await flattenedVerify(statement ?? { payload: '', signature: '' }, keys);
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      actor: 'guangdong',
      recipient: 'henan',
    });
  });
});

describe.each(['EdDSA', 'ES256'] as const)('a platform that signs with a JOSE library and %s', (alg) => {
  it('is accepted, once its key is registered and until it is revoked', async () => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', publicKey));
    const kid = createHash('sha256').update(spki).digest('base64url');
    const suite = alg === 'EdDSA' ? ('ED25519' as const) : ('P256' as const);
    const validity = { validFrom: Date.now() - YEAR_MS, validTo: Date.now() + YEAR_MS, revokedAt: null };
    const key = { kid, peerId: 'guangdong', suite, spki, ...validity };
    const sign = () =>
      new FlattenedSign(Buffer.from(JSON.stringify(submission())))
        .setProtectedHeader({
          alg,
          kid,
          typ: 'tongban+jws',
          cty: 'tongban.v1.SubmitCase+json',
          iss: 'guangdong',
          aud: 'tongban-dev',
          iat: Date.now(),
          jti: uuidv7(),
        })
        .sign(privateKey);
    const submit = async () => (await guangdong.rest('POST', '/v1/messages', await sign())).json();

    expect(await submit()).toMatchObject({ code: 'KEY_UNKNOWN' });
    await hub.registerKey(key);
    await eventually(async () => expect((await publishedKeys()).map((key) => key.kid)).toContain(kid));
    expect(await submit()).toMatchObject({ acknowledgement: { state: 'SUBMITTED' } });

    const published = (await publishedKeys()).find((key) => key.kid === kid);
    const imported = await importJWK(published ?? {}, alg);
    await expect(flattenedVerify(await sign(), imported)).resolves.toBeDefined();

    await hub.registerKey({ ...key, revokedAt: Date.now() - 1 });
    await eventually(async () => expect((await publishedKeys()).map((key) => key.kid)).not.toContain(kid));
    expect(await submit()).toMatchObject({ code: 'KEY_NOT_VALID' });
  });
});

async function publishedKeys(): Promise<PublishedKey[]> {
  const { keys } = (await (await fetch(`${hub.openUrl}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
  return keys as PublishedKey[]; // as its description says
}

/** Made without the product, as far as Node.js can. */
function spkiOf(key: PublishedKey): Uint8Array {
  if (key.crv !== 'SM2')
    return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'der' });
  const [x, y] = [key.x, key.y].map((text = '') => Buffer.from(text, 'base64url'));
  return sm2Spki(Buffer.concat([Buffer.from([4]), x ?? '', y ?? ''] as Buffer[]));
}
