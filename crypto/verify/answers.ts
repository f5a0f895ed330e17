import type { Answer, Question, Verdict } from './questions.js';
import type { ReadEvent } from './read-events.js';

/** How many things are named in an answer before "…". */
const NAMED = 3;

export function numbers(events: readonly ReadEvent[]): string {
  return some(events.map(({ event }) => `${event.seq} ${event.type}`));
}

export function some(names: readonly string[]): string {
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');
}

export function pass(question: Question, zh: string, en: string): Answer {
  return answer(question, 'PASS', zh, en, true);
}

export function fail(question: Question, zh: string, en: string): Answer {
  return answer(question, 'FAIL', zh, en, true);
}

/** Not there, and lawfully so. */
export function erasedAnswer(question: Question, zh: string, en: string): Answer {
  return answer(question, 'ERASED', zh, en, true);
}

/** Required, and not there. */
export function missingAnswer(question: Question, zh: string, en: string): Answer {
  return answer(question, 'NOT_CHECKED', zh, en, true);
}

/** Not asked for by the auditor's trust. */
export function notChecked(question: Question, zh: string, en: string): Answer {
  return answer(question, 'NOT_CHECKED', zh, en, false);
}

function answer(question: Question, verdict: Verdict, zh: string, en: string, isRequired: boolean): Answer {
  return { question, verdict, zh, en, isRequired };
}
