import type { EvidenceBundle } from '#crypto/evidence';
import { type CaseAct, type CaseFacts, foldCase, HUB } from '#domain/case';
import { isMessageType, readCaseAct } from '#proto/schema';
import { type AbsentContents, answerWithout } from './absent-contents.js';
import { fail, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';

/** The state is the fold over the acts, by the same table that the hub applies. */
export function checkTransitions(
  { hub }: Pick<EvidenceBundle, 'hub'>,
  events: readonly ReadEvent[],
  absent: AbsentContents,
): Answer {
  const acts = events.map((each) => toAct(each, hub));
  const unreadable = events.filter((_, i) => acts[i] === undefined);
  const gap = events.find(({ event }, i) => event.seq !== i + 1);
  if (gap !== undefined)
    return fail(
      'TRANSITIONS',
      `缺少第 ${gap.event.seq} 步之前的步骤`,
      `steps before ${gap.event.seq} are missing`,
    );
  const withheld = absent.withheld.filter((each) => toAct(each, hub) === undefined);
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
function toAct({ event, message, members, leaf }: ReadEvent, hub: string): CaseAct | undefined {
  const type = message?.type ?? event.type;
  if (members === undefined || !isMessageType(type)) return undefined;
  const actor = event.actor === hub ? HUB : event.actor;
  const { receivedAt: at, messageId } = event;
  return readCaseAct(type, members, { actor, at, messageId, competent: leaf?.to[0] ?? actor });
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
