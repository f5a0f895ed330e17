import { Hono } from 'hono';
import { z } from 'zod';
import { type PublicJwk, publicJwk } from '#crypto/jose/jwk';
import type { HubServices } from '#hub/wire';
import { values } from '#proto/schema';

const coordinate = z.string().regex(/^[\w-]{43}$/);

const JsonWebKey = values.record('JsonWebKey', {
  kty: z.enum(['OKP', 'EC']),
  crv: z
    .enum(['Ed25519', 'P-256', 'SM2'])
    .describe('SM2（sm2p256v1）为私有名称，未在 IANA 登记 · SM2 is a private name'),
  x: coordinate,
  y: coordinate.optional(),
  kid: coordinate.describe('公钥 SubjectPublicKeyInfo 的 SHA-256 · SHA-256 of the SubjectPublicKeyInfo'),
  alg: z
    .enum(['EdDSA', 'ES256', 'SGD_SM3_SM2'])
    .describe('SGD_SM3_SM2 为私有名称（GM/T 0006） · a private name'),
  use: z.literal('sig'),
  iss: values.peerId.describe('密钥所属的平台或枢纽 · whose key it is, as in the header of its messages'),
});

export const JsonWebKeySet = values.record('JsonWebKeySet', { keys: z.array(JsonWebKey) });

/**
 * RFC 7517: the keys that check messages now, of the hub and of every registered platform. Keys that have run out or were
 * revoked stand in ListPeers, with their dates.
 */
export function keySet({ rules, runtime }: Pick<HubServices, 'rules' | 'runtime'>): Hono {
  const app = new Hono();
  app.get('/jwks.json', async (c) => {
    const { directory } = rules.current();
    const now = runtime.now();
    const standing = directory.peers
      .flatMap((peer) => directory.keysOf(peer.peerId))
      .filter((key) => now <= key.validTo && (key.revokedAt === null || now < key.revokedAt));
    const keys = await Promise.all(
      standing.map(
        async (key): Promise<PublicJwk & { iss: string }> => ({
          ...(await publicJwk(key.publicKey, key.kid)),
          iss: key.peerId,
        }),
      ),
    );
    return c.body(JSON.stringify({ keys }), 200, {
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=60',
    });
  });
  return app;
}
