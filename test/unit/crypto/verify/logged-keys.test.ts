import { describe, expect, it } from 'vitest';
import type { EvidenceBundle, SignerKey } from '#crypto/evidence';
import { messageKey } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { ends, registered, revoked, UNTIL } from '../../../kit/directory-leaves.js';
import {
  AT,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  incomplete,
  manifestAnew,
  verdictsOn,
} from '../../../kit/evidence.js';

/** Later than the case. */
const LATER = AT + 86_400_000;

/** Both keys are registered before the case is submitted; `then` is what else the log says. */
function told(then: (maker: EvidenceMaker) => void = () => {}): EvidenceMaker {
  const maker = new EvidenceMaker();
  const { guangdong, henan } = maker.keys;
  maker.say(registered('guangdong', guangdong)).say(registered('henan', henan));
  then(maker);
  return maker.wholeCase(2);
}

function check(maker: EvidenceMaker, bundle: EvidenceBundle = maker.bundle()) {
  const files = filesOf(bundle);
  const { answers } = new CaseVerifier(readTrust(maker.trust())).verify(files);
  const said = answers.find(({ question }) => question === 'SIGNER_KEYS')?.en;
  return { said, verdicts: verdictsOn(files, maker.trust()) };
}

/** The state of Guangdong's key told otherwise. */
function altered(bundle: EvidenceBundle, lie: (key: SignerKey) => Partial<SignerKey>): EvidenceBundle {
  const keys = bundle.keys.map((key) => (key.platform === 'guangdong' ? { ...key, ...lie(key) } : key));
  return { ...bundle, keys };
}

describe('the state of a key, by the log', () => {
  it('is proven by the places of its entries', () => {
    const maker = told();
    const { said, verdicts } = check(maker);
    expect(verdicts).toEqual(EVERYTHING_PASSES);
    expect(said).toBe('2, by the trust; 4 acts behind the entry of their key');
  });

  it('stays good for what was logged before the revocation', () => {
    const maker = told((each) => each.say(revoked('guangdong', each.keys.guangdong, LATER), 'BEHIND'));
    expect(check(maker).verdicts).toEqual(EVERYTHING_PASSES);
  });

  it('is open where the cut-off lies before the signature, and the entry of the revocation behind it', () => {
    const maker = told((each) => each.say(revoked('guangdong', each.keys.guangdong, AT), 'BEHIND'));
    expect(check(maker).verdicts).toEqual(incomplete('SIGNER_KEYS'));
  });

  it('is told of acts from before the log spoke of keys', () => {
    const maker = new EvidenceMaker();
    const { guangdong, henan } = maker.keys;
    maker.say(registered('guangdong', guangdong, { found: true, enteredBy: undefined }), 'BEHIND');
    maker.say(registered('henan', henan)).wholeCase(2);
    const { said, verdicts } = check(maker);
    expect(verdicts).toEqual(EVERYTHING_PASSES);
    expect(said).toContain('from before the log spoke of keys');
  });

  it('fails a key that was revoked before the act, whatever time that says', () => {
    const maker = told((each) => each.say(revoked('guangdong', each.keys.guangdong, LATER)));
    const { said, verdicts } = check(maker);
    expect(verdicts).toEqual(failing('SIGNER_KEYS'));
    expect(said).toBe(`was revoked in the log before the act: ${maker.keys.guangdong.kid}`);
  });

  it('fails a key that was registered in the log after it signed', () => {
    const maker = new EvidenceMaker();
    const { guangdong, henan } = maker.keys;
    maker.say(registered('guangdong', guangdong), 'BEHIND').say(registered('henan', henan)).wholeCase(2);
    const { said, verdicts } = check(maker);
    expect([said, verdicts]).toEqual([
      `was registered in the log after it signed: ${guangdong.kid}`,
      failing('SIGNER_KEYS'),
    ]);
  });

  it('fails a bundle that leaves the entry of a revocation out, and says so', () => {
    const maker = told((each) => each.say(revoked('guangdong', each.keys.guangdong, LATER), 'BEHIND'));
    const bundle = altered(maker.bundle(), ({ leaves = [] }) => ({ leaves: leaves.slice(0, 1) }));
    const { said, verdicts } = check(maker, bundle);
    expect(verdicts).toEqual(failing('SIGNER_KEYS'));
    expect(said).toContain('a revocation or a period is left out or altered');
  });

  it.each<[string, (key: SignerKey) => Partial<SignerKey>]>([
    ['a revocation that its entries have is not told', () => ({ revokedAt: undefined })],
    ['a cut-off is told later', () => ({ revokedAt: LATER + 1 })],
    ['an end is told later', () => ({ validTo: UNTIL + 1 })],
  ])('fails where %s', (_, lie) => {
    const maker = told((each) => {
      each.say(ends('guangdong', each.keys.guangdong, UNTIL - 1));
      each.say(revoked('guangdong', each.keys.guangdong, LATER), 'BEHIND');
    });
    expect(check(maker, altered(maker.bundle(), lie)).verdicts).toEqual(failing('SIGNER_KEYS'));
  });

  it.each<[string, (key: SignerKey, other: SignerKey) => Partial<SignerKey>]>([
    ['the entries of another key', (_, other) => ({ leaves: other.leaves ?? [] })],
    [
      'an entry that is not in the log',
      ({ leaves: [first] = [] }, { leaves: [other] = [] }) => ({
        leaves: first && other ? [{ ...first, proof: other.proof }] : [],
      }),
    ],
    ['its registration twice', ({ leaves = [] }) => ({ leaves: [...leaves, ...leaves.slice(0, 1)] })],
    ['no registration', ({ leaves = [] }) => ({ leaves: leaves.slice(1) })],
  ])('fails %s', (_, lie) => {
    const maker = told((each) => each.say(revoked('guangdong', each.keys.guangdong, LATER), 'BEHIND'));
    const bundle = maker.bundle();
    const [first, other] = bundle.keys;
    if (first === undefined || other === undefined) expect.fail('two keys');
    expect(
      check(
        maker,
        altered(bundle, (key) => lie(key, other)),
      ).verdicts.not,
    ).toMatchObject({
      SIGNER_KEYS: 'FAIL',
    });
  });

  it('is of the key that signed, and not of another one under its id', () => {
    const maker = new EvidenceMaker();
    const { guangdong, henan } = maker.keys;
    const { key } = messageKey(generatePrivateKey('SM2'));
    maker
      .say(registered('guangdong', { ...guangdong, key }))
      .say(registered('henan', henan))
      .wholeCase(2);
    expect(check(maker).verdicts).toEqual(failing('SIGNER_KEYS'));
  });

  it('needs each of its files', () => {
    const maker = told();
    const files = filesOf(maker.bundle());
    const entry = 'entries/0000000000.json';
    expect(files.has(entry)).toBe(true);
    const listed = manifestAnew(files);
    listed.delete(entry);
    expect(() => verdictsOn(listed, maker.trust())).toThrow(`${entry} is missing`);
  });
});
