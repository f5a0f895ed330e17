import { describe, expect, it } from 'vitest';
import { commit, type EvidenceBundle } from '#crypto/evidence';
import { sha256, utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { CERTIFICATE, EvidenceMaker, filesOf, type UseLie } from '../../../kit/evidence.js';
import { submission } from '../../../kit/messages.js';

/** A hub that lies about uses of certificates is found out: its lies are well-formed, signed and in the log. */

const CASE_REF = 'GD-1';

function verified(maker: EvidenceMaker, change: (bundle: EvidenceBundle) => EvidenceBundle = (same) => same) {
  const report = new CaseVerifier(readTrust(maker.trust())).verify(filesOf(change(maker.bundle())));
  const answer = report.answers.find(({ question }) => question === 'CERTIFICATES');
  const others = report.answers.filter(
    ({ question, verdict }) => question !== 'CERTIFICATES' && verdict === 'FAIL',
  );
  return { report, verdict: answer?.verdict, told: answer?.en ?? '', uses: report.uses, others };
}

/** A case of which a material names the use. */
function makerOf(
  lie: UseLie = {},
  named: { certificateId?: string } = {},
  ground: 'consent' | 'presentation' = 'consent',
): EvidenceMaker {
  const maker = new EvidenceMaker();
  const certificate = { ...maker.use(CASE_REF, lie, ground), ...named };
  const materials = [{ name: '居民身份证', source: 'E_CERTIFICATE', certificate }];
  const seq = maker.act('guangdong', 'SubmitCase', { ...submission({ caseRef: CASE_REF }), materials });
  maker.acknowledge('henan', seq);
  return maker;
}

describe('the uses of certificates in the evidence of a case', () => {
  it('are listed with what was done, by whom, when, on which ground, and what came of it', () => {
    const { verdict, uses, report } = verified(makerOf());
    expect(verdict).toBe('PASS');
    expect(report.exitCode).toBe(0);
    expect(uses).toMatchObject([
      {
        verdict: 'PASS',
        requester: 'guangdong',
        operation: 'DATA',
        certificateType: '11100000MB0143028R001',
        certificateId: CERTIFICATE,
        outcome: 'RELEASED',
        state: 'VALID',
        consent: expect.any(String),
        at: expect.any(Number),
      },
    ]);
  });

  it('may be none, when no material names any', () => {
    const maker = new EvidenceMaker().wholeCase(1);
    expect(verified(maker)).toMatchObject({ verdict: 'PASS', report: { exitCode: 0 }, uses: [] });
  });

  it.each<[string, UseLie, RegExp]>([
    ['another case', { told: { caseRef: 'GD-2' } }, /not for this case/],
    ['another case, by its leaf', { use: { case: undefined } }, /not for this case/],
    [
      'another certificate',
      { told: { certificate: { id: CERTIFICATE.replace('S1', 'S2'), salt: utf8('x'.repeat(32)) } } },
      /another certificate/,
    ],
    ['another use', { use: { id: '0196f0c0-0000-7000-8000-0000000000ff' } }, /something else/],
    ['somebody else', { use: { actor: 'henan' } }, /something else/],
    ['another hub', { use: { hub: 'another-hub' } }, /something else/],
    [
      'the outcome of another use',
      { outcome: { use: '0196f0c0-0000-7000-8000-0000000000ff' } },
      /outcome is of another/,
    ],
    ['an outcome before its use', { order: ['consent', 'outcome', 'use'] }, /outcome is of another/],
    [
      'another consent',
      { consent: { consent: '0196f0c0-0000-7000-8000-0000000000ff' } },
      /consent is another/,
    ],
    ['a consent that was taken back', { consent: { type: 'ConsentRevoked' } }, /consent is another/],
    [
      'a consent given afterwards',
      { order: ['use', 'outcome', 'consent'] },
      /consent is another, or came later/,
    ],
    ['a use that was refused', { use: { code: 'CERTIFICATE_NOT_VALID' } }, /a material says otherwise/],
    [
      'a verification, of which the hub does not know what matched',
      { use: { operation: 'VERIFY' } },
      /a material says otherwise/,
    ],
    ['contents that were not released', { outcome: { outcome: 'NOT_VALID' } }, /a material says otherwise/],
    ['a certificate that is not told', { told: { certificate: undefined } }, /a material says otherwise/],
  ])('fail when they are of %s', (_, lie, why) => {
    const { verdict, uses, report, others } = verified(makerOf(lie));
    expect(verdict).toBe('FAIL');
    expect(others).toEqual([]);
    expect(report.exitCode).toBe(1);
    expect(uses).toMatchObject([{ verdict: 'FAIL', fault: { en: expect.stringMatching(why) } }]);
  });

  const nobodys = '0196f0c0-0000-7000-8000-0000000000ff';

  it.each<[string, UseLie]>([
    ['another', { presentation: { presentation: nobodys } }],
    ['of another hub', { presentation: { hub: 'another-hub' } }],
    ['of another type of certificate', { presentation: { certificateType: '11100000000013127D001' } }],
    [
      'of another certificate',
      { presentation: { certificate: commit('certificate', sha256(utf8('x')), utf8(CERTIFICATE)) } },
    ],
    ['not told to be of this one', { told: { certificateSalt: undefined } }],
    ['opened afterwards', { order: ['use', 'outcome', 'presentation'] }],
  ])('fail when the code that was shown is %s', (_, lie) => {
    const { verdict, uses, others } = verified(makerOf(lie, {}, 'presentation'));
    expect([verdict, others]).toEqual(['FAIL', []]);
    expect(uses).toMatchObject([
      { verdict: 'FAIL', fault: { en: 'its presentation is another, or came later' } },
    ]);
  });

  it('pass when they rest on a code that was opened before, for that very certificate', () => {
    const { verdict, uses, report } = verified(makerOf({}, {}, 'presentation'));
    expect([verdict, report.exitCode]).toEqual(['PASS', 0]);
    expect(uses).toMatchObject([
      { verdict: 'PASS', operation: 'PRESENTATION', presentation: expect.any(String), outcome: 'RELEASED' },
    ]);
  });

  it('fail when one code was good for two', () => {
    const code = { presentation: nobodys };
    const maker = makerOf({ presentation: code, use: code }, {}, 'presentation');
    maker.use(CASE_REF, { presentation: code, use: code }, 'presentation');
    expect(verified(maker).uses).toMatchObject(
      Array.from({ length: 2 }, () => ({
        verdict: 'FAIL',
        fault: { en: expect.stringContaining('more than once') },
      })),
    );
    const twice = makerOf({ presentation: code, use: code }, {}, 'presentation');
    twice.use(CASE_REF, { presentation: code, use: { ...code, code: 'PRESENTATION_USED' } }, 'presentation');
    expect(verified(twice).verdict).toBe('PASS'); // the second was refused
  });

  it('fail when a material names another certificate than was used', () => {
    const { uses } = verified(makerOf({}, { certificateId: CERTIFICATE.replace('S1', 'S2') }));
    expect(uses).toMatchObject([{ verdict: 'FAIL', fault: { en: 'a material says otherwise of it' } }]);
  });

  it('are missed when a material names one that is left out', () => {
    const { verdict, told, report } = verified(makerOf(), (bundle) => ({ ...bundle, uses: [] }));
    expect(verdict).toBe('NOT_CHECKED');
    expect(told).toMatch(/names a use that is not here: 1 居民身份证/);
    expect(report.exitCode).toBe(3);
  });

  it('are incomplete without their leaf, and without that of what they rest on', () => {
    const without = (
      change: (use: EvidenceBundle['uses'][number]) => EvidenceBundle['uses'][number],
      ground: 'consent' | 'presentation' = 'consent',
    ) => verified(makerOf({}, {}, ground), (bundle) => ({ ...bundle, uses: bundle.uses.map(change) }));
    const nothing = { leaf: new Uint8Array(0), proof: undefined };
    for (const { verdict, report } of [
      without((use) => ({ ...use, use: nothing, outcomes: [], consent: undefined })),
      without((use) => ({ ...use, consent: undefined })),
      without((use) => ({ ...use, presentation: undefined }), 'presentation'),
    ]) {
      expect(verdict).toBe('NOT_CHECKED');
      expect(report.exitCode).toBe(3);
    }
  });

  it.each(['use', 'consent', 'presentation'] as const)('fail with a %s that is not in the log', (part) => {
    const ground = part === 'presentation' ? part : 'consent';
    const { verdict, uses } = verified(makerOf({}, {}, ground), (bundle) => ({
      ...bundle,
      uses: bundle.uses.map((each) => {
        const { leaf, ...rest } = each[part] ?? each.use;
        const forged = utf8(Buffer.from(leaf).toString().replace('"guangdong"', '"guangdonk"'));
        return { ...each, [part]: { leaf: forged, ...rest } };
      }),
    }));
    expect(verdict).toBe('FAIL');
    expect(uses[0]?.fault?.en).toBe('its proof does not hold');
  });
});
