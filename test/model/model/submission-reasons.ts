import type { Case } from './case.js';
import { COMMITTING, itemNamed } from './limits.js';
import { isSound } from './members.js';
import type { CaseName, Code, Peer, State, Submission } from './words.js';

/** What a submission is judged by. */
export interface Known {
  /** Numbers of the submitting platform that have opened a case. */
  isTaken(by: Peer, ref: string): boolean;
  of(name: CaseName): Case | undefined;
  membersOf(whole: CaseName): readonly Case[];
}

const LEADING: readonly State[] = ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED'];

/** Why a submission is refused, but for what its item's grants say; of several reasons the hub may name any. */
export function reasonsAgainstOpening(by: Peer, submission: Submission, known: Known): Code[] {
  const { ref, lead, members, memberOf, item, mode } = submission;
  const codes: Code[] = [];
  if (known.isTaken(by, ref)) codes.push('DUPLICATE_CASE');
  if (lead !== undefined) codes.push(...reasonsOfLead(by, known.of(lead)));
  if (memberOf !== undefined) codes.push(...reasonsOfMember(by, submission, memberOf, known));
  if (members !== undefined && !isSound(members)) codes.push('LIFE_EVENT_UNSOUND');
  if (!itemNamed(item).modes.includes(mode)) codes.push('MODE_NOT_OFFERED');
  codes.push(...reasonsOfPledge(submission));
  return codes;
}

function reasonsOfLead(by: Peer, lead: Case | undefined): Code[] {
  if (lead === undefined || !lead.takesPart(by)) return ['NOT_FOUND'];
  if (by !== lead.competent) return ['WRONG_PLATFORM'];
  return lead.isJointLead && LEADING.includes(lead.state) ? [] : ['ILLEGAL_TRANSITION'];
}

function reasonsOfMember(
  by: Peer,
  { item, place }: Submission,
  { whole: name, member, dependsOn }: NonNullable<Submission['memberOf']>,
  known: Known,
): Code[] {
  const whole = known.of(name);
  if (whole?.members === undefined || whole.submitter !== by) return ['NOT_FOUND'];
  if (whole.state !== 'LIFE_EVENT_UNDER_WAY') return ['ILLEGAL_TRANSITION'];
  const declared = whole.members.of(member);
  const isAsDeclared =
    declared?.item === item &&
    declared.place === place &&
    [...declared.dependsOn].sort().join() === [...dependsOn].sort().join();
  if (!isAsDeclared) return ['LIFE_EVENT_MEMBER_UNFIT'];
  const earlier = known.membersOf(name).filter(({ membership }) => membership?.member === member);
  const isTaken = earlier.some((each) => each.memberEnd() === undefined || each.memberEnd() === 'DONE');
  return isTaken ? ['DUPLICATE_CASE'] : [];
}

function reasonsOfPledge({ pledge, item, place }: Submission): Code[] {
  if (pledge === undefined) return [];
  if (pledge.isBarred) return ['APPLICANT_BARRED'];
  const { pledgeable } = itemNamed(item);
  if (place !== COMMITTING || pledgeable.length === 0) return ['COMMITMENT_NOT_ALLOWED'];
  if (pledge.notice === 'OUTDATED') return ['NOTICE_OUTDATED'];
  return pledge.codes.every((code) => pledgeable.includes(code)) ? [] : ['COMMITMENT_NOT_ALLOWED'];
}
