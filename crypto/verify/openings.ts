import { FIELD_GROUPS, opensGroups, shownMembers, withheldIn } from '#crypto/evidence';
import { type AbsentContents, GROUP_WORDS } from './absent-contents.js';
import { fail, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';

/**
 * What is shown of messages that are withheld is what their leaves commit to. It is what the hub said of them when it logged
 * them; who signed it cannot be seen (proved by test/unit/crypto/verify/withheld.test.ts).
 */
export function checkOpenings({ withheld }: AbsentContents): Answer {
  const wrong = withheld.filter((each) => !isOpened(each));
  if (wrong.length > 0)
    return fail('OPENINGS', `与日志不符：${numbers(wrong)}`, `not what the log has: ${numbers(wrong)}`);
  const hidden = withheld.map(({ event }) => new Set(event.partial && withheldIn(event.partial)));
  const shown = FIELD_GROUPS.filter((group) => hidden.some((groups) => !groups.has(group)));
  const count = withheld.length;
  return shown.length === 0
    ? pass('OPENINGS', `${count} 条报文全部未公开`, `${count} messages, nothing of them is shown`)
    : pass(
        'OPENINGS',
        `${count} 条报文已公开：${shown.map((group) => GROUP_WORDS[group]).join('、')}`,
        `shown of ${count} messages: ${shown.join(', ')}`,
      );
}

/** A leaf that commits to groups is opened by all of them, one that does not by none. */
function isOpened({ event, leaf }: ReadEvent): boolean {
  const groups = event.partial?.groups;
  if (leaf === undefined || groups === undefined) return leaf !== undefined && leaf.groups === undefined;
  return leaf.groups !== undefined && opensGroups(leaf.groups, groups) && shownMembers(groups) !== undefined;
}
