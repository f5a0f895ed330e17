import type { MemberDefinition, ThingDefinition } from './things.js';

/**
 * How far a thing is: a fold over what the exchange has told of its members. Pure, and the same for whatever order the members'
 * events come in; what a member has reached at its end it keeps (proved by test/unit/connectors/hunan-progress.test.ts).
 */

/** What became of a member, in the platform's words. */
export interface MemberEvent {
  readonly eventType: string;
  /** At DECIDED. */
  readonly isGranted: boolean;
}

/** What the fold knows of a member by itself. */
export interface MemberFacts {
  readonly stage: 'UNSENT' | 'HANDLING' | 'DONE' | 'FAILED' | 'WITHDRAWN';
  readonly isGranted: boolean;
}

/** As it is shown. READY may be submitted; WAITING needs a result first; BLOCKED needs one that will never be there. */
export type MemberStage = Exclude<MemberFacts['stage'], 'UNSENT'> | 'READY' | 'WAITING' | 'BLOCKED';

export type ThingStage = 'HANDLING' | 'DONE' | 'PARTLY_DONE' | 'NOT_DONE' | 'WITHDRAWN';

export const UNSENT: MemberFacts = { stage: 'UNSENT', isGranted: false };

export function foldMember(facts: MemberFacts, { eventType, isGranted }: MemberEvent): MemberFacts {
  if (facts.stage !== 'UNSENT' && facts.stage !== 'HANDLING') return facts;
  switch (eventType) {
    case 'SUBMIT_REFUSED':
    case 'NOT_ADMITTED':
    case 'STOPPED':
      return { ...facts, stage: 'FAILED' };
    case 'REVOKED':
      return { ...facts, stage: 'WITHDRAWN' };
    case 'DECIDED':
      return { stage: 'HANDLING', isGranted };
    case 'FINISHED':
      return { ...facts, stage: facts.isGranted ? 'DONE' : 'FAILED' };
    default:
      return { ...facts, stage: 'HANDLING' };
  }
}

/** A member that was filed. */
export interface FiledMember {
  readonly item: string;
  readonly events: readonly MemberEvent[];
  /** Whether a document of its result is there. */
  readonly hasResult: boolean;
}

export interface Progress {
  readonly stage: ThingStage;
  /** By item, in the order of the definition. */
  readonly members: ReadonlyMap<string, MemberStage>;
}

/**
 * @param definition undefined for a plain item: nothing waits for anything.
 * @param isWithdrawn whether the applicant has withdrawn the thing as a whole.
 */
export function progressOf(
  definition: ThingDefinition | undefined,
  filed: readonly FiledMember[],
  isWithdrawn: boolean,
): Progress {
  const byItem = new Map(filed.map((member) => [member.item, member]));
  const members = new Map<string, MemberStage>();
  for (const { item, after } of definition?.members ?? filed.map(({ item }) => ({ item, after: [] }))) {
    const member = byItem.get(item);
    if (member === undefined) continue; // the applicant did not choose it
    const { stage } = member.events.reduce(foldMember, UNSENT);
    if (stage !== 'UNSENT') members.set(item, stage);
    else members.set(item, isWithdrawn ? 'WITHDRAWN' : unsentStage(after, byItem, members));
  }
  return { stage: thingStage([...members.values()]), members };
}

/** Needs that were not filed are no hindrance: the applicant has that result already, or the office will ask for it. */
function unsentStage(
  after: MemberDefinition['after'],
  filed: ReadonlyMap<string, FiledMember>,
  stages: ReadonlyMap<string, MemberStage>,
): MemberStage {
  const needs = after.flatMap(({ item }) => stages.get(item) ?? []);
  if (needs.some((stage) => stage === 'FAILED' || stage === 'WITHDRAWN' || stage === 'BLOCKED'))
    return 'BLOCKED';
  const isThere = after.every(
    ({ item }) => !filed.has(item) || (stages.get(item) === 'DONE' && filed.get(item)?.hasResult === true),
  );
  return isThere ? 'READY' : 'WAITING';
}

const OPEN: readonly MemberStage[] = ['READY', 'WAITING', 'HANDLING'];

function thingStage(stages: readonly MemberStage[]): ThingStage {
  if (stages.some((stage) => OPEN.includes(stage))) return 'HANDLING';
  if (stages.every((stage) => stage === 'DONE')) return 'DONE';
  if (stages.some((stage) => stage === 'DONE')) return 'PARTLY_DONE';
  return stages.every((stage) => stage === 'WITHDRAWN') ? 'WITHDRAWN' : 'NOT_DONE';
}
