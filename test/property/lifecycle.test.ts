import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACT_TYPES,
  type ActType,
  applyAct,
  CASE_STATES,
  type CaseAct,
  type CaseFacts,
  type CaseState,
  foldCase,
  HUB,
  isFinal,
  isRefusal,
  type OpeningType,
  outlivesCase,
  type PartEnd,
  type RatedSide,
  ruleOf,
  type Satisfaction,
} from '#domain/case';
import { anAct } from '../kit/case-acts.js';

const ACTORS = ['guangdong', 'henan', 'hunan', HUB] as const;
const PLATFORMS = ACTORS.filter((actor) => actor !== HUB);
const ENDED: readonly CaseState[] = [
  'NOT_ACCEPTED',
  'RESULT_DELIVERED',
  'WITHDRAWN',
  'TERMINATED',
  'LIFE_EVENT_COMPLETED',
  'ITEM_CONSULTATION',
];

/** What must have been done before, in this order: each by one of these, which are the competent platform's but for the lapse. */
const STEPS: readonly (readonly ActType[])[] = [
  ['CaseAccepted', 'DeferredMaterialsAcceptance', 'AcceptedByLapse'],
  ['ReviewStarted'],
  ['DecisionIssued'],
  ['CaseConcluded'],
];

function stepOf(type: ActType): number {
  return STEPS.findIndex((types) => types.includes(type));
}

/** What a case may be besides: on a pledge, a life event, or a member of one that must wait. */
const PLEDGE = { noticeVersion: '1', noticeSha256: '', pledgedCodes: ['M01'] };

const BUNDLED = [
  {},
  { pledge: PLEDGE },
  { members: [{ member: 'birth', itemCode: '002090012000', dependsOn: [] }] },
  {
    lifeEvent: {
      lifeEventNo: 'TB20261122100000000ABCDEFGHJKMN3',
      member: 'household',
      dependsOn: ['birth'],
    },
  },
];

const alone = fc.record({
  type: fc.constant('SubmitCase' as const),
  actor: fc.constantFrom(...PLATFORMS),
  mode: fc.constantFrom('REMOTE_INTAKE' as const, 'FULLY_ONLINE' as const, 'JOINT' as const),
  competent: fc.constantFrom(...PLATFORMS),
  at: fc.constant(0),
  leadCaseNo: fc.constantFrom(undefined, 'TB20261122100000000ABCDEFGHJKMN2'),
});

const submission = fc
  .tuple(alone, fc.constantFrom(...BUNDLED))
  .map(([act, bundled]) => ({ ...act, ...bundled }));

const inquiry = fc
  .record({
    type: fc.constant('ItemConsultationOpened' as const),
    actor: fc.constantFrom(...PLATFORMS),
    competent: fc.constantFrom(...PLATFORMS),
    at: fc.constant(0),
    consultationNo: fc.constantFrom('ZX-1', 'ZX-2'),
  })
  .filter(({ actor, competent }) => actor !== competent);

const opening = fc.oneof({ weight: 11, arbitrary: submission }, { weight: 1, arbitrary: inquiry });

/** Any act of anybody; or, to get further into a life, one of those that are possible now. */
const step = fc.record({
  type: fc.constantFrom(
    ...ACT_TYPES.filter((type) => type !== 'SubmitCase' && type !== 'ItemConsultationOpened'),
  ),
  actor: fc.constantFrom(...ACTORS),
  noticeNo: fc.constantFrom('BZ-1', 'BZ-2'),
  end: fc.constantFrom('DONE' as const, 'REFUSED' as const),
  outcome: fc.constantFrom('GRANTED' as const, 'DENIED' as const),
  /** Of what is deferred: long past when acts are taken, or not. */
  dueBy: fc.constantFrom('1969-12-01', '2026-12-01'),
  side: fc.constantFrom('INTAKE' as const, 'DECISION' as const),
  satisfaction: fc.constantFrom('BASICALLY_SATISFIED' as const, 'DISSATISFIED' as const),
  feedbackNo: fc.constantFrom('PJ-1', 'PJ-2'),
  consultationNo: fc.constantFrom('ZX-1', 'ZX-2'),
  isPossible: fc.boolean(),
  choice: fc.nat({ max: 1000 }),
});
interface Step {
  readonly type: Exclude<ActType, OpeningType>;
  readonly actor: string;
  readonly noticeNo: string;
  readonly end: PartEnd;
  readonly outcome: 'GRANTED' | 'DENIED';
  readonly dueBy: string;
  readonly side: RatedSide;
  readonly satisfaction: Satisfaction;
  readonly feedbackNo: string;
  readonly consultationNo: string;
}

/** What a step says besides who does what. */
type Said = Omit<Step, 'type' | 'actor'>;

function toAct({ type, actor, ...said }: Step): CaseAct {
  const about = type === 'ReplyDeadlineRecomputed' ? { feedbackNo: undefined } : {};
  return anAct(type, actor, { ...said, ...about });
}

/** Possible almost always: they come up by themselves, and would keep lives from getting on. */
const BESIDE: readonly ActType[] = [
  'SubmitCase',
  'ItemConsultationOpened',
  'CaseWithdrawn',
  'CaseTerminated',
  'LeadEnded',
  'OriginalsHandedOver',
  'DispatchAcknowledgement',
];
const LEADING = ACT_TYPES.filter((type): type is Step['type'] => !BESIDE.includes(type));

function possibleActs(facts: CaseFacts, said: Said): CaseAct[] {
  const noticeNo = facts.openNotice ?? said.noticeNo;
  // What may come at any time leads nowhere while the case goes on, and would keep it from getting there.
  const leading = LEADING.filter((type) => isFinal(facts.state) || !outlivesCase(type));
  const types = leading.filter((type) => ruleOf(type).from.includes(facts.state)); // none of the others, whoever takes it
  return types
    .map((type) => toAct({ ...said, type, actor: HUB, noticeNo }))
    .flatMap((act) => ACTORS.map((actor) => ({ ...act, actor })))
    .filter((act) => !isRefusal(applyAct(facts, act)));
}

/** Plays a life; tells every act that was tried, and what it came to. */
const life = fc.tuple(opening, fc.array(step, { maxLength: 45, size: 'max' })).map(([first, steps]) => {
  const opened = applyAct(undefined, first);
  if (isRefusal(opened)) throw new Error(opened.detail);
  let facts: CaseFacts = opened;
  const accepted: CaseAct[] = [first];
  const tried = steps.map((each) => {
    const possible = each.isPossible ? possibleActs(facts, each) : [];
    const fresh = possible.filter(({ type }) => accepted.every((earlier) => earlier.type !== type));
    const leading = fresh.length > 0 ? fresh : possible; // what has not come up yet leads furthest
    const act = leading[each.choice % Math.max(leading.length, 1)] ?? toAct(each);
    const before = facts;
    const result = applyAct(before, act);
    if (!isRefusal(result)) {
      facts = result;
      accepted.push(act);
    }
    return { before, act, result };
  });
  return { accepted, tried, facts };
});

describe('any life of a case', () => {
  it('is the fold over its acts: what is cached is what is told again', () => {
    fc.assert(
      fc.property(life, ({ accepted, facts }) => {
        expect(foldCase(accepted)).toEqual(facts);
        expect(facts.eventCount).toBe(accepted.length);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing by an act that is refused, and names where a tale of it goes wrong', () => {
    fc.assert(
      fc.property(life, ({ accepted, tried }) => {
        for (const { before, act, result } of tried) {
          if (!isRefusal(result)) continue;
          const position = before.eventCount;
          const tale = [...accepted.slice(0, position), act, ...accepted.slice(position)];
          expect(foldCase(tale)).toMatchObject({ code: result.code, position });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('stays among the known states, and in the last one for ever', () => {
    fc.assert(
      fc.property(life, ({ tried }) => {
        for (const { before, act, result } of tried) {
          if (isRefusal(result)) continue;
          expect(CASE_STATES).toContain(result.state);
          if (!ENDED.includes(before.state)) continue;
          expect(outlivesCase(act.type), act.type).toBe(true);
          expect(result.state).toBe(before.state);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is accepted, reviewed, decided and concluded by the competent platform only, in this order', () => {
    fc.assert(
      fc.property(life, ({ accepted, facts }) => {
        const deciding = accepted.filter(({ type }) => stepOf(type) >= 0);
        for (const { type, actor } of deciding) {
          expect(actor).toBe(type === 'AcceptedByLapse' ? HUB : facts.competent);
        }
        // By law first, and then by the authority itself, which comes late: once.
        const lapsed = deciding.findIndex(({ type }) => type === 'AcceptedByLapse');
        const late = deciding.filter(({ type }, i) => lapsed >= 0 && i > lapsed && type === 'CaseAccepted');
        expect(late.length).toBeLessThanOrEqual(1);
        const order = deciding.filter((each) => !late.includes(each)).map(({ type }) => stepOf(type));
        expect(order).toEqual(STEPS.map((_, i) => i).slice(0, order.length));
        if (facts.state === 'RESULT_DELIVERED') expect(order).toHaveLength(STEPS.length);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no act from a platform that has no part in it', () => {
    fc.assert(
      fc.property(life, ({ accepted, facts }) => {
        for (const { actor, type } of accepted) {
          const players = ruleOf(type).by === 'hub' ? [HUB] : [facts.submitter, facts.competent];
          expect(players).toContain(actor);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gets everywhere: every state and every act come up in these lives', () => {
    const lives = fc.sample(life, { numRuns: 1000, seed: 7 });
    expect(new Set(lives.flatMap(({ tried }) => tried.map(({ before }) => before.state)))).toEqual(
      new Set(CASE_STATES),
    );
    expect(new Set(lives.flatMap(({ accepted }) => accepted.map(({ type }) => type)))).toEqual(
      new Set(ACT_TYPES),
    );
  });
});
