import type { ActType, CaseAct, OpeningType } from '#domain/case';
import { readCaseAct } from '#proto/schema';

/** What acts say of themselves where a test says nothing else. */
const MEMBERS = {
  messageId: 'early-1',
  sender: 'henan',
  actType: 'CaseConcluded',
  heldUntil: '2026-03-31T17:00:00+08:00',
  refusalCode: 'EARLY_ACT_LAPSED',
  noticeNo: 'BZ-1',
  eventSeq: 1,
  partCaseNo: 'TB20261122100000000ABCDEFGHJKMN1',
  participant: 'hunan',
  stage: 'REMINDED',
  end: 'DONE',
  resolution: 'WAIVED',
  deferredCodes: ['M01'],
  suppliedCodes: ['M01'],
  dueBy: '2026-12-01',
  feedbackNo: 'PJ-1',
  side: 'DECISION',
  satisfaction: 'DISSATISFIED',
  callBack: 'REACHED',
  ruling: 'DISMISSED',
  awaited: 'OPEN',
  lifeEventNo: 'TB20261122100000000ABCDEFGHJKMN3',
  member: 'birth',
  memberCaseNo: 'TB20261122100000000ABCDEFGHJKMN4',
  prerequisites: [{ member: 'birth', caseNo: 'TB20261122100000000ABCDEFGHJKMN4' }],
  consultationNo: 'ZX-1',
  startsAt: '2026-12-01T09:00:00+08:00',
  slots: [{ startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T10:00:00+08:00' }],
  verdict: 'AFFIRMED',
  handOverNo: 'JJ-1',
  promisedDate: '2026-12-31',
  deadline: '2026-03-31T17:00:00+08:00',
  procedure: 'HEARING',
  clock: 'DECISION',
  level: 'soon',
  dueDate: '2026-03-19',
  amount: 10,
  unit: 'WORKING_DAY',
  approver: 'AUTHORITY_HEAD',
};

const ORIGINALS = [{ code: 'A1', sheets: 2 }];
const MEMBERS_OF: Partial<Record<ActType, object>> = {
  OriginalsHandedOver: { giver: 'WINDOW', taker: 'COURIER', originals: ORIGINALS },
  CommitmentChecked: { finding: 'BROKEN', faultyCodes: ['M01'] },
  ServiceRating: { member: undefined },
  ReplyDeadlineRecomputed: { feedbackNo: undefined },
  OriginalsReceived: { taker: 'AUTHORITY', originals: ORIGINALS },
};

/** An act as the life of a case knows it, taken at time 0 unless `members` says otherwise. */
export function anAct(
  type: Exclude<ActType, OpeningType>,
  actor: string,
  { at = 0, ...members }: { readonly at?: number; readonly [name: string]: unknown } = {},
): CaseAct {
  const act = readCaseAct(type, { ...MEMBERS, ...MEMBERS_OF[type], ...members }, { actor, at });
  if (act === undefined) throw new Error(`${type} needs more than ${Object.keys(MEMBERS).join(', ')}`);
  return act;
}
