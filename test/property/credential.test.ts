import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentCredential, verifyPresentation } from '#crypto/credential';
import { keyIdOf } from '#crypto/jose';
import { keyOfJwk, publicJwk } from '#crypto/jose/jwk';
import { equalBytes, generatePrivateKey, SUITES } from '#crypto/primitives';
import { AUDIENCE, CredentialStage, NONCE, NOW } from '../kit/credentials.js';

/** One stage for each suite of the issuer; holders of another. */
const stages = SUITES.map((suite, i) => new CredentialStage(suite, SUITES[(i + 1) % SUITES.length]));

const name = fc
  .string({
    unit: fc.constantFrom('a', 'Z', '9', '-', '_', '名', '照', 'length'),
    minLength: 1,
    maxLength: 6,
  })
  .filter((text) => /^[\p{L}\p{N}]/u.test(text));

/** Values as JSON gives them back: no −0, no key that JSON.parse would make a prototype of. */
const value = fc
  .jsonValue({ maxDepth: 3 })
  .map((any) => JSON.parse(JSON.stringify(any)) as unknown)
  .filter((any) => !/"(?:__proto__|_sd|_sd_alg|\.\.\.)"/.test(JSON.stringify(any)));

const fieldsAndAsked = fc
  .dictionary(name, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true })
  .chain((fields) => fc.tuple(fc.constant(fields), fc.subarray(Object.keys(fields))));

describe('a credential', () => {
  it('shows exactly what is asked for, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stages), fieldsAndAsked, async (stage, [fields, asked]) => {
        const credential = await stage.issue(fields);
        const made = { fields: asked, audience: AUDIENCE, nonce: NONCE, now: NOW };
        const shown = await presentCredential(credential, made, stage.holder);
        const verdict = await verifyPresentation(shown, stage.expecting(asked));
        const wanted = Object.fromEntries(asked.map((field) => [field, fields[field]]));
        expect(verdict).toMatchObject({ issuer: 'guangdong' });
        expect((verdict as { fields: unknown }).fields).toStrictEqual(wanted);
        expect(shown.split('~')).toHaveLength(asked.length + 2);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused when any character of its presentation is another', async () => {
    const presentations = await Promise.all(
      stages.map(async (stage) => {
        const credential = await stage.issue({ name: '测试', number: 7, scope: ['a'] });
        const made = { fields: ['name', 'scope'], audience: AUDIENCE, nonce: NONCE, now: NOW };
        return { stage, text: await presentCredential(credential, made, stage.holder) };
      }),
    );
    const other = fc.constantFrom(...'AZaz09-_.~=+ \u0000é');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...presentations),
        fc.nat(),
        other,
        async ({ stage, text }, any, character) => {
          const at = any % text.length;
          fc.pre(text[at] !== character);
          const altered = text.slice(0, at) + character + text.slice(at + 1);
          expect(await verifyPresentation(altered, stage.expecting(['name', 'scope']))).toBeTypeOf('string');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is refused without throwing, whatever stands in its place', async () => {
    const stage = new CredentialStage('ED25519');
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('e', '3', '0', '.', '~', 'é', '{') }),
        async (text) => {
          expect(await verifyPresentation(text, stage.expecting([]))).toBeTypeOf('string');
        },
      ),
    );
  });
});

describe('a JSON Web Key', () => {
  it.each(SUITES)('of %s is the key it was made of, and no other text is', async (suite) => {
    const { publicKey } = generatePrivateKey(suite);
    const jwk = await publicJwk(publicKey, keyIdOf(publicKey));
    const read = keyOfJwk(jwk);
    expect(read?.suite).toBe(suite);
    expect(equalBytes(read?.spki ?? new Uint8Array(), publicKey.spki)).toBe(true);
    for (const wrong of [
      { ...jwk, x: `${jwk.x}=` },
      { ...jwk, x: 'A'.repeat(43) },
      { ...jwk, x: jwk.x.slice(1) },
      { ...jwk, crv: 'P-384' },
      { ...jwk, use: 'enc' },
      { ...jwk, d: jwk.x },
      { ...jwk, kty: 'oct' },
    ]) {
      expect(keyOfJwk(wrong), JSON.stringify(wrong)).toBeUndefined();
    }
  });
});
