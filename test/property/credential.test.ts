import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discloseCredential, presentCredential, verifyPresentation } from '#crypto/credential';
import { keyIdOf } from '#crypto/jose';
import { keyOfJwk, publicJwk } from '#crypto/jose/jwk';
import { base64url, equalBytes, generatePrivateKey, SUITES, sha256, utf8 } from '#crypto/primitives';
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

  it('tells nothing of what is not asked for, in whichever way it is read', async () => {
    const planted = fc.stringMatching(/^[A-Z][a-z]{9}[0-9]{4}$/);
    const two = fc.uniqueArray(planted, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stages), two, fc.nat(5), async (stage, values, shownAt) => {
        const fields = Object.fromEntries(values.map((each, i) => [`f${i}`, { deep: [each] }]));
        const name = `f${shownAt % values.length}`;
        const hidden = values.filter((_, i) => `f${i}` !== name);
        const bound = await stage.issue(fields);
        const unbound = await stage.issue(fields, { holderKey: undefined });
        const made = { fields: [name], audience: AUDIENCE, nonce: NONCE, now: NOW };
        const texts = [
          await presentCredential(bound, made, stage.holder),
          await discloseCredential(unbound, [name]),
        ];
        for (const text of texts) {
          const readings = everyReading(text);
          expect(readings.some((each) => each.includes(values[shownAt % values.length] ?? '?'))).toBe(true);
          for (const each of hidden) {
            expect(readings.filter((reading) => reading.includes(each))).toEqual([]);
          }
          // Nor can a guess be confirmed: no salt of what is shown, and none at all, gives the digest of what is not.
          const { digests, salts } = partsOf(text);
          for (const [i, each] of values.entries()) {
            if (`f${i}` === name) continue;
            for (const salt of [...salts, '']) {
              const guess = utf8(JSON.stringify([salt, `f${i}`, { deep: [each] }]));
              expect(digests).not.toContain(base64url(sha256(utf8(base64url(guess)))));
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('that no key is bound to is taken only where that was asked for', async () => {
    for (const stage of stages) {
      const shown = await discloseCredential(await stage.issue({ name: '测试' }, { holderKey: undefined }), [
        'name',
      ]);
      expect(await verifyPresentation(shown, stage.expecting(['name']))).toBe('HOLDER_KEY_MISSING');
      const taking = { acceptsUnbound: true };
      expect(await verifyPresentation(shown, stage.expecting(['name'], taking))).toMatchObject({
        fields: { name: '测试' },
      });
      expect(await verifyPresentation(shown, stage.expecting([], taking))).toBe('FIELD_NOT_ASKED');
      // One that a key is bound to does not get rid of it.
      const made = { fields: ['name'], audience: AUDIENCE, nonce: NONCE, now: NOW };
      const bound = await presentCredential(await stage.issue({ name: '测试' }), made, stage.holder);
      const stripped = bound.slice(0, bound.lastIndexOf('~') + 1);
      expect(await verifyPresentation(stripped, stage.expecting(['name'], taking))).toBe(
        'HOLDER_PROOF_MISSING',
      );
    }
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

/** The text, each of its parts, and all that comes of reading them as base64 or hex, again and again; backwards too. */
function everyReading(text: string): string[] {
  const found = new Set<string>([text, ...text.split(/[~.]/)]);
  for (const each of found) {
    if (found.size > 500) break;
    const decoded = [
      Buffer.from(each, 'base64url').toString('utf8'),
      Buffer.from(each, 'hex').toString('utf8'),
    ];
    for (const more of decoded) if (more.length > 3) found.add(more);
    for (const word of each.match(/[\w-]{16,}/g) ?? []) found.add(word);
  }
  return [...found].flatMap((each) => [each, [...each].reverse().join('')]);
}

function partsOf(text: string): { readonly digests: readonly string[]; readonly salts: readonly string[] } {
  const [issued = '', ...rest] = text.split('~');
  const [, claims = ''] = issued.split('.');
  const { _sd: digests } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { _sd: string[] };
  const disclosures = rest.slice(0, -1).map((each) => Buffer.from(each, 'base64url').toString());
  return { digests, salts: disclosures.map((each) => (JSON.parse(each) as string[])[0] ?? '') };
}

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
