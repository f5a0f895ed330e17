import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { COUNTER, type PlayableMode, ruleOf } from '#domain/case';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** Bodies of every act on a case that is open, without its number; legal in form, whatever the case stands at. */
const ACTS = {
  IntakeRecorded: { identityChecked: true, recordedAt: AT },
  CorrectionNotice: { noticeNo: 'BZ-1', missing: ['遗失声明'], deadline: AT },
  CorrectionSubmitted: { noticeNo: 'BZ-1', materials: [] },
  CaseAccepted: { competentCaseRef: 'SL-1', acceptedAt: AT },
  CaseNotAccepted: { reasonCode: 'R1', reason: '不属于本机关职权' },
  ReviewStarted: { startedAt: AT },
  CaseSuspended: { procedure: '听证', reason: '听证' },
  CaseResumed: {},
  DecisionIssued: { outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT },
  CaseConcluded: { concludedAt: AT },
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

const CASES = 2;

/** One act on one of the cases: the next on its straight way by whoever it belongs to, or anything by anybody. */
const step = fc.record({
  which: fc.nat(CASES - 1),
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('next' as const) },
    fc.record({ type: fc.constantFrom(...(Object.keys(ACTS) as Act[])), isSubmitter: fc.boolean() }),
  ),
  /** Sent without waiting for the answer to the one before. */
  isHasty: fc.integer({ min: 1, max: 5 }).map((n) => n === 1),
});

const opening = fc.constantFrom<PlayableMode>('FULLY_ONLINE', 'REMOTE_INTAKE');

describe('the case table', () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['limits.refusalBurst=100000'] });
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
      if (error instanceof HubCallError && /^(ILLEGAL_TRANSITION|WRONG_PLATFORM)$/.test(error.code))
        return false;
      throw error;
    }
  }

  function ownerOf(type: Act, mode: PlayableMode): TestPeer {
    const { by } = ruleOf(type);
    return (by === 'counter' ? COUNTER[mode] : by) === 'submitter' ? guangdong : henan;
  }

  it('equals the fold over the events, whatever two peers do to several cases at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(opening, { minLength: CASES, maxLength: CASES }),
        fc.array(step, { minLength: 16, maxLength: 30 }),
        async (modes, steps) => {
          const cases = await Promise.all(
            modes.map(async (mode) => {
              const { caseNo } = await guangdong.act('SubmitCase', submission({ mode }));
              return { caseNo, mode, position: 0 };
            }),
          );
          const underWay: Promise<unknown>[] = [];
          for (const { which, act, isHasty } of steps) {
            const one = cases[which] ?? expect.fail();
            const played =
              act === 'next'
                ? playNext(one)
                : play(act.isSubmitter ? guangdong : henan, act.type, one.caseNo);
            underWay.push(played);
            if (!isHasty) await played;
          }
          await Promise.all(underWay);
          await checkCaseCache(hub.database);
        },
      ),
      { numRuns: 20 },
    );
    await auditHub(hub);
    // The acts were not all refused: cases went all the way.
    const states = await hub.database.query<{ state: string }>('select distinct state from cases');
    expect(states.map(({ state }) => state)).toContain('RESULT_DELIVERED');
  });

  async function playNext(one: { caseNo: string; mode: PlayableMode; position: number }): Promise<void> {
    const type = STRAIGHT[one.position] ?? 'ResultDelivered';
    if (await play(ownerOf(type, one.mode), type, one.caseNo)) one.position++;
  }
});
