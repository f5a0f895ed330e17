import { type CaseAct, type CaseFacts, foldCase } from '#domain/case';
import { HandlingModeSchema, isMessageType } from '#proto/schema';
import { type AbsentContents, answerWithout } from './absent-contents.js';
import { fail, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';

/** The state is the fold over the acts, by the same table that the hub applies. */
export function checkTransitions(events: readonly ReadEvent[], absent: AbsentContents): Answer {
  const acts = events.map(toAct);
  const unreadable = events.filter((_, i) => acts[i] === undefined);
  const gap = events.find(({ event }, i) => event.seq !== i + 1);
  if (gap !== undefined)
    return fail(
      'TRANSITIONS',
      `缺少第 ${gap.event.seq} 步之前的步骤`,
      `steps before ${gap.event.seq} are missing`,
    );
  const withheld = absent.withheld.filter((each) => toAct(each) === undefined);
  const unanswered = answerWithout('TRANSITIONS', { ...absent, withheld });
  if (unanswered !== undefined) return unanswered;
  if (unreadable.length > 0)
    return fail('TRANSITIONS', `无法读取：${numbers(unreadable)}`, `cannot be read: ${numbers(unreadable)}`);
  const facts = fold(
    acts.filter((act) => act !== undefined),
    events,
  );
  if ('detail' in facts) return fail('TRANSITIONS', facts.detail, facts.detail);
  return pass(
    'TRANSITIONS',
    `${events.length} 步，当前状态 ${facts.state}`,
    `${events.length} steps to ${facts.state}`,
  );
}

/** The competent platform of a submission is whom its leaf says it goes to; the submitter itself when nobody else is told. */
function toAct({ event, message, facts, leaf }: ReadEvent): CaseAct | undefined {
  const type = message?.type ?? event.type;
  if (facts === undefined || !isMessageType(type)) return undefined;
  const { actor } = event;
  switch (type) {
    case 'SubmitCase': {
      const mode = HandlingModeSchema.safeParse(facts.mode).data;
      return mode === undefined || mode === 'JOINT'
        ? undefined
        : { type, actor, mode, competent: leaf?.to[0] ?? actor };
    }
    case 'CorrectionNotice':
    case 'CorrectionSubmitted':
      return facts.noticeNo === undefined ? undefined : { type, actor, noticeNo: facts.noticeNo };
    default:
      return { type, actor };
  }
}

function fold(
  acts: readonly CaseAct[],
  events: readonly ReadEvent[],
): CaseFacts | { readonly detail: string } {
  const facts = foldCase(acts);
  if (!('code' in facts)) return facts;
  const { event } = events[facts.position] ?? {};
  return { detail: `${event?.seq ?? ''} ${event?.type ?? ''}: ${facts.detail}` };
}
