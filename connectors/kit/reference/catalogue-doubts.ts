import { tongban } from '#proto/codec';
import type { Clock } from '../clock.js';
import { localDay } from '../local-time.js';
import type { ConnectorLog } from '../log.js';
import type { OutgoingAct } from '../province.js';
import type { CatalogueCopy } from './catalogue-copy.js';
import { DivisionTable } from './division-table.js';
import type { ReferenceCopy } from './reference-copy.js';

/** CANCELLED: every row of the national list about the item is. NOT_LISTED: nobody whom the copy knows performs it. */
export type Doubt = 'CANCELLED' | 'NOT_LISTED';

export interface CatalogueDoubtsParts {
  readonly copy: Pick<ReferenceCopy, 'catalogueSyncedAt' | 'tables' | 'table'>;
  readonly catalogue: CatalogueCopy;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

interface Asked {
  readonly itemCode: string;
  readonly divisionCode?: string | undefined;
}

/** An implementation code: authority 18, level 1, basic code 12. */
const [ITEM_FROM, ITEM_TO] = [19, 31];

/**
 * Warns of cases that the hub will probably refuse, by the copy of the catalogue. It only warns: a copy is always a little old,
 * the hub knows rules that it does not hold (powers that went to another authority), and it is the hub's refusal that opens the
 * gap an operator sees. What waits here for a better copy would be seen by nobody.
 */
export class CatalogueDoubts {
  readonly #parts: CatalogueDoubtsParts;
  /** Of the copy, and the digest of its document. */
  #divisions: { readonly sha256: string; readonly table: DivisionTable } | undefined;

  constructor(parts: CatalogueDoubtsParts) {
    this.#parts = parts;
  }

  /** Never fails. */
  async voice({ ref, draft }: OutgoingAct): Promise<void> {
    if (draft.type !== 'SubmitCase') return;
    const { copy, clock, log } = this.#parts;
    const { itemCode, divisionCode } = draft.body;
    try {
      const now = clock();
      const doubt = await this.about({ itemCode, divisionCode }, localDay(now));
      if (doubt === undefined) return;
      const ageSeconds = Math.round((now - (copy.catalogueSyncedAt ?? now)) / 1000);
      log.warn({ ref, itemCode, divisionCode, doubt, ageSeconds }, 'the hub may refuse this case');
    } catch (error) {
      log.warn({ ref, err: String(error) }, 'the copy of the catalogue cannot be read');
    }
  }

  /** @param day on which the hub will judge the case. @returns undefined too when the copy cannot say. */
  async about({ itemCode, divisionCode }: Asked, day: string): Promise<Doubt | undefined> {
    const { catalogue } = this.#parts;
    const basicCode = itemCode.length === ITEM_TO - ITEM_FROM ? itemCode : itemCode.slice(ITEM_FROM, ITEM_TO);
    const items = await catalogue.items(basicCode, day);
    const isCancelled = items.every(({ version }) => version.status === tongban.v1.ItemStatus.CANCELLED);
    if (items.length > 0 && isCancelled) return 'CANCELLED';
    if (!(await this.#covers(divisionCode, day))) return undefined;
    for await (const _ of catalogue.entries(basicCode, day)) return undefined; // one is enough
    return 'NOT_LISTED';
  }

  /** A division that is gone stands for what took its place. */
  async #covers(divisionCode: string | undefined, day: string): Promise<boolean> {
    const { catalogue } = this.#parts;
    if (divisionCode === undefined) return catalogue.covers(undefined);
    const places = (await this.#table()).standingFor(divisionCode, day);
    return places.every((each) => catalogue.covers(each));
  }

  /** Read once for each document: a list of the whole country is long. */
  async #table(): Promise<DivisionTable> {
    const { copy } = this.#parts;
    const sha256 = copy.tables.find(({ name }) => name === 'divisions')?.sha256 ?? '';
    if (this.#divisions?.sha256 !== sha256)
      this.#divisions = { sha256, table: await DivisionTable.read(copy) };
    return this.#divisions.table;
  }
}
