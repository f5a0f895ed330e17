import { type MappingTables, type ProvinceStatusList, readIfThere, writeDurably } from '#connectors/kit';
import { CertificateStateSchema } from '#proto/schema';
import type { StatusColumn, Values } from './columns.js';
import { FieldReader } from './field-reader.js';

/** What a row says; without a place it opens the list. */
export interface StatusEntry {
  readonly list: string;
  readonly place?: { readonly index: number; readonly state: string; readonly since: number };
}

interface Standing {
  readonly state: string;
  /** Unix milliseconds. */
  readonly since: number;
}

type Lists = Map<string, Map<number, Standing>>;
type Written = readonly (readonly [list: string, places: readonly (readonly [number, Standing])[]])[];

const INDEX = /^\d{1,9}$/;

/** @throws QingxinRowError. */
export function readStatus(row: Values<StatusColumn>): StatusEntry {
  const reader = new FieldReader();
  const list = reader.required(row, '列表编号');
  const { 列表位置: index } = row;
  if (index === undefined) {
    reader.check([]);
    return { list };
  }
  if (!INDEX.test(index)) reader.fault('列表位置 应为整数');
  const state = reader.required(row, '证照状态');
  const since = reader.time(row, '状态时间');
  reader.check([]);
  return { list, place: { index: Number(index), state, since: Date.parse(since) } };
}

/**
 * The platform's status lists, as far as its rows have told. Of a place the row with the later time counts, so that a batch
 * which comes again, or late, changes nothing (proved by test/unit/connectors/qingxin-status-book.test.ts).
 */
export class StatusBook {
  readonly #file: string;
  readonly #lists: Lists;

  private constructor(file: string, lists: Lists) {
    this.#file = file;
    this.#lists = lists;
  }

  static async open(file: string): Promise<StatusBook> {
    const text = (await readIfThere(file))?.toString('utf8') ?? '[]';
    const written = JSON.parse(text) as Written; // by `enter` alone
    return new StatusBook(file, new Map(written.map(([list, places]) => [list, new Map(places)])));
  }

  /** On disk once this resolves; a crash before it leaves the batch in `out`, and it is entered again. */
  async enter(entries: readonly StatusEntry[]): Promise<void> {
    for (const { list, place } of entries) {
      const places = this.#lists.get(list) ?? new Map<number, Standing>();
      this.#lists.set(list, places);
      if (place === undefined) continue;
      const { index, state, since } = place;
      const known = places.get(index)?.since ?? Number.NEGATIVE_INFINITY;
      if (since >= known) places.set(index, { state, since });
    }
    const written: Written = [...this.#lists].map(([list, places]) => [list, [...places]]);
    await writeDurably(this.#file, JSON.stringify(written));
  }

  /** @throws MappingGapError. */
  lists(maps: MappingTables): ProvinceStatusList[] {
    const states = maps.table('certificateStates');
    return [...this.#lists].map(([list, places]) => ({
      list,
      ended: [...places].flatMap(([index, { state: local }]) => {
        const state = CertificateStateSchema.parse(states.toNational(local));
        return state === 'VALID' ? [] : [{ index, state }];
      }),
    }));
  }
}
