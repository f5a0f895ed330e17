import { nextWarning } from './count.js';
import { LIMITS } from './limits.js';
import { type Parties, type Party, partyOf } from './side.js';
import type { Actor, CaseAct, Code, Owed, RemedyState, Satisfaction, Side } from './words.js';

type Telling = Extract<CaseAct, { type: 'ServiceRating' | 'ComplaintReceived' }>;
type Remedying = Extract<
  CaseAct,
  { type: 'RatingRemedy' | 'RatingAppealed' | 'AppealDecided' | 'RatingFollowUp' }
>;
export type RatingAct = Telling | Remedying;

export interface Feedback {
  readonly no: string;
  readonly kind: 'RATING' | 'COMPLAINT';
  readonly side: Side;
  readonly satisfaction: Satisfaction | undefined;
  readonly isAnonymous: boolean;
  readonly reporter: Party;
  /** Absent when there is nothing to remedy. */
  remedy?: { state: RemedyState; since: number; told: string[]; wasAppealed: boolean };
}

/** What is rated. */
interface Where {
  /** Whether an intake window faced the applicant. */
  readonly windowed: boolean;
  /** A life event is rated as a whole, and no story does. */
  readonly isWhole: boolean;
  /** Of a part the applicant rates the case that leads, of a member the life event. */
  readonly isRatedElsewhere: boolean;
}

const BAD: readonly Satisfaction[] = ['DISSATISFIED', 'VERY_DISSATISFIED'];
const NEEDS: Readonly<Record<Remedying['type'], RemedyState>> = {
  RatingRemedy: 'OPEN',
  RatingAppealed: 'OPEN',
  AppealDecided: 'APPEALED',
  RatingFollowUp: 'ANSWERED',
};
const AWAITED: Readonly<
  Partial<Record<RemedyState, 'RATING_REMEDY' | 'RATING_APPEAL' | 'RATING_FOLLOW_UP'>>
> = {
  OPEN: 'RATING_REMEDY',
  APPEALED: 'RATING_APPEAL',
  ANSWERED: 'RATING_FOLLOW_UP',
};

/** 好差评, complaints, and what is done about them. */
export class Ratings {
  readonly all: Feedback[] = [];

  of(no: string): Feedback | undefined {
    return this.all.find((each) => each.no === no);
  }

  reasons(act: RatingAct, parties: Parties, where: Where): Code[] {
    if (act.type === 'ServiceRating' || act.type === 'ComplaintReceived')
      return this.#reasonsOfTelling(act, where);
    const remedy = this.of(act.feedbackNo)?.remedy;
    if (remedy?.state !== NEEDS[act.type]) return ['ILLEGAL_TRANSITION'];
    if (act.type === 'RatingRemedy')
      return act.calledBack || this.of(act.feedbackNo)?.isAnonymous ? [] : ['ILLEGAL_TRANSITION'];
    const canAppeal = !remedy.wasAppealed && parties.submitter !== parties.competent;
    return act.type === 'RatingAppealed' && !canAppeal ? ['ILLEGAL_TRANSITION'] : [];
  }

  take(by: Actor, act: RatingAct, at: number, parties: Parties): void {
    if (act.type === 'ServiceRating' || act.type === 'ComplaintReceived') this.#tell(by, act, at, parties);
    else this.#remedy(act, at);
  }

  warn(no: string, level: string): void {
    this.of(no)?.remedy?.told.push(level);
  }

  /** 督办, until somebody does what is awaited. */
  owed(): Owed[] {
    return this.all.flatMap(({ no: feedbackNo, remedy }) => {
      const kind = remedy && AWAITED[remedy.state];
      if (remedy === undefined || kind === undefined) return [];
      const { workdays, ladder } = LIMITS[kind];
      const next = nextWarning({ startedAt: remedy.since, workdays, pauses: [] }, ladder, remedy.told);
      if (next === undefined) return [];
      const { level, dueDate, from } = next;
      return [
        { act: { type: 'RemedyWarned', feedbackNo, awaited: remedy.state, level, dueDate }, from } as const,
      ];
    });
  }

  #reasonsOfTelling(act: Telling, { windowed, isWhole, isRatedElsewhere }: Where): Code[] {
    const isNew = this.of(act.feedbackNo) === undefined;
    if (!isNew || isWhole || (act.side === 'INTAKE' && !windowed)) return ['ILLEGAL_TRANSITION'];
    if (act.type === 'ComplaintReceived') return [];
    if (isRatedElsewhere) return ['ILLEGAL_TRANSITION'];
    return this.all.some(({ kind, side }) => kind === 'RATING' && side === act.side) ? ['ALREADY_RATED'] : [];
  }

  #tell(by: Actor, act: Telling, at: number, parties: Parties): void {
    const satisfaction = act.type === 'ServiceRating' ? act.satisfaction : undefined;
    const { feedbackNo: no, side, isAnonymous } = act;
    const kind = satisfaction === undefined ? 'COMPLAINT' : 'RATING';
    const isBad = satisfaction === undefined || BAD.includes(satisfaction);
    this.all.push({
      ...{ no, kind, side, satisfaction, isAnonymous, reporter: partyOf(by, parties) },
      ...(isBad && { remedy: { state: 'OPEN', since: at, told: [], wasAppealed: false } }),
    });
  }

  #remedy(act: Remedying, at: number): void {
    const feedback = this.of(act.feedbackNo);
    if (feedback?.remedy === undefined) throw new Error('the model remedies nothing');
    const wasAppealed = feedback.remedy.wasAppealed || act.type === 'RatingAppealed';
    feedback.remedy = { state: stateBehind(act, feedback.isAnonymous), since: at, told: [], wasAppealed };
  }
}

function stateBehind(act: Remedying, isAnonymous: boolean): RemedyState {
  switch (act.type) {
    case 'RatingRemedy':
      return isAnonymous ? 'CLOSED' : 'ANSWERED';
    case 'RatingAppealed':
      return 'APPEALED';
    case 'AppealDecided':
      return act.ruling === 'UPHELD' ? 'SET_ASIDE' : 'OPEN';
    case 'RatingFollowUp':
      return act.satisfaction !== undefined && BAD.includes(act.satisfaction) ? 'OPEN' : 'CLOSED';
  }
}

/** Whose it is to act on a feedback. */
export function ratedParty({ side }: Pick<Feedback, 'side'>): Party {
  return side === 'INTAKE' ? 'submitter' : 'competent';
}
