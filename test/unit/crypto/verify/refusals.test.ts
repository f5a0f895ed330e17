import { describe, expect, it } from 'vitest';
import { commit, type EvidenceBundle, formatRefusalLeaf, placeInCase } from '#crypto/evidence';
import { sha256, utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust } from '#crypto/verify';
import {
  AT,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  HUB,
  idOf,
  incomplete,
  type RefusalLie,
  verdictsOn,
} from '../../../kit/evidence.js';

function refusedTo(by: string, lie?: RefusalLie): EvidenceMaker {
  const maker = new EvidenceMaker();
  maker.refuse(by, 'ILLEGAL_TRANSITION', lie);
  return maker.wholeCase(2);
}

const verdictsOf = (maker: EvidenceMaker, bundle: EvidenceBundle = maker.bundle()) =>
  verdictsOn(filesOf(bundle), maker.trust());

const salt = sha256(utf8('another salt'));

describe('a refused message about the case', () => {
  const maker = refusedTo('henan');

  it('is told of, and leaves everything else as it is', () => {
    const report = new CaseVerifier(readTrust(maker.trust())).verify(filesOf(maker.bundle()));
    expect(verdictsOf(maker)).toEqual(EVERYTHING_PASSES);
    expect(report.refusals).toEqual([
      { verdict: 'PASS', refusalId: idOf(4000), actor: 'henan', code: 'ILLEGAL_TRANSITION', at: AT },
    ]);
    expect(report.answers.find(({ question }) => question === 'TRANSITIONS')?.en).toMatch(/^4 steps/);
  });

  it('is in a bundle of format 5, and survives being written and read', () => {
    const files = filesOf(maker.bundle());
    expect(Buffer.from(files.get('refusals.json') ?? []).toString()).toContain('tongban-evidence/5');
    expect(filesOf(new EvidenceMaker().wholeCase(2).bundle()).has('refusals.json')).toBe(false);
  });

  it.each<[string, string, RefusalLie]>([
    ['was said in another case', 'henan', { leaf: { case: commit('case', salt, utf8('TB2/refused')) } }],
    ['names no case', 'henan', { leaf: { case: undefined, v: 1 } }],
    ['is of a place of an event', 'henan', { leaf: { case: commit('case', salt, placeInCase('TB1', 1)) } }],
    ['was of a stranger', 'yunnan', {}],
    ['is told of somebody else', 'guangdong', { told: { actor: 'henan' } }],
    ['is told with another code', 'henan', { told: { code: 'NOT_ALLOWED' } }],
    ['is told of another time', 'henan', { told: { refusedAt: AT + 1 } }],
    ['is told by another name', 'henan', { told: { refusalId: idOf(4999) } }],
    ['is of another hub', 'henan', { leaf: { hub: 'elsewhere' } }],
    ['stands not in the log as it is told', 'henan', { told: { leaf: formatRefusalLeaf({ ...other() }) } }],
  ])('is false when it %s', (_, by, lie) => {
    expect(verdictsOf(refusedTo(by, lie))).toEqual(failing('REFUSALS'));
  });

  it('is false when told twice', () => {
    const bundle = maker.bundle();
    expect(verdictsOf(maker, { ...bundle, refusals: [...bundle.refusals, ...bundle.refusals] })).toEqual(
      failing('REFUSALS'),
    );
  });

  it('is incomplete while the log has not got to it, or nothing opens it, or others are left out', () => {
    const bundle = maker.bundle();
    const [refusal] = bundle.refusals;
    if (refusal === undefined) throw new Error('nothing was refused');
    for (const lie of [{ proof: undefined }, { caseSalt: undefined }])
      expect(verdictsOf(maker, { ...bundle, refusals: [{ ...refusal, ...lie }] })).toEqual(
        incomplete('REFUSALS'),
      );
    expect(verdictsOf(maker, { ...bundle, unlistedRefusals: 7 })).toEqual(incomplete('REFUSALS'));
  });

  it('is no act: an event whose leaf is a refusal is not what the log says', () => {
    const bundle = maker.bundle();
    const events = bundle.events.map((event, i) =>
      i === 1 ? { ...event, leaf: bundle.refusals[0]?.leaf ?? event.leaf } : event,
    );
    const verdicts = verdictsOf(maker, { ...bundle, events });
    expect(verdicts.exitCode).toBe(1);
    expect(verdicts.not).toMatchObject({ COMMITMENTS: 'FAIL', IN_LOG: 'FAIL' });
  });
});

function other() {
  const message = commit('message', salt, utf8('something else'));
  const leaf = {
    actor: 'henan',
    at: AT,
    case: message,
    code: 'ILLEGAL_TRANSITION',
    hub: HUB,
    id: idOf(4000),
  };
  return { ...leaf, message, type: 'Refusal', v: 2 } as const;
}
