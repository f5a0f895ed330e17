import type { CaseProgressView, TimelineStep } from '#hub/exchange';
import { tongban } from '#proto/codec';
import { actWords } from '#proto/schema';
import { toCaseEvent } from './case.js';
import { applicantWords, clerkWords } from './case-words.js';

const { CaseState } = tongban.v1;

export function toCaseProgress(view: CaseProgressView): tongban.v1.CaseProgress.$Properties {
  const { caseNo, state } = view.row;
  return {
    caseNo,
    state: CaseState[state],
    applicant: applicantWords(view),
    clerk: clerkWords(view),
    timeline: view.timeline.map(toStep),
  };
}

function toStep({ event, actorName = '', rule = '' }: TimelineStep): tongban.v1.TimelineStep.$Properties {
  return { event: toCaseEvent(event), words: actWords(event.type), actorName, rule };
}
