import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { checkRatingCounts } from '../kit/rating-counts.js';
import { complaintOf, concluded, followUpOf, ratingOf, remedyOf } from '../kit/ratings.js';

const NUMBERS = ['F-1', 'F-2', 'F-3'] as const;

const step = fc.record({
  which: fc.nat(1),
  isGuangdong: fc.boolean(),
  type: fc.constantFrom(
    'ServiceRating' as const,
    'ComplaintReceived' as const,
    'RatingRemedy' as const,
    'RatingAppealed' as const,
    'AppealDecided' as const,
    'RatingFollowUp' as const,
  ),
  feedbackNo: fc.constantFrom(...NUMBERS),
  side: fc.constantFrom('INTAKE' as const, 'DECISION' as const),
  satisfaction: fc.constantFrom('VERY_SATISFIED', 'DISSATISFIED', 'VERY_DISSATISFIED'),
  problems: fc.subarray(['EFFICIENCY', 'ATTITUDE', 'OTHER']),
  windowNo: fc.constantFrom('1', '2'),
  isUpheld: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const RATED: Step = {
  which: 0,
  isGuangdong: true,
  type: 'ServiceRating',
  feedbackNo: 'F-1',
  side: 'DECISION',
  satisfaction: 'DISSATISFIED',
  problems: ['ATTITUDE'],
  windowNo: '1',
  isUpheld: true,
};

/** By chance it would hardly come up: counts that go down again. */
const SET_ASIDE: Step[] = [
  RATED,
  { ...RATED, type: 'RatingAppealed', isGuangdong: false },
  { ...RATED, type: 'AppealDecided' },
];

function bodyOf(caseNo: string, each: Step): object {
  const { type, feedbackNo, side, satisfaction, problems, windowNo } = each;
  const window = side === 'INTAKE' ? { windowDivision: '441803', windowNo } : {};
  switch (type) {
    case 'ServiceRating':
      return ratingOf(caseNo, { feedbackNo, side, satisfaction, problems, ...window });
    case 'ComplaintReceived':
      return complaintOf(caseNo, { feedbackNo, side, problems, ...window });
    case 'RatingRemedy':
      return remedyOf(caseNo, feedbackNo);
    case 'RatingAppealed':
      return { caseNo, feedbackNo, ground: 'MALICIOUS', reason: '恶意' };
    case 'AppealDecided':
      return { caseNo, feedbackNo, ruling: each.isUpheld ? 'UPHELD' : 'DISMISSED', reason: '复核' };
    case 'RatingFollowUp':
      return followUpOf(caseNo, feedbackNo, satisfaction);
  }
}

describe('the counts of ratings', () => {
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
  async function play(caseNo: string, each: Step): Promise<void> {
    const peer = each.isGuangdong ? guangdong : henan;
    try {
      await peer.act(each.type, bodyOf(caseNo, each));
    } catch (error) {
      const isRefusal =
        error instanceof HubCallError &&
        /^(ILLEGAL_TRANSITION|WRONG_PLATFORM|ALREADY_RATED)$/.test(error.code);
      if (!isRefusal) throw error;
    }
  }

  it('are what all cases add up to, whatever is said of several at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40, size: 'max' }), async (steps) => {
        const cases = await Promise.all([concluded(guangdong, henan), concluded(guangdong, henan)]);
        await Promise.all(
          cases.map(async (caseNo, i) => {
            for (const each of steps.filter(({ which }) => which === i)) await play(caseNo, each);
          }),
        );
        await checkRatingCounts(hub.database);
      }),
      { numRuns: 10, endOnFailure: true, examples: [[SET_ASIDE]] },
    );
    const rows = await hub.database.query<{ states: string[] }>(
      `select array(select jsonb_path_query(facets, '$.rating[*].remedy.state') #>> '{}') as states from cases`,
    );
    expect(rows.flatMap(({ states }) => states)).toContain('SET_ASIDE'); // counts went down, too
    await auditHub(hub);
  });
});
