import type { Case } from './case.js';
import { isOpen } from './law.js';
import type { HubAct } from './words.js';

/** An act that one case owes to another, at once. */
export interface News {
  readonly to: Case;
  readonly act: HubAct;
}

/** 多地联办, 一件事: what happens in one case is told in the other. */
export function newsBetween(cases: readonly Case[]): News[] {
  const named = new Map(cases.map((each) => [each.name, each]));
  const parts = cases.flatMap((part) => {
    const lead = part.part && named.get(part.part.lead);
    return lead === undefined ? [] : newsOfPart(part, lead);
  });
  const members = cases.flatMap((member) => {
    const whole = member.membership && named.get(member.membership.whole);
    return whole === undefined ? [] : newsOfMember(member, whole);
  });
  return [...parts, ...members, ...cases.flatMap(newsOfWhole)];
}

function newsOfPart(part: Case, lead: Case): News[] {
  if (!isOpen(lead.state))
    return isOpen(part.state) ? [{ to: part, act: { type: 'LeadEnded', lead: lead.name } }] : [];
  const standing = lead.parts.all.get(part.name);
  if (standing === undefined) return [{ to: lead, act: { type: 'PartOpened', part: part.name } }];
  const end = part.partEnd();
  if (end !== undefined && end !== standing.end)
    return [{ to: lead, act: { type: 'PartEnded', part: part.name, end } }];
  const stage = part.part?.overdue;
  const isSilent = part.part?.silentSince !== undefined && isOpen(part.state);
  return stage !== undefined && isSilent && stage !== standing.overdue
    ? [{ to: lead, act: { type: 'PartOverdue', part: part.name, stage } }]
    : [];
}

function newsOfMember(member: Case, whole: Case): News[] {
  const { membership, name: memberCase, state } = member;
  if (membership === undefined || whole.members === undefined) return [];
  const isWaiting = state === 'AWAITING_PREREQUISITES';
  if (!isOpen(whole.state)) return isWaiting ? [{ to: member, act: { type: 'LifeEventEnded' } }] : [];
  const { member: name } = membership;
  const standing = whole.members.of(name);
  const isKnown = standing?.memberCase === memberCase;
  const end = member.memberEnd();
  if (!isKnown) {
    return end === undefined
      ? [{ to: whole, act: { type: 'MemberSubmitted', member: name, memberCase } }]
      : [];
  }
  if (end !== undefined)
    return standing?.end === undefined
      ? [{ to: whole, act: { type: 'MemberEnded', member: name, memberCase, end } }]
      : [];
  return isWaiting ? newsOfWait(member, whole.members) : [];
}

function newsOfWait(member: Case, members: NonNullable<Case['members']>): News[] {
  const waiting = members.waiting().find(({ memberCase }) => memberCase === member.name);
  if (waiting === undefined) return [];
  if (waiting.unmet.length === 0) {
    const prerequisites = Object.fromEntries(
      waiting.dependsOn.map((name) => [name, members.of(name)?.memberCase ?? '']),
    );
    return [{ to: member, act: { type: 'PrerequisitesMet', prerequisites } }];
  }
  const failure = waiting.failureUntold ? members.failureOf(member.name) : undefined;
  return failure === undefined ? [] : [{ to: member, act: { type: 'PrerequisiteFailed', ...failure } }];
}

function newsOfWhole(whole: Case): News[] {
  return whole.state === 'LIFE_EVENT_UNDER_WAY' && whole.members?.isDone()
    ? [{ to: whole, act: { type: 'LifeEventCompleted' } }]
    : [];
}
