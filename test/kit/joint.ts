import { eventually } from './eventually.js';
import { AT, newReference, submission } from './messages.js';
import type { TestPeer } from './peer.js';

/** Joint items of the sample catalogue, which every sample place handles. */
export const JOINT_ITEMS = {
  householdMove: '002091017000', // 夫妻投靠户口迁移
  taxElsewhere: '002091086000', // 跨区域涉税事项报告
  housingFund: '002091108000', // 住房公积金异地转移接续
} as const;

export interface JointOptions {
  readonly itemCode: string;
  readonly divisionCode: string;
  readonly leadCaseNo?: string;
  readonly caseRef?: string;
}

export function jointSubmission({ itemCode, divisionCode, leadCaseNo, caseRef }: JointOptions): object {
  const body = submission({ divisionCode, ...(caseRef === undefined ? {} : { caseRef }) });
  return { ...body, itemCode, mode: 'JOINT', ...(leadCaseNo === undefined ? {} : { leadCaseNo }) };
}

/** @returns its number. */
export async function openJoint(by: TestPeer, options: JointOptions): Promise<string> {
  return (await by.act('SubmitCase', jointSubmission(options))).caseNo ?? '';
}

/** Accepts a case and begins to look at it; a submitter that is the counter takes the papers in. */
export async function takeOn(caseNo: string, counter: TestPeer, competent: TestPeer): Promise<void> {
  await counter.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await competent.act('CaseAccepted', { caseNo, competentCaseRef: newReference('SL'), acceptedAt: AT });
  await competent.act('ReviewStarted', { caseNo, startedAt: AT });
}

export function decide(caseNo: string, competent: TestPeer, outcome: 'GRANTED' | 'DENIED') {
  const grounds = outcome === 'DENIED' ? { grounds: '姓名与缴存信息不一致' } : {};
  return competent.act('DecisionIssued', { caseNo, outcome, documentNo: 'JD-1', decidedAt: AT, ...grounds });
}

export async function conclude(
  caseNo: string,
  competent: TestPeer,
  outcome: 'GRANTED' | 'DENIED' = 'GRANTED',
): Promise<void> {
  await decide(caseNo, competent, outcome);
  await competent.act('CaseConcluded', { caseNo, concludedAt: AT });
}

/** Waits until the acts of the case are these, from the last one of them backwards, but for warnings of its clocks. */
export async function expectLast(peer: TestPeer, caseNo: string, ...types: readonly string[]): Promise<void> {
  await eventually(async () => {
    const events = await peer.grpc.events(caseNo);
    const found = events.flatMap(({ type }) => (type === 'ClockWarned' ? [] : [type ?? '']));
    const last = found.slice(-types.length).join();
    if (last !== types.join()) throw new Error(`${caseNo}: ${found.join()}`);
  });
}
