import { describe, expect, it } from 'vitest';
import type { EvidenceBundle, SignerKey } from '#crypto/evidence';
import type { MessageKey } from '#crypto/jose';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust } from '#crypto/verify';
import {
  AT,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  incomplete,
  manifestAnew,
  platformsFile,
  verdictsOn,
} from '../../../kit/evidence.js';

const maker = new EvidenceMaker().wholeCase(2);
const trust = maker.trust();
const [SINCE, UNTIL] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];

function stateOf(platform: string, { kid, key }: MessageKey, lie: Partial<SignerKey> = {}): SignerKey {
  const { spki } = key.publicKey;
  return { kid, platform, spki, validFrom: SINCE, validTo: UNTIL, revokedAt: undefined, ...lie };
}

const { guangdong, henan } = maker.keys;
const states = (lie?: Partial<SignerKey>) => [stateOf('guangdong', guangdong, lie), stateOf('henan', henan)];
const withKeys = (keys: readonly SignerKey[]): EvidenceBundle => ({ ...maker.bundle(), keys });
const verdictsOf = (keys: readonly SignerKey[], own = trust) => verdictsOn(filesOf(withKeys(keys)), own);

function answerTo(keys: readonly SignerKey[], own = trust): string | undefined {
  const { answers } = new CaseVerifier(readTrust(own)).verify(filesOf(withKeys(keys)));
  return answers.find(({ question }) => question === 'SIGNER_KEYS')?.en;
}

const NO_ENTRIES = '; no entry of the log about them is here';

const revoked = platformsFile([
  { platform: 'guangdong', key: guangdong, revokedAt: '2026-11-22T02:00:01Z' },
  { platform: 'henan', key: henan },
]);

describe('what a bundle says of the keys that signed', () => {
  it('passes where the trust says the same', () => {
    expect(verdictsOf(states())).toEqual(EVERYTHING_PASSES);
    expect(answerTo(states())).toBe(`2, by the trust${NO_ENTRIES}`);
  });

  it('is not believed: a key that the trust has revoked before it signed is not good for it', () => {
    expect(verdictsOf(states(), { ...trust, platforms: revoked })).toEqual(
      failing('SIGNATURES', 'SIGNER_KEYS'),
    );
  });

  it('is not believed: a key that the trust has not is not trusted for it', () => {
    const platforms = platformsFile([{ platform: 'henan', key: henan }]);
    expect(verdictsOf(states(), { ...trust, platforms })).toMatchObject({
      exitCode: 1,
      not: { SIGNATURES: 'FAIL' },
    });
  });

  it.each<[string, Partial<SignerKey>]>([
    ['until when it is valid', { validTo: UNTIL + 1 }],
    ['since when', { validFrom: SINCE - 1 }],
    ['that it was revoked later', { revokedAt: AT + 86_400_000 }],
  ])('is told of where it differs: %s', (_, lie) => {
    expect(verdictsOf(states(lie))).toEqual(EVERYTHING_PASSES);
    expect(answerTo(states(lie))).toBe(
      `2, by the trust; the evidence differs on ${guangdong.kid}${NO_ENTRIES}`,
    );
  });

  it.each<[string, Partial<SignerKey>]>([
    ['revoked', { revokedAt: AT }],
    ['out of its time', { validTo: AT }],
    ['not in its time yet', { validFrom: UNTIL }],
  ])('leaves the question open where the hub itself says that a key was %s', (_, lie) => {
    expect(verdictsOf(states(lie))).toEqual(incomplete('SIGNER_KEYS'));
  });

  it('leaves the question open where it says nothing of one that signed', () => {
    expect(verdictsOf(states().slice(1))).toEqual(incomplete('SIGNER_KEYS'));
  });

  it.each<[string, Partial<SignerKey>]>([
    ['of another key', { spki: generatePrivateKey('SM2').publicKey.spki }],
    ['of another platform', { platform: 'yunnan' }],
  ])('is false under the id of one, and %s', (_, lie) => {
    expect(verdictsOf(states(lie))).toEqual(failing('SIGNER_KEYS'));
  });

  it('is the same in the PEM files, which follow from it', () => {
    const files = filesOf(withKeys(states()));
    const pems = [...files.keys()].filter((path) => path.endsWith('.pem'));
    expect(pems).toHaveLength(2);
    for (const path of pems) {
      const text = Buffer.from(files.get(path) ?? []).toString();
      const altered = new Map([...files, [path, utf8(text.replace('2027', '2028'))]]);
      expect(verdictsOn(manifestAnew(altered), trust)).toEqual(failing('FILES'));
      altered.delete(path);
      expect(verdictsOn(manifestAnew(altered), trust)).toEqual(failing('FILES'));
    }
  });
});
