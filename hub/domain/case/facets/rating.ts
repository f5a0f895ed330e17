import type { CaseAct } from '../acts.js';
import type { CaseFacts } from '../fold.js';
import { COUNTER } from '../lifecycle.js';
import type { Facet, Obstacle, Step } from './facet.js';
import { movedText } from './moved.js';

/** Who is rated: the window that took the papers in, or the department that decided, each apart from the other; of a life event the whole. */
export type RatedSide = 'INTAKE' | 'DECISION' | 'WHOLE';

/** 满意度, GB/T 39046—2020 A.8, the best first. */
export type Satisfaction =
  | 'VERY_SATISFIED'
  | 'SATISFIED'
  | 'BASICALLY_SATISFIED'
  | 'DISSATISFIED'
  | 'VERY_DISSATISFIED';

/** What the applicant was not content with, in words that all places share, so that they can be counted. */
export type RatingProblem =
  | 'EFFICIENCY'
  | 'GUIDANCE'
  | 'CONVENIENCE'
  | 'PLATFORM'
  | 'COMPETENCE'
  | 'ATTITUDE'
  | 'OTHER';

/**
 * 差评整改, of a bad rating or a complaint. OPEN: the rated side is to answer. APPEALED: the other side is to rule whether it
 * counts. ANSWERED: whoever brought it in is to ask the applicant again.
 */
export type RemedyState = 'OPEN' | 'APPEALED' | 'ANSWERED' | 'CLOSED' | 'SET_ASIDE';

export interface Remedy {
  readonly state: RemedyState;
  /** Unix milliseconds: when it came to be so. */
  readonly since: number;
  /** Levels of warnings that were told of since. */
  readonly warned?: readonly string[];
  /** How calendars have moved its last day since, `movedText`. */
  readonly recomputed?: string;
  /** One appeal, whatever came of it. */
  readonly appealed?: true;
}

/** A rating (好差评), or a complaint that came another way. */
export interface Feedback {
  readonly no: string;
  readonly kind: 'RATING' | 'COMPLAINT';
  readonly side: RatedSide;
  /** Who brought it in. */
  readonly reporter: Party;
  /** Of a rating. */
  readonly satisfaction?: Satisfaction;
  readonly problems: readonly RatingProblem[];
  /** Division and number of the window, where they were told. */
  readonly windowDivision?: string;
  readonly windowNo?: string;
  readonly isAnonymous?: true;
  /** Of a life event: the member whose remedy it is. It goes on in that member's case. */
  readonly member?: string;
  /** Of a member: it was the life event that was rated, and `no` is its number. */
  readonly isOfWhole?: true;
  /** Unix milliseconds. */
  readonly at: number;
  /** Of a good rating there is none. */
  readonly remedy?: Remedy;
}

/** In the order in which they came. */
export type RatingFacts = readonly Feedback[];

/** A rating of each side, and more complaints than any case has; without a bound a case could grow for ever. */
export const MOST_FEEDBACK = 50;

/** Whose it is to act: the platform of the side that is rated, of the other one, or that which brought the feedback in. */
export type RemedyRole = 'rated' | 'unrated' | 'reporter';

export type Party = 'submitter' | 'competent';
type AboutRemedy = CaseAct<
  'RatingRemedy' | 'RatingAppealed' | 'AppealDecided' | 'RatingFollowUp' | 'RemedyWarned'
>;
type Told = CaseAct<'ServiceRating' | 'ComplaintReceived'>;

/** 谁办理谁负责: the platform of each side. Of the whole it is who opened it, and leads. */
const RATED: Readonly<Record<RatedSide, Party>> = {
  INTAKE: 'submitter',
  DECISION: 'competent',
  WHOLE: 'submitter',
};

const NOT_RATED = { satisfaction: undefined, member: undefined };

/** What an act about a remedy needs it to be. */
const NEEDED = {
  RatingRemedy: 'OPEN',
  RatingAppealed: 'OPEN',
  AppealDecided: 'APPEALED',
  RatingFollowUp: 'ANSWERED',
} as const;

export const rating: Facet<RatingFacts> = {
  obstacle(own = [], { act, before }: Step) {
    if (isTold(act)) return tellingObstacle(own, act, before);
    if (act.type === 'LifeEventRated') return isThere(own, act.lifeEventNo);
    if (act.type === 'ReplyDeadlineRecomputed') return movedObstacle(own, act);
    return isAboutRemedy(act) ? remedyObstacle(feedbackOf(own, act.feedbackNo), act, before) : undefined;
  },

  after(own = [], { act, before }: Step) {
    if (isTold(act)) return [...own, told(act, before)];
    if (act.type === 'LifeEventRated') return [...own, toldOfWhole(act)];
    if (act.type === 'ReplyDeadlineRecomputed' && act.feedbackNo !== undefined)
      return own.map((each) => (each.no === act.feedbackNo ? moved(each, act) : each));
    if (!isAboutRemedy(act)) return own.length === 0 ? undefined : own;
    return own.map((each) => (each.no === act.feedbackNo ? { ...each, remedy: remedied(each, act) } : each));
  },
};

/** The rating or complaint that an act about a remedy names. */
export function feedbackNamed(own: RatingFacts | undefined, act: CaseAct): Feedback | undefined {
  return own !== undefined && isAboutRemedy(act) ? feedbackOf(own, act.feedbackNo) : undefined;
}

export function partyOf(role: RemedyRole, { side, reporter }: Pick<Feedback, 'side' | 'reporter'>): Party {
  if (role === 'reporter') return reporter;
  const rated = RATED[side];
  if (role === 'rated') return rated;
  return rated === 'submitter' ? 'competent' : 'submitter';
}

/** Whether somebody still has to do something about a rating or a complaint. */
export function hasOpenRemedy(facts: RatingFacts | undefined): boolean {
  return facts?.some(({ remedy }) => remedy !== undefined && isOpenRemedy(remedy)) ?? false;
}

export function isOpenRemedy({ state }: Remedy): boolean {
  return state !== 'CLOSED' && state !== 'SET_ASIDE';
}

function isTold(act: CaseAct): act is Told {
  return act.type === 'ServiceRating' || act.type === 'ComplaintReceived';
}

function isAboutRemedy(act: CaseAct): act is AboutRemedy {
  return act.type in NEEDED || act.type === 'RemedyWarned';
}

function feedbackOf(own: RatingFacts, feedbackNo: string): Feedback | undefined {
  return own.find(({ no }) => no === feedbackNo);
}

function tellingObstacle(own: RatingFacts, act: Told, before: CaseFacts): string | Obstacle | undefined {
  const { feedbackNo, side, type } = act;
  const mistaken = isThere(own, feedbackNo) ?? sideObstacle(act, before);
  if (mistaken !== undefined) return mistaken;
  if (own.length >= MOST_FEEDBACK)
    return `${MOST_FEEDBACK} ratings and complaints are the most there can be:`;
  if (type === 'ComplaintReceived') return undefined;
  if (before.facets.part !== undefined) return 'the applicant rates the case that leads, not its parts:';
  if (before.facets.membership !== undefined) return 'the applicant rates the life event, not its members:';
  const unknown = memberObstacle(act, before);
  if (unknown !== undefined) return unknown;
  const rated = own.find((each) => each.kind === 'RATING' && each.side === side);
  if (rated === undefined) return undefined;
  return {
    code: 'ALREADY_RATED',
    detail: `${side} was rated before, by ${rated.no}: a case is rated once for each side`,
    violations: [],
  };
}

function isThere(own: RatingFacts, feedbackNo: string): string | undefined {
  return feedbackOf(own, feedbackNo) === undefined ? undefined : `${feedbackNo} is there already:`;
}

/**
 * The number of a life event is kept for its rating: who is to be rated could else take it for a complaint, and the rating would not
 * reach them (proved by test/unit/hub/domain/rating.test.ts).
 */
function sideObstacle({ feedbackNo, side }: Told, { mode, facets }: CaseFacts): string | undefined {
  if (feedbackNo === facets.membership?.lifeEventNo) return `${feedbackNo} is the number of the life event:`;
  const isWhole = facets.members !== undefined;
  if (isWhole !== (side === 'WHOLE'))
    return isWhole ? 'a life event is rated as a whole:' : 'it is no life event:';
  const isUnseen = side === 'INTAKE' && COUNTER[mode] !== 'submitter';
  return isUnseen ? 'no intake window faced the applicant:' : undefined;
}

/** Only what was submitted can have been bad. */
function memberObstacle(
  { member }: CaseAct<'ServiceRating'>,
  { facets: { members = [] } }: CaseFacts,
): string | undefined {
  const isSubmitted = members.some((each) => each.member === member && each.caseNo !== undefined);
  return member === undefined || isSubmitted ? undefined : `${member} was not submitted:`;
}

function remedyObstacle(
  feedback: Feedback | undefined,
  act: AboutRemedy,
  before: CaseFacts,
): string | undefined {
  const remedy = feedback?.remedy;
  if (remedy === undefined) return `${act.feedbackNo} has nothing to remedy:`;
  if (act.type === 'RemedyWarned') return warningObstacle(remedy, act);
  if (remedy.state !== NEEDED[act.type]) return `${act.feedbackNo} is ${remedy.state}:`;
  switch (act.type) {
    case 'RatingRemedy':
      return feedback?.isAnonymous === undefined && act.callBack === undefined
        ? 'whoever gave a name is called back before the answer:'
        : undefined;
    case 'RatingAppealed':
      return appealObstacle(remedy, before);
    default:
      return undefined;
  }
}

function appealObstacle({ appealed }: Remedy, { submitter, competent }: CaseFacts): string | undefined {
  if (appealed) return 'there was an appeal already:';
  return submitter === competent ? 'nobody else takes part who could rule on an appeal:' : undefined;
}

function movedObstacle(own: RatingFacts, act: CaseAct<'ReplyDeadlineRecomputed'>): string | undefined {
  if (act.feedbackNo === undefined) return undefined;
  const remedy = feedbackOf(own, act.feedbackNo)?.remedy;
  if (remedy === undefined || !isOpenRemedy(remedy)) return `nothing is awaited of ${act.feedbackNo}:`;
  return remedy.recomputed === movedText(act) ? 'told before:' : undefined;
}

/** Who was warned of another day is warned anew. */
function moved({ remedy, ...feedback }: Feedback, act: CaseAct<'ReplyDeadlineRecomputed'>): Feedback {
  if (remedy === undefined) return feedback;
  const { warned: _, ...lasting } = remedy;
  return { ...feedback, remedy: { ...lasting, recomputed: movedText(act) } };
}

function warningObstacle(remedy: Remedy, { level, awaited }: CaseAct<'RemedyWarned'>): string | undefined {
  if (remedy.state !== awaited) return `the remedy is ${remedy.state}:`;
  return remedy.warned?.includes(level) ? `${level} was told of before:` : undefined;
}

function told(act: Told, { submitter }: CaseFacts): Feedback {
  const { feedbackNo, side, problems, anonymous, windowDivision, windowNo, at } = act;
  const { satisfaction, member } = act.type === 'ServiceRating' ? act : NOT_RATED;
  const isToRemedy = member === undefined && (satisfaction === undefined || isBad(satisfaction));
  return {
    no: feedbackNo,
    kind: satisfaction === undefined ? 'COMPLAINT' : 'RATING',
    side,
    reporter: act.actor === submitter ? 'submitter' : 'competent',
    ...(satisfaction === undefined ? {} : { satisfaction }),
    problems,
    ...(windowDivision === undefined ? {} : { windowDivision }),
    ...(windowNo === undefined ? {} : { windowNo }),
    ...(anonymous ? { isAnonymous: true } : {}),
    ...(member === undefined ? {} : { member }),
    at,
    ...(isToRemedy ? { remedy: { state: 'OPEN', since: at } } : {}),
  };
}

/** A bad rating of the whole, in the member that it is about: its deciding platform remedies, as if it had been rated itself. */
function toldOfWhole({
  lifeEventNo,
  satisfaction,
  problems,
  anonymous,
  at,
}: CaseAct<'LifeEventRated'>): Feedback {
  return {
    ...{ no: lifeEventNo, kind: 'RATING', side: 'DECISION', reporter: 'submitter' },
    ...{ satisfaction, problems, isOfWhole: true },
    ...(anonymous ? { isAnonymous: true } : {}),
    ...{ at, remedy: { state: 'OPEN', since: at } },
  };
}

/** 差评: the two worst of the five. */
function isBad(satisfaction: Satisfaction): boolean {
  return satisfaction === 'DISSATISFIED' || satisfaction === 'VERY_DISSATISFIED';
}

function remedied({ remedy, isAnonymous }: Feedback, act: AboutRemedy): Remedy {
  const appealed =
    remedy?.appealed === true || act.type === 'RatingAppealed' ? { appealed: true as const } : {};
  if (act.type === 'RemedyWarned') {
    const { awaited: state } = act;
    return {
      state,
      since: remedy?.since ?? act.at,
      warned: [...(remedy?.warned ?? []), act.level],
      ...(remedy?.recomputed === undefined ? {} : { recomputed: remedy.recomputed }),
      ...appealed,
    };
  }
  return { state: stateAfter(act, isAnonymous === true), since: act.at, ...appealed };
}

/** An answer that does not content the applicant is to be given again; who gave no name can be asked nothing. */
function stateAfter(act: Exclude<AboutRemedy, CaseAct<'RemedyWarned'>>, isAnonymous: boolean): RemedyState {
  switch (act.type) {
    case 'RatingRemedy':
      return isAnonymous ? 'CLOSED' : 'ANSWERED';
    case 'RatingAppealed':
      return 'APPEALED';
    case 'AppealDecided':
      return act.ruling === 'UPHELD' ? 'SET_ASIDE' : 'OPEN';
    case 'RatingFollowUp':
      return act.satisfaction !== undefined && isBad(act.satisfaction) ? 'OPEN' : 'CLOSED';
  }
}
