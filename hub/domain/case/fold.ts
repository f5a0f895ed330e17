import { type CaseAct, HUB } from './acts.js';
import {
  answeredBy,
  type CaseFacets,
  consultationNamed,
  consultationsAtOpening,
  facetObstacle,
  facetsAfter,
  facetsAtOpening,
  feedbackNamed,
  isLate,
  type Obstacle,
  otherParty,
  partyOf,
  staysSuspended,
} from './facets/all.js';
import { type CaseRole, type CaseState, COUNTER, type HandlingMode, ruleOf } from './lifecycle.js';

/** What all acts so far add up to. Rows of the case table are a cache of this value. */
export interface CaseFacts {
  readonly state: CaseState;
  readonly mode: HandlingMode;
  /** Platforms. */
  readonly submitter: string;
  readonly competent: string;
  readonly eventCount: number;
  /** The correction notice that waits for an answer. */
  readonly openNotice: string | undefined;
  readonly facets: CaseFacets;
}

/** Why an act is not possible: the state or a side of the case forbids it, or it is somebody else's. */
export interface ActRefusal {
  readonly code: 'ILLEGAL_TRANSITION' | 'WRONG_PLATFORM' | Obstacle['code'];
  readonly detail: string;
  readonly violations?: Obstacle['violations'];
}

/** @returns the facts after the act, or why it cannot be. */
export function applyAct(facts: CaseFacts | undefined, act: CaseAct): CaseFacts | ActRefusal {
  if (act.type === 'SubmitCase') {
    return facts === undefined ? opened(act) : illegal('the case is already open', facts);
  }
  if (act.type === 'ItemConsultationOpened') {
    return facts === undefined ? inquired(act) : illegal('the case is already open', facts);
  }
  if (facts === undefined) return { code: 'ILLEGAL_TRANSITION', detail: 'the case was never submitted' };
  const rule = ruleOf(act.type);
  if (!playsRole(facts, act, rule.by)) {
    return { code: 'WRONG_PLATFORM', detail: `${act.type} is not an act of ${act.actor} in this case` };
  }
  const late = isLate(facts, act);
  if (!late && !rule.from.includes(facts.state)) return illegal(`${act.type} is not possible`, facts);
  const stays = late || staysSuspended(facts.facets.suspension, act);
  const state = stays ? facts.state : (rule.to ?? facts.state);
  const obstacle = guard(facts, act) ?? facetObstacle({ act, before: facts, state });
  if (obstacle === undefined) return advanced(facts, act, state);
  return typeof obstacle === 'string' ? illegal(obstacle, facts) : obstacle;
}

/** Replays acts from the first. @returns the facts after the last, or the position and reason of the first refusal. */
export function foldCase(acts: readonly CaseAct[]): CaseFacts | (ActRefusal & { readonly position: number }) {
  let facts: CaseFacts | undefined;
  for (const [position, act] of acts.entries()) {
    const next = applyAct(facts, act);
    if (isRefusal(next)) return { ...next, position };
    facts = next;
  }
  return facts ?? { code: 'ILLEGAL_TRANSITION', detail: 'a case has at least one act', position: 0 };
}

export function isRefusal(result: CaseFacts | ActRefusal): result is ActRefusal {
  return 'code' in result;
}

/** Everybody who takes part, without repetition. */
export function participants(facts: Pick<CaseFacts, 'submitter' | 'competent'>): string[] {
  return facts.submitter === facts.competent ? [facts.submitter] : [facts.submitter, facts.competent];
}

/** Whose part in the case it is from its opening on; undefined for a part that is given later, or to anyone. */
export function platformOf(
  facts: Pick<CaseFacts, 'submitter' | 'competent' | 'mode'>,
  role: CaseRole,
): string | undefined {
  if (role === 'counter') return facts[COUNTER[facts.mode]];
  return role === 'submitter' || role === 'competent' ? facts[role] : undefined;
}

function playsRole(facts: CaseFacts, act: CaseAct, role: CaseRole): boolean {
  const { actor } = act;
  switch (role) {
    case 'submitter':
    case 'competent':
    case 'counter':
      return actor === platformOf(facts, role);
    case 'anyone':
      return participants(facts).includes(actor);
    case 'hub':
      return actor === HUB;
    case 'rated':
    case 'unrated':
    case 'reporter': {
      const feedback = feedbackNamed(facts.facets.rating, act);
      // Of what is not there nobody can tell whose it is; the facet says that it is not there.
      if (feedback === undefined) return participants(facts).includes(actor);
      return actor === facts[partyOf(role, feedback)];
    }
    case 'asker':
    case 'answerer': {
      const consultation = consultationNamed(facts.facets.consultations, act);
      if (consultation === undefined) return participants(facts).includes(actor); // as above
      return (
        actor === facts[role === 'asker' ? consultation.asker : otherParty(answeredBy(consultation, act))]
      );
    }
  }
}

/** What stands in the way although the state would allow the act. */
function guard(facts: CaseFacts, act: CaseAct): string | undefined {
  if (act.type === 'CorrectionSubmitted' && act.noticeNo !== facts.openNotice) {
    return `the open correction notice is ${facts.openNotice}, not ${act.noticeNo}`;
  }
  return undefined;
}

function opened(act: CaseAct<'SubmitCase'>): CaseFacts {
  return {
    state: openingState(act),
    mode: act.mode,
    submitter: act.actor,
    competent: act.competent,
    eventCount: 1,
    openNotice: undefined,
    facets: facetsAtOpening(act),
  };
}

/** 事项咨询: a window asks for somebody who stands before it, and nobody else faces them. */
function inquired(act: CaseAct<'ItemConsultationOpened'>): CaseFacts | ActRefusal {
  const { actor: submitter, competent } = act;
  if (submitter === competent)
    return {
      code: 'ILLEGAL_TRANSITION',
      detail: 'the platform decides the item itself: there is nobody to ask',
    };
  return {
    ...{ state: 'ITEM_CONSULTATION', mode: 'REMOTE_INTAKE', submitter, competent },
    ...{ eventCount: 1, openNotice: undefined },
    facets: { consultations: consultationsAtOpening(act) },
  };
}

/** A life event has a course of its own; a member that depends on others waits for them. */
function openingState({ members = [], lifeEvent }: CaseAct<'SubmitCase'>): CaseState {
  if (members.length > 0) return 'LIFE_EVENT_UNDER_WAY';
  return lifeEvent === undefined || lifeEvent.dependsOn.length === 0 ? 'SUBMITTED' : 'AWAITING_PREREQUISITES';
}

function advanced(facts: CaseFacts, act: CaseAct, state: CaseState): CaseFacts {
  return {
    ...facts,
    state,
    eventCount: facts.eventCount + 1,
    openNotice:
      act.type === 'CorrectionNotice'
        ? act.noticeNo
        : act.type === 'CorrectionSubmitted'
          ? undefined
          : facts.openNotice,
    facets: facetsAfter({ act, before: facts, state }),
  };
}

function illegal(obstacle: string, facts: CaseFacts): ActRefusal {
  return {
    code: 'ILLEGAL_TRANSITION',
    detail: `${obstacle} in state ${facts.state}, after event ${facts.eventCount}`,
  };
}
