import { memberEndOf, memberFaults } from '#domain/case';
import type { cases } from '#hub/store';
import { ConflictError, NotFoundError, PolicyError, RuleError, type Violation } from '#proto/errors';
import type { Payload } from '#proto/schema';
import type { Context } from './context.js';
import { ItemNotMappedError, resolveItem } from './resolve-item.js';
import type { Rules } from './rules.js';

type Submission = Payload<'SubmitCase'>;
type Membership = NonNullable<Submission['lifeEvent']>;

/**
 * 一件事: whether what is declared of its members fits together, and each of them is an item that somebody decides and this platform
 * may submit. So a life event is refused as a whole, before any of its members is opened.
 * @param date YYYY-MM-DD. @throws RuleError LIFE_EVENT_UNSOUND, PolicyError NOT_ALLOWED, ItemNotMappedError.
 */
export function checkMembers(peer: string, { members }: Submission, date: string, rules: Rules): void {
  const faults = memberFaults(members);
  if (faults.length > 0) {
    const violations = faults.map((each) => ({ ...each, pointer: `/members${each.pointer}` }));
    throw new RuleError('LIFE_EVENT_UNSOUND', 'the members do not fit together', { violations });
  }
  for (const { member, itemCode, divisionCode } of members) {
    const query = { itemCode, divisionCode, date };
    const { entry, peerId } = resolveItem(rules, query);
    if (!rules.directory.may(peerId, 'DECIDE', entry.basicCode, date)) {
      throw new ItemNotMappedError(`${peerId} may not decide item ${entry.basicCode} of ${member}`, query);
    }
    if (!rules.directory.may(peer, 'SUBMIT', entry.basicCode, date)) {
      throw new PolicyError('NOT_ALLOWED', `${peer} may not submit item ${entry.basicCode} of ${member}`);
    }
  }
}

/**
 * Whether this submission is the declared member of that life event, and the only one of its name that is open or done. Whoever did
 * not open the life event is told that there is none.
 * @throws NotFoundError, ConflictError DUPLICATE_CASE, RuleError.
 */
export function checkMembership(peer: string, body: Submission, { cases, members }: Context): void {
  const { lifeEvent } = body;
  if (lifeEvent === undefined) return;
  const { lifeEventNo, member } = lifeEvent;
  const whole = cases.get(lifeEventNo);
  if (whole === undefined || whole.submitter !== peer || whole.facets.members === undefined) {
    throw new NotFoundError('NOT_FOUND', `no life event ${lifeEventNo}`);
  }
  if (whole.state !== 'LIFE_EVENT_UNDER_WAY') {
    throw new RuleError('ILLEGAL_TRANSITION', `${lifeEventNo} takes no members in state ${whole.state}`);
  }
  const violations = unfitness(whole.facets.members, body, lifeEvent);
  if (violations.length > 0) {
    throw new RuleError('LIFE_EVENT_MEMBER_UNFIT', `${lifeEventNo} declares ${member} otherwise`, {
      violations,
    });
  }
  const taken = members.get(lifeEventNo)?.find((row) => isTakenBy(row, member));
  if (taken === undefined) return;
  throw new ConflictError('DUPLICATE_CASE', `${member} of ${lifeEventNo} is case ${taken.caseNo} already`);
}

/** What came to nothing may be submitted anew. */
function isTakenBy(row: cases.CaseRow, member: string): boolean {
  const end = memberEndOf(row);
  return row.facets.membership?.member === member && (end === undefined || end === 'DONE');
}

function unfitness(
  declared: NonNullable<cases.CaseRow['facets']['members']>,
  { itemCode, divisionCode }: Submission,
  { member, dependsOn }: Membership,
): Violation[] {
  const own = declared.find((each) => each.member === member);
  if (own === undefined) return [{ pointer: '/lifeEvent/member', message: `${member} is not declared` }];
  const isSame =
    own.dependsOn.length === dependsOn.length && own.dependsOn.every((e) => dependsOn.includes(e));
  return [
    ...(isSame
      ? []
      : [{ pointer: '/lifeEvent/dependsOn', message: `declared: ${own.dependsOn.join(', ')}` }]),
    ...(own.itemCode === itemCode ? [] : [{ pointer: '/itemCode', message: `${own.itemCode} is declared` }]),
    ...(own.divisionCode === divisionCode
      ? []
      : [{ pointer: '/divisionCode', message: `${own.divisionCode ?? 'none'} is declared` }]),
  ];
}
