import {
  type CaseState,
  type MemberEnd,
  type MemberStanding,
  memberEndOf,
  participants,
  unmet,
} from '#domain/case';
import { dayOf } from '#domain/rules';
import { cases, type Database, events } from '#hub/store';
import { HubError, NotFoundError } from '#proto/errors';
import type { Payload } from '#proto/schema';
import { resolveItem } from './resolve-item.js';
import type { RulesSource } from './rules.js';
import { readCaseMessage } from './stored-message.js';
import { type WholeRating, wholeRatingOf } from './whole-rating.js';

/** How far a member is. BLOCKED: it waits for one that has come to nothing. */
export type MemberProgressStanding = 'NOT_SUBMITTED' | 'AWAITING' | 'BLOCKED' | 'UNDER_WAY' | MemberEnd;

/** What a member came to, where it stands. */
export interface PrerequisiteResult {
  readonly member: string;
  readonly caseNo: string;
  readonly documents: Payload<'ResultTransferred'>['documents'];
  readonly isErased: boolean;
}

export interface MemberProgress {
  readonly member: string;
  readonly dependsOn: readonly string[];
  readonly standing: MemberProgressStanding;
  /** While it waits: for whom it still does. */
  readonly waitsFor: readonly string[];
  /** Undefined to whoever takes no part in it. */
  readonly own: OwnMember | undefined;
}

export interface OwnMember {
  readonly itemCode: string;
  readonly divisionCode: string | undefined;
  /** By the catalogue; undefined when it no longer has it. */
  readonly itemName: string | undefined;
  /** Undefined while it was not submitted. */
  readonly row: cases.CaseRow | undefined;
  /** Of what it has waited for. */
  readonly results: readonly PrerequisiteResult[];
}

export interface LifeEventView {
  readonly lifeEventNo: string;
  readonly state: CaseState;
  readonly submitter: string;
  /** The submitter's own number, for itself alone. */
  readonly submitterCaseRef: string | undefined;
  readonly members: readonly MemberProgress[];
  readonly rating: WholeRating | undefined;
}

/**
 * Reading life events (一件事), as one view of all members. It is there for whoever takes part in one of them; of the others each
 * sees how far they are, and no more (proved by test/integration/life-event.test.ts).
 */
export class LifeEvents {
  readonly #db: Database;
  readonly #rules: RulesSource;

  constructor(parts: { readonly db: Database; readonly rules: RulesSource }) {
    this.#db = parts.db;
    this.#rules = parts.rules;
  }

  /** @throws NotFoundError. */
  async get(peer: string, lifeEventNo: string): Promise<LifeEventView> {
    const [whole, rows] = await Promise.all([
      cases.getCase(this.#db, lifeEventNo),
      cases.findMembers(this.#db, [lifeEventNo]),
    ]);
    const isOpen = [...(whole === undefined ? [] : [whole]), ...rows].some((row) => takesPart(peer, row));
    const declared = whole?.facets.members;
    if (whole === undefined || declared === undefined || !isOpen) {
      throw new NotFoundError('NOT_FOUND', `no life event ${lifeEventNo}`);
    }
    // The cases themselves are the latest word: what the whole has heard of them comes a moment later.
    const last = new Map(rows.map((row) => [row.facets.membership?.member, row]));
    const current = declared.map((each) => latest(each, last.get(each.member)));
    return {
      lifeEventNo,
      state: whole.state,
      submitter: whole.submitter,
      submitterCaseRef: whole.submitter === peer ? whole.submitterCaseRef : undefined,
      members: await Promise.all(
        current.map(async (each): Promise<MemberProgress> => {
          const row = last.get(each.member);
          const isOwn = takesPart(peer, row ?? whole);
          return {
            member: each.member,
            dependsOn: each.dependsOn,
            ...progressOf(each, row, current),
            own: isOwn ? await this.#own(each, row, whole) : undefined,
          };
        }),
      ),
      rating: await wholeRatingOf(
        this.#db,
        { peer, whole, members: [...last.values()] },
        this.#rules.current(),
      ),
    };
  }

  async #own(
    { itemCode, divisionCode }: MemberStanding,
    row: cases.CaseRow | undefined,
    whole: cases.CaseRow,
  ): Promise<OwnMember> {
    const met = row?.facets.membership?.met ?? [];
    return {
      itemCode,
      divisionCode,
      itemName: this.#nameOf({ itemCode, divisionCode, date: dayOf((row ?? whole).createdAt) }),
      row,
      results: await Promise.all(met.map(({ member, caseNo }) => this.#resultOf(member, caseNo))),
    };
  }

  #nameOf(query: Parameters<typeof resolveItem>[1]): string | undefined {
    try {
      return resolveItem(this.#rules.current(), query).entry.name;
    } catch (error) {
      if (error instanceof HubError) return undefined; // the catalogue no longer has it, or has it twice
      throw error;
    }
  }

  /** As it was transferred last; nothing when the prerequisite had no document to hand on. */
  async #resultOf(member: string, caseNo: string): Promise<PrerequisiteResult> {
    const listed = await events.listEvents(this.#db, caseNo);
    const transferred = listed.findLast(({ type }) => type === 'ResultTransferred');
    const isErased = transferred !== undefined && transferred.secret === undefined;
    const message = transferred && !isErased ? readCaseMessage(transferred) : undefined;
    const documents = message?.type === 'ResultTransferred' ? message.body.documents : [];
    return { member, caseNo, documents, isErased };
  }
}

function takesPart(peer: string, row: cases.CaseRow): boolean {
  return participants(row).includes(peer);
}

function latest(declared: MemberStanding, row: cases.CaseRow | undefined): MemberStanding {
  const { caseNo: _, end: __, ...standing } = declared;
  if (row === undefined) return standing;
  const end = memberEndOf(row);
  return end === undefined ? { ...standing, caseNo: row.caseNo } : { ...standing, caseNo: row.caseNo, end };
}

function progressOf(
  each: MemberStanding,
  row: cases.CaseRow | undefined,
  all: readonly MemberStanding[],
): Pick<MemberProgress, 'standing' | 'waitsFor'> {
  const left = unmet(all, each);
  const waitsFor = left.map(({ member }) => member);
  if (each.end !== undefined) return { standing: each.end, waitsFor: [] };
  if (row === undefined) return { standing: 'NOT_SUBMITTED', waitsFor };
  if (row.state !== 'AWAITING_PREREQUISITES') return { standing: 'UNDER_WAY', waitsFor: [] };
  const isBlocked = left.some(({ end }) => end !== undefined);
  return { standing: isBlocked ? 'BLOCKED' : 'AWAITING', waitsFor };
}
