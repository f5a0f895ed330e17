import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogueCopy } from '#connectors/kit';
import { Catalogue, type ImplementationEntry, type NationalItem, NationalList } from '#domain/item';
import { tongban } from '#proto/codec';
import { anEntry, anItem } from '../kit/catalogue.js';

const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-05', '2026-02-01'] as const;
const day = fc.constantFrom(...DAYS);
const ITEMS = ['002090012000', '002090009000'] as const;
const PLACES = ['410000', '440000'] as const;

const statement = fc.record({
  isItem: fc.boolean(),
  item: fc.constantFrom(...ITEMS),
  /** A row of the list may be about one item, and later about another. */
  listNo: fc.constantFrom('L-1', 'L-2'),
  place: fc.constantFrom(...PLACES),
  isCancelled: fc.boolean(),
  validFrom: day,
  validTo: fc.option(day, { nil: undefined }),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

const codeOf = (item: string) => `11410000MBY900027Q2${item}`;

/** The versions that the hub would have, in the order in which they were entered. */
function versions(statements: readonly Statement[]): (NationalItem | ImplementationEntry)[] {
  const last = new Map<string, number>();
  return statements.map(({ isItem, item, listNo, place, isCancelled, validFrom, validTo }) => {
    const key = isItem ? listNo : `${item}@${place}`;
    const version = (last.get(key) ?? 0) + 1;
    last.set(key, version);
    const days = { version, validFrom, validTo };
    return isItem
      ? anItem({ ...days, listNo: key, basicCode: item, status: isCancelled ? 'CANCELLED' : 'IN_FORCE' })
      : { ...anEntry({ ...days, implementationCode: codeOf(item), divisionCode: place }) };
  });
}

function toChange(row: NationalItem | ImplementationEntry): tongban.v1.CatalogueChange {
  const { version = 0, validFrom, validTo = '' } = row;
  const days = { version, validFrom, validTo };
  const change =
    'listNo' in row
      ? {
          item: {
            ...days,
            listNo: row.listNo,
            basicCode: row.basicCode,
            status: tongban.v1.ItemStatus[row.status],
          },
        }
      : {
          entry: {
            ...days,
            implementationCode: row.implementationCode,
            basicCode: row.basicCode,
            divisionCode: row.divisionCode,
          },
        };
  return tongban.v1.CatalogueChange.decode(tongban.v1.CatalogueChange.encode(change).finish());
}

async function namesOf(copy: CatalogueCopy, code: string, date: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { version } of copy.entries(code, date)) {
    names.push(`${version.implementationCode}@${version.divisionCode} v${version.version}`);
  }
  return names.sort();
}

const hubNames = (entries: readonly ImplementationEntry[]) =>
  entries.map((each) => `${each.implementationCode}@${each.divisionCode} v${each.version}`).sort();

describe('the copy of the catalogue', () => {
  it('says on every day what the hub says, however its pages were cut', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-copy-'));
    let runs = 0;
    const pages = fc.array(fc.array(statement, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(pages, async (given) => {
      const all = versions(given.flat());
      const dataDir = join(folder, String(++runs));
      let copy = await CatalogueCopy.open(dataDir, []);
      let at = 0;
      for (const [i, page] of given.entries()) {
        const changes = all.slice(at, at + page.length).map(toChange);
        at += page.length;
        await copy.take({ changes, cursor: `c${i}`, isAll: i === given.length - 1 });
        await copy.close();
        copy = await CatalogueCopy.open(dataDir, []); // as after a restart
        expect(copy.cursor).toBe(`c${i}`);
      }
      const entries = all.filter((row) => !('listNo' in row)) as ImplementationEntry[]; // what is left
      const items = all.filter((row): row is NationalItem => 'listNo' in row);
      const hub = new Catalogue(entries, new NationalList(items));
      for (const date of [...DAYS, '2025-12-31', '2030-01-01']) {
        for (const item of ITEMS) {
          const stored = (await copy.items(item, date)).map(
            ({ version }) => `${version.listNo} v${version.version}`,
          );
          const known = hub.national.byBasicCode(item, date).map((each) => `${each.listNo} v${each.version}`);
          expect(stored.sort()).toEqual([...known].sort());
          const code = codeOf(item);
          expect(await namesOf(copy, code, date)).toEqual(hubNames(hub.byImplementation(code, date)));
          const here = PLACES.flatMap((place) => hub.byPlace(item, place, date));
          expect(await namesOf(copy, item, date)).toEqual(hubNames(here));
        }
        for (const place of PLACES) {
          const there = ITEMS.flatMap((item) => hub.byPlace(item, place, date));
          expect(await namesOf(copy, place, date)).toEqual(hubNames(there));
        }
      }
      await copy.close();
    });
    await fc.assert(property, { numRuns: 40 });
    rmSync(folder, { recursive: true });
  });
});
