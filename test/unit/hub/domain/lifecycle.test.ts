import { describe, expect, it } from 'vitest';
import {
  ACT_TYPES,
  type ActType,
  applyAct,
  CASE_STATES,
  type CaseAct,
  type CaseFacets,
  type CaseFacts,
  type CaseState,
  type ConsultationState,
  foldCase,
  type HandOver,
  HUB,
  isRefusal,
  type OpeningType,
  type PledgeState,
  participants,
  type RemedyState,
  type VideoState,
} from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const BEFORE_CONCLUSION: readonly CaseState[] = [
  'SUBMITTED',
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
];

/** Where somebody has to do something within a time. */
const CLOCKED: readonly CaseState[] = [
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
  'CONCLUDED',
  'RESULT_DELIVERED',
];

/** The drawing of the blueprint and the law behind it, written down a second time: from where, by whom, to where. */
const LAW: Record<
  Exclude<ActType, OpeningType>,
  [by: 'S' | 'C' | 'counter' | 'anyone' | 'hub', from: readonly CaseState[], to?: CaseState]
> = {
  IntakeRecorded: ['counter', ['SUBMITTED'], 'INTAKE_RECORDED'],
  CorrectionNotice: ['C', ['INTAKE_RECORDED'], 'CORRECTION_REQUESTED'],
  CorrectionSubmitted: ['S', ['CORRECTION_REQUESTED'], 'INTAKE_RECORDED'],
  CaseAccepted: ['C', ['INTAKE_RECORDED'], 'ACCEPTED'],
  AcceptedByLapse: ['hub', ['INTAKE_RECORDED'], 'ACCEPTED'],
  DeferredMaterialsAcceptance: ['C', ['INTAKE_RECORDED'], 'ACCEPTED'],
  DeferredMaterialsSupplied: ['S', ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED']],
  CaseNotAccepted: ['C', ['INTAKE_RECORDED', 'CORRECTION_REQUESTED'], 'NOT_ACCEPTED'],
  ReviewStarted: ['C', ['ACCEPTED'], 'IN_REVIEW'],
  CaseSuspended: ['C', ['IN_REVIEW', 'SUSPENDED'], 'SUSPENDED'],
  CaseResumed: ['C', ['SUSPENDED'], 'IN_REVIEW'],
  TimeLimitExtended: ['C', ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED', 'CONCLUDED']],
  ClockWarned: ['hub', CLOCKED],
  DeadlineRecomputed: ['hub', CLOCKED],
  ReplyDeadlineRecomputed: ['hub', CASE_STATES],
  DecisionIssued: ['C', ['IN_REVIEW'], 'DECIDED'],
  CaseConcluded: ['C', ['DECIDED'], 'CONCLUDED'],
  ResultTransferred: ['C', ['DECIDED', 'CONCLUDED']],
  ResultDelivered: ['counter', ['CONCLUDED'], 'RESULT_DELIVERED'],
  DeliveryFailed: ['counter', ['CONCLUDED']],
  ResultReturned: ['counter', ['CONCLUDED']],
  CaseWithdrawn: ['S', [...BEFORE_CONCLUSION, 'AWAITING_PREREQUISITES', 'LIFE_EVENT_UNDER_WAY'], 'WITHDRAWN'],
  CaseTerminated: ['C', BEFORE_CONCLUSION, 'TERMINATED'],
  PartOpened: ['hub', BEFORE_CONCLUSION],
  PartOverdue: ['hub', BEFORE_CONCLUSION],
  PartEnded: ['hub', BEFORE_CONCLUSION],
  PartSettled: ['C', BEFORE_CONCLUSION],
  LeadEnded: ['hub', BEFORE_CONCLUSION, 'TERMINATED'],
  CompensationRequested: ['S', ['CONCLUDED']],
  Compensated: ['C', ['CONCLUDED']],
  CompensationRefused: ['C', ['CONCLUDED']],
  TerminatedByLapse: ['hub', ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED'], 'TERMINATED'],
  CommitmentChecked: ['C', ['DECIDED', 'CONCLUDED', 'RESULT_DELIVERED']],
  DecisionRevoked: ['C', ['DECIDED', 'CONCLUDED', 'RESULT_DELIVERED']],
  CreditRestored: ['C', ['DECIDED', 'CONCLUDED', 'RESULT_DELIVERED']],
  ServiceRating: [
    'S',
    ['NOT_ACCEPTED', 'CONCLUDED', 'RESULT_DELIVERED', 'WITHDRAWN', 'TERMINATED', 'LIFE_EVENT_COMPLETED'],
  ],
  ComplaintReceived: ['anyone', CASE_STATES],
  RatingRemedy: ['C', CASE_STATES], // of the side that decides, as in anAct
  RatingAppealed: ['C', CASE_STATES],
  AppealDecided: ['S', CASE_STATES],
  RatingFollowUp: ['S', CASE_STATES],
  RemedyWarned: ['hub', CASE_STATES],
  EarlyActHeld: ['hub', CASE_STATES],
  EarlyActRefused: ['hub', CASE_STATES],
  ConsultationOpened: ['anyone', CASE_STATES],
  ConsultationAnswered: ['C', CASE_STATES], // what the submitter asks
  ConsultationFurtherAsked: ['S', CASE_STATES],
  ConsultationClosed: ['S', CASE_STATES],
  ConsultationWarned: ['hub', CASE_STATES],
  VideoConsultationProposed: ['anyone', CASE_STATES],
  VideoConsultationConfirmed: ['C', CASE_STATES], // what the submitter proposes
  VideoConsultationDeclined: ['anyone', CASE_STATES],
  VideoConsultationHeld: ['anyone', CASE_STATES],
  VideoRecordAnswered: ['C', CASE_STATES], // what the submitter writes down
  MemberSubmitted: ['hub', ['LIFE_EVENT_UNDER_WAY']],
  MemberEnded: ['hub', ['LIFE_EVENT_UNDER_WAY']],
  LifeEventCompleted: ['hub', ['LIFE_EVENT_UNDER_WAY'], 'LIFE_EVENT_COMPLETED'],
  PrerequisitesMet: ['hub', ['AWAITING_PREREQUISITES'], 'SUBMITTED'],
  PrerequisiteFailed: ['hub', ['AWAITING_PREREQUISITES']],
  LifeEventEnded: ['hub', ['AWAITING_PREREQUISITES'], 'TERMINATED'],
  LifeEventRated: ['hub', CASE_STATES],
  OriginalsHandedOver: ['anyone', CASE_STATES],
  OriginalsReceived: ['anyone', CASE_STATES],
  OriginalsLost: ['anyone', CASE_STATES],
  DispatchAcknowledgement: ['anyone', CASE_STATES],
};

const PART = 'TB20261122100000000ABCDEFGHJKMN1'; // of anAct
const OPEN_PART: CaseFacets = { parts: { [PART]: { participant: 'hunan' } } };

/** What must have been in a joint case before, for acts that only come up there. */
const JOINT: Partial<Record<ActType, CaseFacets>> = {
  PartOpened: {},
  PartOverdue: OPEN_PART,
  PartEnded: OPEN_PART,
  PartSettled: { parts: { [PART]: { participant: 'hunan', end: 'REFUSED' } } },
  LeadEnded: { part: { leadCaseNo: PART } },
  CompensationRequested: { part: { leadCaseNo: PART }, decision: 'GRANTED' },
  Compensated: { part: { leadCaseNo: PART }, decision: 'GRANTED', compensation: 'REQUESTED' },
  CompensationRefused: { part: { leadCaseNo: PART }, decision: 'GRANTED', compensation: 'REQUESTED' },
};

/** A parcel of each platform is under way. */
const PARCELS: readonly HandOver[] = ['guangdong', 'henan'].map((by) => ({
  handOverNo: `JJ-${by}`,
  giver: 'WINDOW',
  taker: 'COURIER',
  by,
  handed: [{ code: 'A1', sheets: 2 }],
  received: [],
  standing: 'OPEN',
}));

/** What each platform can say of originals: that of its own side. */
function saidBy(type: ActType, actor: string): Readonly<Record<string, unknown>> {
  const own = actor === 'guangdong' ? 'WINDOW' : 'AUTHORITY';
  switch (type) {
    case 'OriginalsHandedOver':
      return { handOverNo: 'JJ-new', giver: own, originals: [{ code: 'B1', sheets: 1 }] };
    case 'OriginalsReceived':
      return { handOverNo: 'JJ-guangdong', taker: own };
    case 'OriginalsLost':
      return { handOverNo: `JJ-${actor}` };
    case 'CaseResumed':
      return { procedure: 'TESTING' }; // the only one: another one may begin beside it
    default:
      return {};
  }
}

const facts: CaseFacts = {
  state: 'SUBMITTED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 7,
  openNotice: 'BZ-1',
  facets: { clocks: { DECISION: { startedAt: 0 } }, suspension: [{ procedure: 'TESTING', from: 0 }] },
};

function badlyRated(state: RemedyState): CaseFacets {
  const remedy = { state, since: 0 };
  const feedback = { no: 'PJ-1', kind: 'RATING', side: 'DECISION', reporter: 'submitter' } as const;
  return { rating: [{ ...feedback, satisfaction: 'DISSATISFIED', problems: [], at: 0, remedy }] };
}

function pledged(state: PledgeState): CaseFacets {
  return { pledge: { noticeVersion: '1', noticeSha256: '', pledgedCodes: ['M01'], state, since: 0 } };
}

const SLOT = { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T10:00:00+08:00' };

function asked(state: ConsultationState, video?: VideoState): CaseFacets {
  const consultation = { no: 'ZX-1', asker: 'submitter', state, openedAt: 0, since: 0 } as const;
  const met = video && { state: video, by: 'submitter' as const, slots: [SLOT], since: 0 };
  return { consultations: [met === undefined ? consultation : { ...consultation, video: met }] };
}

const BIRTH = { member: 'birth', itemCode: '002090012000', dependsOn: [] };
const MEMBER: CaseFacets = {
  membership: {
    lifeEventNo: 'TB20261122100000000ABCDEFGHJKMN3',
    member: 'household',
    dependsOn: ['birth'],
  },
};

const AT_COUNTER: CaseFacets = { result: { holder: 'COUNTER', failures: 0 } };
const UNDER_WAY: CaseFacets = { custody: { held: [], handOvers: PARCELS } };
/** What the sides of the case must have kept for an act to be possible at all. */
const NEEDED: Partial<Record<ActType, CaseFacets>> = {
  ResultDelivered: AT_COUNTER,
  DeliveryFailed: AT_COUNTER,
  ResultReturned: AT_COUNTER,
  OriginalsHandedOver: UNDER_WAY,
  OriginalsReceived: UNDER_WAY,
  OriginalsLost: UNDER_WAY,
  DeferredMaterialsSupplied: { deferral: { owed: ['M01'], dueBy: '2026-12-01' } },
  TerminatedByLapse: { deferral: { owed: ['M01'], dueBy: '1969-12-01' } },
  CommitmentChecked: pledged('UNCHECKED'),
  DecisionRevoked: pledged('BROKEN'),
  CreditRestored: pledged('BROKEN'),
  EarlyActRefused: {
    earlyActs: [{ messageId: 'early-1', sender: 'henan', type: 'CaseConcluded', since: 0, until: 1 }],
  },
  RatingRemedy: badlyRated('OPEN'),
  RatingAppealed: badlyRated('OPEN'),
  AppealDecided: badlyRated('APPEALED'),
  RatingFollowUp: badlyRated('ANSWERED'),
  RemedyWarned: badlyRated('OPEN'),
  ConsultationAnswered: asked('ASKED'),
  ConsultationFurtherAsked: asked('ANSWERED'),
  ConsultationClosed: asked('ANSWERED'),
  ConsultationWarned: asked('ASKED'),
  ReplyDeadlineRecomputed: asked('ASKED'),
  VideoConsultationProposed: asked('ASKED'),
  VideoConsultationConfirmed: asked('ASKED', 'PROPOSED'),
  VideoConsultationDeclined: asked('ASKED', 'CONFIRMED'),
  VideoConsultationHeld: asked('ASKED', 'CONFIRMED'),
  VideoRecordAnswered: asked('CLOSED', 'RECORDED'),
  MemberSubmitted: { members: [BIRTH] },
  MemberEnded: { members: [{ ...BIRTH, caseNo: 'TB20261122100000000ABCDEFGHJKMN4' }] },
  PrerequisitesMet: MEMBER,
  PrerequisiteFailed: MEMBER,
  LifeEventEnded: MEMBER,
  LifeEventRated: MEMBER,
};

const act = anAct;

const MODES = ['REMOTE_INTAKE', 'FULLY_ONLINE', 'JOINT'] as const;

const submission: CaseAct = {
  type: 'SubmitCase',
  actor: 'guangdong',
  mode: 'REMOTE_INTAKE',
  competent: 'henan',
  at: 0,
};

describe('the life of a case', () => {
  it.each(Object.keys(LAW) as (keyof typeof LAW)[])(
    '%s: possible where the law says, for whom it says',
    (type) => {
      const [by, from, to] = LAW[type];
      const facets = JOINT[type] ?? {};
      for (const mode of type in JOINT ? (['JOINT'] as const) : MODES) {
        const counter = mode === 'FULLY_ONLINE' ? 'henan' : 'guangdong';
        const allowed = {
          S: ['guangdong'],
          C: ['henan'],
          counter: [counter],
          anyone: ['guangdong', 'henan'],
          hub: [HUB],
        }[by];
        for (const state of CASE_STATES) {
          for (const actor of ['guangdong', 'henan', 'hunan', HUB]) {
            const before = { ...facts, mode, state, facets: { ...facts.facets, ...facets, ...NEEDED[type] } };
            const after = applyAct(before, act(type, actor, saidBy(type, actor)));
            const expected = !allowed.includes(actor)
              ? 'WRONG_PLATFORM'
              : from.includes(state)
                ? (to ?? state)
                : 'ILLEGAL_TRANSITION';
            expect(isRefusal(after) ? after.code : after.state, `${state} ${actor} ${mode}`).toBe(expected);
          }
        }
      }
    },
  );

  it('knows no other acts', () => {
    expect([...ACT_TYPES].sort()).toEqual(
      ['ItemConsultationOpened', 'SubmitCase', ...Object.keys(LAW)].sort(),
    );
  });

  it('begins with one submission, and nothing else', () => {
    expect(applyAct(undefined, submission)).toEqual({
      ...facts,
      facets: {},
      eventCount: 1,
      openNotice: undefined,
    });
    expect(applyAct(facts, submission)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(applyAct(undefined, act('CaseAccepted', 'henan'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('lets only the open correction notice be answered', () => {
    const asked: CaseFacts = { ...facts, state: 'CORRECTION_REQUESTED', openNotice: 'BZ-2' };
    expect(applyAct(asked, act('CorrectionSubmitted', 'guangdong'))).toEqual({
      code: 'ILLEGAL_TRANSITION',
      detail: 'the open correction notice is BZ-2, not BZ-1 in state CORRECTION_REQUESTED, after event 7',
    });
    expect(applyAct({ ...asked, openNotice: 'BZ-1' }, act('CorrectionSubmitted', 'guangdong'))).toMatchObject(
      {
        openNotice: undefined,
        eventCount: 8,
      },
    );
  });

  it('hands nothing out at a remote counter before the result was transferred there', () => {
    const concluded: CaseFacts = { ...facts, state: 'CONCLUDED' };
    expect(applyAct(concluded, act('ResultDelivered', 'guangdong'))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const transferred = applyAct(concluded, act('ResultTransferred', 'henan'));
    if (isRefusal(transferred)) expect.fail(transferred.detail);
    expect(applyAct(transferred, act('ResultDelivered', 'guangdong'))).toMatchObject({
      state: 'RESULT_DELIVERED',
    });
    const early = [
      act('ResultTransferred', 'henan'),
      act('CaseConcluded', 'henan'),
      act('ResultDelivered', 'guangdong'),
    ];
    const delivered = early.reduce<ReturnType<typeof applyAct>>(
      (before, each) => (isRefusal(before) ? before : applyAct(before, each)),
      { ...concluded, state: 'DECIDED' },
    );
    expect(delivered).toMatchObject({ state: 'RESULT_DELIVERED' });
    const online: CaseFacts = { ...concluded, mode: 'FULLY_ONLINE' };
    expect(applyAct(online, act('ResultDelivered', 'henan'))).toMatchObject({ state: 'RESULT_DELIVERED' });
  });

  it('is told again from its acts, up to the first that cannot be', () => {
    const acts = [submission, act('IntakeRecorded', 'guangdong'), act('CaseAccepted', 'henan')];
    expect(foldCase(acts)).toMatchObject({ state: 'ACCEPTED', eventCount: 3 });
    expect(foldCase([...acts, act('CaseAccepted', 'henan'), act('ReviewStarted', 'henan')])).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      position: 3,
    });
    expect(foldCase([])).toMatchObject({ code: 'ILLEGAL_TRANSITION', position: 0 });
  });

  it('may have one platform in both parts, who is then told once', () => {
    expect(participants({ submitter: 'henan', competent: 'henan' })).toEqual(['henan']);
    expect(participants(facts)).toEqual(['guangdong', 'henan']);
  });
});
