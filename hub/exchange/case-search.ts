import { divisionPrefix, parseItemCode } from '#domain/codes';
import { caseSearch, type cases, type Database } from '#hub/store';
import { ValidationError } from '#proto/errors';
import type { ApplicantTags, Identity } from './applicant-tags.js';

/** What a platform looks for among its cases; undefined says nothing. */
export interface CaseQuery extends Pick<caseSearch.CaseFilter, 'states'> {
  readonly part?: caseSearch.CaseFilter['part'];
  readonly number?: string | undefined;
  readonly applicant?: Identity | undefined;
  readonly itemCode?: string | undefined;
  readonly divisionCode?: string | undefined;
  /** Unix milliseconds; `openedBefore` itself is not in it. */
  readonly openedFrom?: number | undefined;
  readonly openedBefore?: number | undefined;
  /** YYYY-MM-DD, the last day of a clock that runs, at the latest. */
  readonly dueBy?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface CasePage {
  /** The newest first. */
  readonly cases: readonly cases.CaseRow[];
  /** Where to go on; undefined when there are no more. */
  readonly cursor: string | undefined;
}

/** How many cases are looked at in one go, and for one answer: whatever is asked, the answer comes soon. */
export interface SearchBounds {
  readonly window: number;
  readonly looks: number;
}

const BOUNDS: SearchBounds = { window: 2_500, looks: 10_000 };

/** Most that are looked at fit most searches. Where few do, each look is so many times as long as all before it. */
const GROWTH = 4;

const CURSOR = /^([0-9a-z]{1,9})-(TB[0-9A-Z]{30})$/;

/** Looks for cases of a platform, page by page. A case is there for its participants only. */
export class CaseSearch {
  readonly #db: Pick<Database, 'query'>;
  readonly #applicants: Pick<ApplicantTags, 'of'>;
  readonly #bounds: SearchBounds;

  constructor(db: Pick<Database, 'query'>, applicants: Pick<ApplicantTags, 'of'>, bounds = BOUNDS) {
    this.#db = db;
    this.#applicants = applicants;
    this.#bounds = bounds;
  }

  /** @throws ValidationError MALFORMED for what is no item code, no division or no cursor. */
  async find(participant: string, query: CaseQuery): Promise<CasePage> {
    const filter = this.#filterOf(participant, query);
    const found: cases.CaseRow[] = [];
    let at = beginning(query);
    for (let looked = 0; looked < this.#bounds.looks; ) {
      const limit = query.limit - found.length;
      const size = Math.min(this.#bounds.window, Math.max(limit, GROWTH * looked));
      const { cases, edge } = await caseSearch.searchWindow(this.#db, filter, at, { size, limit });
      found.push(...cases);
      looked += size;
      if (edge === undefined) return { cases: found, cursor: undefined };
      at = edge;
      if (found.length === query.limit) break;
    }
    return { cases: found, cursor: cursorOf(at) };
  }

  #filterOf(participant: string, query: CaseQuery): caseSearch.CaseFilter {
    const { part, number, applicant, itemCode, divisionCode, states, openedFrom, dueBy } = query;
    return {
      ...{ participant, part, number, states, openedFrom, dueBy },
      applicantTag: applicant && this.#applicants.of(applicant),
      item: itemCode === undefined ? undefined : readItem(itemCode),
      place: divisionCode === undefined ? undefined : divisionPrefix(divisionCode),
    };
  }
}

function readItem(code: string): caseSearch.CaseFilter['item'] {
  const item = parseItemCode(code);
  if (typeof item !== 'string') return { code, basicCode: item.basicCode };
  throw new ValidationError('MALFORMED', 'the item code is not valid', {
    violations: [{ pointer: '/itemCode', message: item }],
  });
}

/** Behind the cursor, and behind the time that is asked for: whichever is earlier, for the cursor may be of another request. */
function beginning({ openedBefore = Number.POSITIVE_INFINITY, cursor }: CaseQuery): caseSearch.CasePlace {
  const latest = { createdAt: openedBefore, caseNo: '' };
  if (cursor === undefined) return latest;
  const at = readCursor(cursor);
  return at.createdAt < latest.createdAt ? at : latest;
}

/** Only a place in the order of cases: it gives nothing away, and with another request it is as good. */
function cursorOf({ createdAt, caseNo }: caseSearch.CasePlace): string {
  return `${createdAt.toString(36)}-${caseNo}`;
}

function readCursor(text: string): caseSearch.CasePlace {
  const [, time = '', caseNo = ''] = CURSOR.exec(text) ?? [];
  if (time !== '') return { createdAt: Number.parseInt(time, 36), caseNo };
  throw new ValidationError('MALFORMED', 'the cursor is none of this hub', {
    violations: [{ pointer: '/cursor', message: 'not from an answer of FindCases' }],
  });
}
