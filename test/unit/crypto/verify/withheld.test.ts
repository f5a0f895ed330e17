import { describe, expect, it } from 'vitest';
import {
  type EvidenceBundle,
  type EvidencedEvent,
  FIELD_GROUPS,
  type FieldGroup,
  withhold,
  writeBundle,
} from '#crypto/evidence';
import { CaseVerifier, readTrust } from '#crypto/verify';
import type { PartialOpening } from '../../../../crypto/evidence/opening.js';
import { erased } from '../../../kit/erased.js';
import { EvidenceMaker, failing, filesOf, incomplete, verdictsOn } from '../../../kit/evidence.js';

const PERSONAL = ['applicant', 'form'] as const;

const maker = new EvidenceMaker().wholeCase();
const whole = maker.bundle();
const without = (...groups: readonly FieldGroup[]) => withhold(whole, new Set(groups));
const verdictsOf = (bundle: EvidenceBundle) => verdictsOn(filesOf(bundle), maker.trust());
const verify = (bundle: EvidenceBundle, mayBeWithheld = false, of = maker) =>
  new CaseVerifier(readTrust(of.trust())).verify(filesOf(bundle), { mayBeWithheld });

function answerTo(question: string, bundle: EvidenceBundle) {
  const { answers } = verify(bundle);
  return answers.find((each) => each.question === question) ?? expect.fail(`no answer to ${question}`);
}

/** The bundle with one of its events changed. */
function changed(
  bundle: EvidenceBundle,
  seq: number,
  change: (event: EvidencedEvent) => object,
): EvidenceBundle {
  const events = bundle.events.map((event) => (event.seq === seq ? { ...event, ...change(event) } : event));
  return { ...bundle, events };
}

const partialOf = (event: EvidencedEvent | undefined): PartialOpening =>
  event?.partial ?? expect.fail('is whole');
const groupsOf = (event: EvidencedEvent | undefined) =>
  partialOf(event).groups ?? expect.fail('shows nothing');

describe('messages that are withheld', () => {
  it('leave their signatures unanswered, and say which groups are not there; the rest is checked', () => {
    const bundle = without(...PERSONAL);
    expect(bundle.events.filter(({ message }) => message === undefined).map(({ type }) => type)).toEqual([
      'SubmitCase',
      'CorrectionSubmitted',
    ]);
    expect(verdictsOf(bundle)).toEqual(incomplete('SIGNATURES', 'COMMITMENTS', 'CERTIFICATES'));
    expect(answerTo('SIGNATURES', bundle)).toMatchObject({
      zh: expect.stringContaining('未公开：申请人、表单（1 SubmitCase'),
      en: expect.stringContaining('withheld: applicant, form (1 SubmitCase'),
    });
    expect(answerTo('OPENINGS', bundle)).toMatchObject({
      verdict: 'PASS',
      zh: '2 条报文已公开：办理流程、材料、办理结果、理由',
      en: 'shown of 2 messages: routing, materials, outcome, reasons',
    });
  });

  it('are no fault of the evidence for an auditor who allows it', () => {
    const report = verify(without(...PERSONAL), true);
    expect(report.exitCode).toBe(0);
    expect(report.answers.find(({ question }) => question === 'SIGNATURES')).toMatchObject({
      verdict: 'NOT_CHECKED',
      isRequired: false,
    });
    const { erasure, ...rest } = erased(maker);
    expect(verify({ ...rest, erasure: undefined }, true).exitCode).toBe(3); // what is missing is not withheld
  });

  it('leave nothing to be asked of the course of the case, unless its facts are withheld too', () => {
    expect(verdictsOf(without('reasons')).not).not.toHaveProperty('TRANSITIONS');
    expect(verdictsOf(without('routing')).not).toMatchObject({
      TRANSITIONS: 'NOT_CHECKED',
      RECEIVED: 'NOT_CHECKED',
    });
    expect(answerTo('OPENINGS', without(...FIELD_GROUPS)).en).toMatch(/nothing of them is shown$/);
  });

  it('are named by the manifest, which cannot be left out of step', () => {
    const files = new Map(writeBundle(without(...PERSONAL), 'how to check'));
    const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString());
    expect(manifest).toMatchObject({ format: 'tongban-evidence/5', withheld: PERSONAL });
    for (const withheld of [undefined, [], ['form'], [...PERSONAL, 'outcome']]) {
      files.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, withheld })));
      expect(verdictsOn(files, maker.trust())).toMatchObject({ exitCode: 1, not: { FILES: 'FAIL' } });
    }
  });

  it('of leaves from before there were groups are withheld whole', () => {
    const old = new EvidenceMaker(undefined, 1).wholeCase();
    expect(verdictsOn(filesOf(old.bundle()), old.trust()).exitCode).toBe(0);
    const report = verify(withhold(old.bundle(), new Set(PERSONAL)), false, old);
    expect(report.exitCode).toBe(3);
    expect(report.answers.find(({ question }) => question === 'OPENINGS')).toMatchObject({
      verdict: 'PASS',
      en: '2 messages, nothing of them is shown',
    });
    expect(verify(withhold(old.bundle(), new Set(PERSONAL)), true, old).exitCode).toBe(0);
  });

  it('of a use of a certificate do not tell of which', () => {
    const user = new EvidenceMaker();
    user.use('GD-1');
    const bundle = user.wholeCase(1).bundle();
    const uses = (...groups: FieldGroup[]) => withhold(bundle, new Set(groups)).uses;
    expect(uses('form')).toEqual(bundle.uses);
    expect(uses('materials')).toEqual([{ ...bundle.uses[0], certificate: undefined }]);
    expect(uses('routing')).toEqual([]);
  });
});

describe('what is shown in the place of a message', () => {
  const bundle = without('applicant');
  const first = bundle.events[0];
  const alterGroups = (change: object) =>
    changed(bundle, 1, (event) => ({
      partial: { ...partialOf(event), groups: { ...groupsOf(event), ...change } },
    }));
  const { routing, form, outcome, reasons } = groupsOf(first);
  const content = 'salt' in routing ? routing.content : '';

  it.each<[string, object]>([
    [
      'another content',
      { routing: { ...routing, content: content.replace('REMOTE_INTAKE', 'FULLY_ONLINE') } },
    ],
    ['another spelling of it', { routing: { ...routing, content: content.replace(':', ': ') } }],
    ['a group under the name of another', { outcome: reasons, reasons: outcome }],
    ['contents of one group in another', { outcome: form }],
    [
      'a group of another event',
      { routing: groupsOf(bundle.events.find((event) => event.seq !== 1 && event.partial)).routing },
    ],
    ['a group in the place of its commitment', { applicant: { salt: new Uint8Array(32), content: '' } }],
    ['another commitment', { applicant: { sha256: 'A'.repeat(43), sm3: 'A'.repeat(43) } }],
  ])('is not believed with %s', (_, change) => {
    const { exitCode, not } = verdictsOf(alterGroups(change));
    expect({ exitCode, OPENINGS: not.OPENINGS }).toEqual({ exitCode: 1, OPENINGS: 'FAIL' });
  });

  it('is not believed of another event, or none at all of a leaf that commits to groups', () => {
    const other = bundle.events.find((event) => event.seq !== 1 && event.partial);
    const swapped = changed(bundle, 1, () => ({ partial: partialOf(other) }));
    expect(verdictsOf(swapped)).toMatchObject({
      exitCode: 1,
      not: { OPENINGS: 'FAIL', COMMITMENTS: 'FAIL' },
    });
    const nothing = changed(bundle, 1, (event) => ({ partial: { ...partialOf(event), groups: undefined } }));
    expect(verdictsOf(nothing)).toMatchObject({ exitCode: 1, not: { OPENINGS: 'FAIL' } });
  });

  it('is not believed where the log says that it was erased, nor is that', () => {
    const gone = erased(maker);
    const shown = changed(gone, 1, () => ({ partial: partialOf(first) }));
    expect(verdictsOf(shown)).toMatchObject({ exitCode: 1, not: { COMMITMENTS: 'FAIL' } });
    expect(answerTo('COMMITMENTS', shown).en).toBe('what the log says was erased is shown in part');
  });

  it('is caught as false, where the message is there, when a hub has logged other contents', () => {
    const liar = new EvidenceMaker().wholeCase(1);
    const { groups } = JSON.parse(Buffer.from(maker.bundle().events[3]?.leaf ?? []).toString());
    const eventSeq = liar.act('guangdong', 'CaseWithdrawn', {}, { leaf: { groups } });
    liar.acknowledge('henan', eventSeq);
    expect(verdictsOn(filesOf(liar.bundle()), liar.trust())).toEqual(failing('COMMITMENTS'));
  });
});
