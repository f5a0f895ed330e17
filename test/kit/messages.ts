import type { TestPeer } from './peer.js';

/** Bodies of legal messages, to be changed in the one point a test is about. */

export const AT = '2026-11-22T09:58:00+08:00';

let made = 0;

/** A number that no other test of this process uses. */
export function newReference(prefix = 'T'): string {
  return `${prefix}${process.pid}-${Date.now()}-${made++}`;
}

export interface SubmissionOptions {
  readonly caseRef?: string;
  readonly mode?: 'FULLY_ONLINE' | 'REMOTE_INTAKE';
  /** Where it is to be decided: `410000` is Henan, `440000` Guangdong. */
  readonly divisionCode?: string;
}

export function submission(options: SubmissionOptions = {}): Record<string, unknown> {
  const { caseRef = newReference(), mode = 'FULLY_ONLINE', divisionCode = '410000' } = options;
  return {
    caseRef,
    itemCode: '002090012000',
    divisionCode,
    mode,
    appliedAt: AT,
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '测试人员', idType: '111', idNumber: '441803199001019018' },
        form: [{ name: '证书名称', value: '一级建造师' }],
      },
    },
    materials: [{ name: '居民身份证', source: 'ORIGINAL_CHECKED' }],
  };
}

export type Side = 'submitter' | 'competent';

export interface Step {
  readonly by: Side;
  readonly type: string;
  /** Without `caseNo`. */
  readonly body: object;
}

/** Every act of a case from intake to delivery, with a correction round; by whom, in order. */
export function wholeLife(mode: 'FULLY_ONLINE' | 'REMOTE_INTAKE'): Step[] {
  const counter: Side = mode === 'REMOTE_INTAKE' ? 'submitter' : 'competent';
  const deadline = '2027-01-08T18:00:00+08:00';
  const materials = [{ name: '遗失声明', source: 'ORIGINAL_CHECKED' }];
  return [
    { by: counter, type: 'IntakeRecorded', body: { identityChecked: true, recordedAt: AT } },
    {
      by: 'competent',
      type: 'CorrectionNotice',
      body: { noticeNo: 'BZ-1', missing: ['遗失声明'], deadline },
    },
    { by: 'submitter', type: 'CorrectionSubmitted', body: { noticeNo: 'BZ-1', materials } },
    {
      by: 'competent',
      type: 'CaseAccepted',
      body: { competentCaseRef: newReference('SL'), acceptedAt: AT, promisedDate: '2026-12-20' },
    },
    { by: 'competent', type: 'ReviewStarted', body: { startedAt: AT } },
    {
      by: 'competent',
      type: 'DecisionIssued',
      body: { outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT },
    },
    { by: 'competent', type: 'CaseConcluded', body: { concludedAt: AT } },
    {
      by: 'competent',
      type: 'ResultTransferred',
      body: { documents: [{ name: '证书' }], waybill: 'EMS-1' },
    },
    { by: counter, type: 'ResultDelivered', body: { mode: 'AT_WINDOW', deliveredAt: AT } },
  ];
}

/** Opens a case between two peers and takes it so many steps on. @returns its number. */
export async function playCase(
  submitter: TestPeer,
  competent: TestPeer,
  steps = Number.POSITIVE_INFINITY,
  mode: 'FULLY_ONLINE' | 'REMOTE_INTAKE' = 'REMOTE_INTAKE',
): Promise<string> {
  const divisionCode = competent.id === 'henan' ? '410000' : '440000';
  const opened = await submitter.act('SubmitCase', submission({ mode, divisionCode }));
  const caseNo = opened.caseNo ?? '';
  for (const { by, type, body } of wholeLife(mode).slice(0, steps)) {
    await { submitter, competent }[by].act(type, { caseNo, ...body });
  }
  return caseNo;
}
