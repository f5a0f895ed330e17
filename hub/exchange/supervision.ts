import type { PledgeFacts } from '#domain/case';
import { dayOf } from '#domain/rules';
import type { Runtime } from '#hub/runtime';
import { type cases, type Database, supervisionRecords } from '#hub/store';
import { PolicyError, ValidationError } from '#proto/errors';
import type { RulesSource } from './rules.js';

/** What the act makes known of a pledge; undefined when it says nothing of one. Of the case alone, so that it can be told again. */
export function supervisedIn(
  before: cases.CaseRow | undefined,
  { facets, caseNo }: cases.CaseRow,
  { leafId, receivedAt: recordedAt }: { readonly leafId: string; readonly receivedAt: number },
): supervisionRecords.SupervisionRow | undefined {
  const { pledge } = facets;
  if (pledge === undefined || pledge.state === before?.facets.pledge?.state) return undefined;
  const kind = KIND[pledge.state];
  return kind && { leafId, kind, caseNo, recordedAt, noticeSha256: pledge.noticeSha256 };
}

const KIND: Readonly<Record<PledgeFacts['state'], supervisionRecords.SupervisionKind | undefined>> = {
  MADE: 'PLEDGED',
  UNCHECKED: undefined,
  KEPT: 'KEPT',
  CORRECTED_IN_TIME: 'CORRECTED_IN_TIME',
  BROKEN: 'BROKEN',
  REVOKED: 'DECISION_REVOKED',
};

export interface SupervisionAsked {
  /** Of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface SupervisionPage {
  readonly records: readonly supervisionRecords.PlacedRecord[];
  /** Where the next page begins, now or later. */
  readonly cursor: string;
}

const CURSOR = /^[0-9a-z]{1,11}$/;

/** 审管衔接: what became of pledges, for platforms that may supervise the items. */
export class Supervision {
  readonly #db: Pick<Database, 'query'>;
  readonly #rules: RulesSource;
  readonly #now: Runtime['now'];

  constructor(parts: {
    readonly db: Pick<Database, 'query'>;
    readonly rules: RulesSource;
    readonly runtime: Pick<Runtime, 'now'>;
  }) {
    this.#db = parts.db;
    this.#rules = parts.rules;
    this.#now = parts.runtime.now;
  }

  /**
   * Nothing comes in before a cursor afterwards: the log has one order. A right that is given later reaches back only for whoever
   * begins anew. @throws PolicyError NOT_ALLOWED, ValidationError MALFORMED for what is no cursor.
   */
  async list(peer: string, asked: SupervisionAsked): Promise<SupervisionPage> {
    const itemPrefixes = this.#rules.current().directory.covered(peer, 'SUPERVISE', dayOf(this.#now()));
    if (itemPrefixes.length === 0) throw new PolicyError('NOT_ALLOWED', `${peer} supervises no items`);
    return supervisionPage(this.#db, itemPrefixes, asked);
  }
}

/** @param itemPrefixes what basic codes begin with. @throws ValidationError MALFORMED for what is no cursor. */
export async function supervisionPage(
  db: Pick<Database, 'query'>,
  itemPrefixes: readonly string[],
  { cursor, limit }: SupervisionAsked,
): Promise<SupervisionPage> {
  const from = cursor === undefined ? 0 : readCursor(cursor);
  const records = await supervisionRecords.listSupervisionRecords(db, { itemPrefixes, from, limit });
  const last = records.at(-1);
  return { records, cursor: (last === undefined ? from : last.place + 1).toString(36) };
}

function readCursor(text: string): number {
  const place = CURSOR.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  if (Number.isSafeInteger(place)) return place;
  throw new ValidationError('MALFORMED', 'the cursor is none of this hub', {
    violations: [{ pointer: '/cursor', message: 'not from an answer of ListSupervisionRecords' }],
  });
}
