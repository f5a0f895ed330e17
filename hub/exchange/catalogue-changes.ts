import { base64url, equalBytes, fromBase64url, sha256, utf8 } from '#crypto/primitives';
import type { Divisions } from '#domain/division';
import { dayOf } from '#domain/rules';
import type { Runtime } from '#hub/runtime';
import { catalogueChanges, catalogueImports, type Database } from '#hub/store';
import { NotFoundError, ValidationError } from '#proto/errors';
import { type DivisionSelection, selectDivisions } from './division-selection.js';

export type CatalogueRow = catalogueChanges.ItemChange | catalogueChanges.EntryChange;

export interface ChangesQuery {
  /** Absent: from the beginning. */
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly divisions: readonly string[];
}

export interface ChangesAnswer {
  /** In the order in which they were entered. */
  readonly changes: readonly CatalogueRow[];
  readonly cursor: string;
  readonly isAll: boolean;
}

/** So many changes are looked at for one answer, whosever they are: few divisions of many must not cost a long query. */
const WINDOW = 20_000;
/** Details of an answer; gRPC carries four times as much, so that the row that goes past it fits too. */
const PAGE_BYTES = 1024 * 1024;

const DIGEST_BYTES = 12;
const NUMBER_BYTES = 6;

/**
 * What has been entered in the catalogue, page by page from a cursor: how others keep a copy. Rows never change, so a cursor
 * is the number of a change; with it goes a digest of whose log it is and which divisions were chosen, as the divisions stand
 * today. Whoever comes with a cursor for something else has missed rows, and begins anew.
 */
export class CatalogueChanges {
  readonly #db: Pick<Database, 'query'>;
  readonly #divisions: Divisions;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #logOrigin: string;

  constructor(
    parts: { readonly db: Pick<Database, 'query'>; readonly divisions: Divisions; readonly runtime: Runtime },
    logOrigin: string,
  ) {
    this.#db = parts.db;
    this.#divisions = parts.divisions;
    this.#runtime = parts.runtime;
    this.#logOrigin = logOrigin;
  }

  /**
   * @throws ValidationError MALFORMED for a division in no province and for what is no cursor, NotFoundError for a cursor of
   * other divisions, of another hub, or of a catalogue that is not there any more.
   */
  async list({ cursor, limit, divisions }: ChangesQuery): Promise<ChangesAnswer> {
    const selection = selectDivisions(divisions, this.#divisions, dayOf(this.#runtime.now()));
    const name = this.#nameOf(selection);
    const after = cursor === undefined ? 0 : readCursor(cursor, name);
    const last = await catalogueImports.readChangeNo(this.#db);
    if (after > last) throw unknownCursor();
    const range = { after, upTo: Math.min(last, after + WINDOW), limit, bytes: PAGE_BYTES };
    const [items, entries] = await Promise.all([
      catalogueChanges.readItemChanges(this.#db, range),
      catalogueChanges.readEntryChanges(this.#db, range, selection),
    ]);
    const { changes, upTo } = merged(items, entries, limit);
    return { changes, cursor: writeCursor(name, upTo), isAll: upTo === last };
  }

  #nameOf(selection: DivisionSelection | undefined): Uint8Array {
    const text = JSON.stringify([this.#logOrigin, selection?.beginnings, selection?.codes]);
    return sha256(utf8(text)).subarray(0, DIGEST_BYTES);
  }
}

type Page<T> = catalogueChanges.ChangePage<T>;

/** One list of two, as far as both have been looked at. */
function merged(
  items: Page<catalogueChanges.ItemChange>,
  entries: Page<catalogueChanges.EntryChange>,
  limit: number,
): { readonly changes: readonly CatalogueRow[]; readonly upTo: number } {
  const upTo = Math.min(items.upTo, entries.upTo);
  const rows: CatalogueRow[] = [...items.rows, ...entries.rows].filter(({ changeNo }) => changeNo <= upTo);
  rows.sort((a, b) => a.changeNo - b.changeNo);
  const changes = rows.slice(0, limit);
  const last = changes.at(-1);
  return { changes, upTo: changes.length < rows.length && last !== undefined ? last.changeNo : upTo };
}

function writeCursor(name: Uint8Array, changeNo: number): string {
  const bytes = Buffer.alloc(DIGEST_BYTES + NUMBER_BYTES);
  bytes.set(name);
  bytes.writeUIntBE(changeNo, DIGEST_BYTES, NUMBER_BYTES);
  return base64url(bytes);
}

function readCursor(cursor: string, name: Uint8Array): number {
  const bytes = fromBase64url(cursor);
  if (bytes?.length !== DIGEST_BYTES + NUMBER_BYTES) {
    throw new ValidationError('MALFORMED', 'the request does not fit', {
      violations: [{ pointer: '/cursor', message: 'not a cursor' }],
    });
  }
  if (!equalBytes(bytes.subarray(0, DIGEST_BYTES), name)) throw unknownCursor();
  return Buffer.from(bytes).readUIntBE(DIGEST_BYTES, NUMBER_BYTES);
}

function unknownCursor(): NotFoundError {
  return new NotFoundError(
    'NOT_FOUND',
    'the cursor is not for these divisions in this catalogue; begin without one',
  );
}
