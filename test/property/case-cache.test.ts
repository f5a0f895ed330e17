import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { COUNTER, type HandlingMode, ruleOf } from '#domain/case';
import { dayOf } from '#domain/rules';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { JOINT_ITEMS, jointSubmission } from '../kit/joint.js';
import { AT } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { pledgedSubmission } from '../kit/pledges.js';

const inDays = (days: number) => dayOf(Date.now() + days * 86_400_000);

/** Bodies of every act on a case that is open, without its number; legal in form, whatever the case stands at. */
const ACTS = {
  IntakeRecorded: { identityChecked: true, recordedAt: AT },
  CorrectionNotice: { noticeNo: 'BZ-1', missing: ['遗失声明'], missingCodes: ['M01'], deadline: AT },
  CorrectionSubmitted: { noticeNo: 'BZ-1', materials: [] },
  CaseAccepted: { competentCaseRef: 'SL-1', acceptedAt: AT },
  DeferredMaterialsAcceptance: {
    competentCaseRef: 'RQ-1',
    documentNo: 'RQ-1',
    acceptedAt: AT,
    promisedDate: inDays(6),
    deferredCodes: ['M02', 'M03'],
    deferredNames: ['居住证', '劳动合同'],
    commitmentNo: 'CN-1',
    dueBy: inDays(6),
  },
  DeferredMaterialsSupplied: {
    suppliedCodes: ['M02'],
    materials: [{ name: '居住证', code: 'M02', source: 'SHARED_DATA' }],
  },
  CaseNotAccepted: { reasonCode: 'R1', reason: '不属于本机关职权' },
  ReviewStarted: { startedAt: AT },
  CaseSuspended: { procedure: '听证', reason: '听证' },
  CaseResumed: {},
  DecisionIssued: { outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT },
  CaseConcluded: { concludedAt: AT },
  CommitmentChecked: {
    ...{
      finding: 'BROKEN',
      method: 'DOCUMENTS',
      faultyCodes: ['M02'],
      basis: '不符',
      checkedBy: '医保经办机构',
    },
    checkedAt: AT,
  },
  DecisionRevoked: { ground: 'BROKEN_COMMITMENT', basis: '不符', documentNo: 'CX-1', revokedAt: AT },
  CreditRestored: { basis: '已改正', documentNo: 'XF-1', restoredAt: AT },
  ResultTransferred: { documents: [{ name: '证书' }] },
  ResultDelivered: { mode: 'AT_WINDOW', deliveredAt: AT },
  DeliveryFailed: { reasonCode: 'NOBODY_IN', failedAt: AT },
  ResultReturned: { reasonCode: 'NOT_COLLECTED', returnedAt: AT },
  OriginalsHandedOver: {
    ...{ handOverNo: 'JJ-1', giver: 'AUTHORITY', taker: 'COURIER', waybill: 'EMS-1', handedAt: AT },
    originals: [{ code: 'A1', sheets: 2 }],
  },
  OriginalsReceived: {
    ...{ handOverNo: 'JJ-1', taker: 'AUTHORITY', takenAt: AT },
    originals: [{ code: 'A1', sheets: 1 }],
  },
  OriginalsLost: { handOverNo: 'JJ-1', reasonCode: 'LOST', reason: '快递途中遗失', lostAt: AT },
  CaseWithdrawn: {},
  CaseTerminated: { reasonCode: 'R2', reason: '申请人死亡' },
  CompensationRequested: { reason: '落户条件不符' },
  Compensated: { compensatedAt: AT },
  CompensationRefused: { reasonCode: 'R3', reason: '户籍信息已流转' },
} as const;

type Act = keyof typeof ACTS;

/** The way of a case that goes well; random acts alone would hardly ever get past its beginning. */
const STRAIGHT: readonly Act[] = [
  'IntakeRecorded',
  'CorrectionNotice',
  'CorrectionSubmitted',
  'CaseAccepted',
  'OriginalsHandedOver',
  'ReviewStarted',
  'CaseSuspended',
  'CaseResumed',
  'OriginalsReceived',
  'OriginalsLost',
  'DecisionIssued',
  'ResultTransferred',
  'CaseConcluded',
  'ResultDelivered',
];

/** Chance may have done them before, and then they are not possible again. */
const BY_CHANCE: ReadonlySet<Act> = new Set(['OriginalsHandedOver', 'OriginalsReceived', 'OriginalsLost']);

const CASES = 2;

/** One act on one of the cases: the next on its straight way by whoever it belongs to, or anything by anybody. */
const step = fc.record({
  which: fc.nat(2 * CASES - 1),
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('next' as const) },
    { weight: 2, arbitrary: fc.constant('part' as const) },
    fc.record({ type: fc.constantFrom(...(Object.keys(ACTS) as Act[])), isSubmitter: fc.boolean() }),
  ),
  /** Sent without waiting for the answer to the one before. */
  isHasty: fc.integer({ min: 1, max: 5 }).map((n) => n === 1),
});

const opening = fc.constantFrom<HandlingMode>('FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT');

function isRefusal(error: unknown): boolean {
  return (
    error instanceof HubCallError &&
    /^(ILLEGAL_TRANSITION|WRONG_PLATFORM|POINT_ALREADY_NOTICED|COMMITMENT_NOT_ALLOWED|ORIGINALS_UNACCOUNTED)$/.test(
      error.code,
    )
  );
}

/** A case on its way. */
interface Going {
  readonly caseNo: string;
  readonly mode: HandlingMode;
  readonly submitter: TestPeer;
  readonly competent: TestPeer;
  position: number;
}

describe('the case table', () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['limits.refusalBurst=100000', 'dueActs.everyMs=300000'] });
    guangdong = await hub.peer('guangdong');
    henan = await hub.peer('henan');
  });
  afterAll(() => hub.close());

  /** Refusals are part of the game; anything else is not. */
  async function play(peer: TestPeer, type: Act, caseNo: string): Promise<boolean> {
    try {
      await peer.act(type, { caseNo, ...ACTS[type] });
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  function ownerOf(type: Act, { mode, submitter, competent }: Going): TestPeer {
    const { by } = ruleOf(type);
    return (by === 'counter' ? COUNTER[mode] : by) === 'submitter' ? submitter : competent;
  }

  async function open(mode: HandlingMode): Promise<Going> {
    const itemCode = JOINT_ITEMS.householdMove;
    const body =
      mode === 'JOINT'
        ? jointSubmission({ itemCode, divisionCode: '410000' })
        : { ...pledgedSubmission(), mode };
    const { caseNo } = await guangdong.act('SubmitCase', body);
    return { caseNo: caseNo ?? '', mode, submitter: guangdong, competent: henan, position: 0 };
  }

  /** A part of a joint case, which goes on as a case of its own. */
  async function openPart({ caseNo: leadCaseNo }: Going): Promise<Going | undefined> {
    const itemCode = JOINT_ITEMS.householdMove;
    try {
      const body = jointSubmission({ itemCode, divisionCode: '440000', leadCaseNo });
      const { caseNo } = await henan.act('SubmitCase', body);
      return { caseNo: caseNo ?? '', mode: 'JOINT', submitter: henan, competent: guangdong, position: 0 };
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }

  it('equals the fold over the events, whatever two peers do to several cases and their parts at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(opening, { minLength: CASES, maxLength: CASES }),
        fc.array(step, { minLength: 24, maxLength: 44 }),
        async (modes, steps) => {
          const cases = await Promise.all(modes.map(open));
          const underWay: Promise<unknown>[] = [];
          for (const { which, act, isHasty } of steps) {
            const one = cases[which % cases.length] ?? expect.fail();
            const played = take(one, act, cases);
            underWay.push(played);
            if (act === 'part') underWay.push(hub.running.dueActs.now());
            if (!isHasty) await played;
          }
          await Promise.all(underWay);
          await hub.running.dueActs.now();
          await checkCaseCache(hub.database);
        },
      ),
      { numRuns: 20, endOnFailure: true },
    );
    await auditHub(hub);
    // The acts were not all refused: cases went all the way.
    const states = await hub.database.query<{ state: string }>('select distinct state from cases');
    expect(states.map(({ state }) => state)).toContain('RESULT_DELIVERED');
  });

  async function take(
    one: Going,
    act: 'next' | 'part' | { readonly type: Act; readonly isSubmitter: boolean },
    cases: Going[],
  ): Promise<void> {
    if (act === 'next') {
      const type = STRAIGHT[one.position] ?? 'ResultDelivered';
      const isDone = await play(ownerOf(type, one), type, one.caseNo);
      const isStillNext = STRAIGHT[one.position] === type; // another such step may have gone on meanwhile
      if (isDone || (isStillNext && BY_CHANCE.has(type))) one.position++;
    } else if (act === 'part') {
      const part = await openPart(one);
      if (part !== undefined) cases.push(part);
    } else {
      await play(act.isSubmitter ? one.submitter : one.competent, act.type, one.caseNo);
    }
  }
});
