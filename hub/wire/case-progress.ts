import type { CaseProgressView, TimelineStep } from '#hub/exchange';
import { tongban } from '#proto/codec';
import { ACT_WORDS, type Words } from '#proto/schema';
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

const NAMED: Readonly<Record<string, Words>> = ACT_WORDS;

function toStep({ event, actorName = '', rule = '' }: TimelineStep): tongban.v1.TimelineStep.$Properties {
  const words = NAMED[event.type] ?? { zh: event.type, en: event.type };
  return { event: toCaseEvent(event), words, actorName, rule };
}
