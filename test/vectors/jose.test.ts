import { FlattenedSign, flattenedVerify, importPKCS8, importSPKI } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  fromFlattened,
  JWS_TYPE,
  keyIdOf,
  messageKey,
  readHeader,
  signMessage,
  toFlattened,
  verifyParts,
} from '#crypto/jose';
import { base64, generatePrivateKey, type PublicKey, utf8 } from '#crypto/primitives';

const MESSAGE = {
  cty: 'tongban.v1.SubmitCase+json',
  issuer: 'guangdong',
  audience: 'tongban-dev',
  messageId: '0196f0c0-0000-7000-8000-000000000001',
  issuedAt: 1_795_312_680_000,
  payload: utf8('{"caseRef":"粤-1"}'),
};

function spkiPem(key: PublicKey): string {
  return `-----BEGIN PUBLIC KEY-----\n${base64(key.spki)}\n-----END PUBLIC KEY-----\n`;
}

describe.each(['ED25519', 'P256'] as const)(
  'the JWS profile with %s, held against the jose library',
  (suite) => {
    const key = generatePrivateKey(suite);
    const algorithm = ALGORITHMS[suite];

    it('signs what jose verifies', async () => {
      const jws = toFlattened(signMessage(MESSAGE, messageKey(key)));
      const theirs = await importSPKI(spkiPem(key.publicKey), algorithm);
      const { payload, protectedHeader } = await flattenedVerify(jws, theirs, { algorithms: [algorithm] });
      expect(Buffer.from(payload).toString()).toBe('{"caseRef":"粤-1"}');
      expect(protectedHeader).toEqual({
        alg: algorithm,
        kid: keyIdOf(key.publicKey),
        typ: JWS_TYPE,
        cty: MESSAGE.cty,
        iss: MESSAGE.issuer,
        aud: MESSAGE.audience,
        iat: MESSAGE.issuedAt,
        jti: MESSAGE.messageId,
      });
      const altered = { ...jws, payload: Buffer.from('{"caseRef":"粤-2"}').toString('base64url') };
      await expect(flattenedVerify(altered, theirs)).rejects.toThrow('signature verification failed');
    });

    it('verifies what jose signs', async () => {
      const { issuer: iss, audience: aud, messageId: jti, issuedAt: iat, cty } = MESSAGE;
      const jws = await new FlattenedSign(MESSAGE.payload)
        .setProtectedHeader({
          alg: algorithm,
          kid: keyIdOf(key.publicKey),
          typ: JWS_TYPE,
          cty,
          iss,
          aud,
          iat,
          jti,
        })
        .sign(await importPKCS8(key.toPem(), algorithm));
      const parts = fromFlattened(jws);
      expect(readHeader(parts.protected)).toMatchObject({ alg: algorithm, iss, jti });
      expect(verifyParts(parts, algorithm, key.publicKey)).toBe(true);
      expect(verifyParts({ ...parts, payload: utf8('{}') }, algorithm, key.publicKey)).toBe(false);
    });
  },
);
