import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReferenceCopy } from '#connectors/kit';
import { hex, sha256, utf8 } from '#crypto/primitives';

const NOW = Date.UTC(2026, 10, 22, 2);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-reference-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const document = (version: string) => utf8(JSON.stringify({ version }));
const approved = (version: string) => ({
  version,
  validFrom: '2026-01-01',
  sha256: hex(sha256(document(version))),
});
const table = (name: string) => ({ name, sha256: hex(sha256(document(name))) });
const named = (...mappings: ReturnType<typeof approved>[]) => ({ mappings, tables: [] });
/** The hub, as far as it has documents. */
const hubWith = (...versions: string[]) => {
  const known = new Map(versions.map((version) => [approved(version).sha256, document(version)]));
  const asked: string[] = [];
  const fetch = async (digest: string) => {
    asked.push(digest);
    const found = known.get(digest);
    if (found === undefined) throw new Error('the line broke');
    return found;
  };
  return { fetch, asked };
};

describe('the copy of what the hub gives to work by', () => {
  it('says nothing before the first round', async () => {
    const copy = await ReferenceCopy.open(folder);
    expect(copy.syncedAt).toBeUndefined();
    expect(copy.mappings).toEqual([]);
  });

  it('is there after a restart, and says how old it is', async () => {
    const first = await ReferenceCopy.open(folder);
    await first.take(named(approved('1')), NOW, hubWith('1').fetch);
    const again = await ReferenceCopy.open(folder);
    expect(again.syncedAt).toBe(NOW);
    expect(again.mappings).toEqual([approved('1')]);
    expect(readFileSync(again.pathOf(approved('1')))).toEqual(Buffer.from(document('1')));
  });

  it('fetches what is new only, and forgets what nobody names any more', async () => {
    const copy = await ReferenceCopy.open(folder);
    await copy.take(named(approved('1')), NOW, hubWith('1').fetch);
    const hub = hubWith('2');
    await copy.take(named(approved('2'), approved('1')), NOW + 1, hub.fetch);
    expect(hub.asked).toEqual([approved('2').sha256]);
    await copy.take(named(approved('2')), NOW + 2, hub.fetch);
    expect(readdirSync(join(folder, 'reference')).sort()).toEqual([
      `mapping-${approved('2').sha256}.json`,
      'state.json',
    ]);
  });

  it('holds code tables by the same rule, and says how old the catalogue is apart', async () => {
    const copy = await ReferenceCopy.open(folder);
    const hub = hubWith('divisions', 'exchange-codes', '1');
    await copy.take({ mappings: [approved('1')], tables: [table('divisions')] }, NOW, hub.fetch);
    await copy.noteCatalogue(NOW + 5);
    await copy.take(
      { mappings: [], tables: [table('divisions'), table('exchange-codes')] },
      NOW + 9,
      hub.fetch,
    );
    expect(hub.asked).toHaveLength(3);
    const again = await ReferenceCopy.open(folder);
    expect(again.tables).toEqual([table('divisions'), table('exchange-codes')]);
    expect(await again.table('divisions')).toEqual(Buffer.from(document('divisions')));
    expect(await again.table('ratings')).toBeUndefined();
    expect([again.syncedAt, again.catalogueSyncedAt]).toEqual([NOW + 9, NOW + 5]);
  });

  it('of before there were code tables is read', async () => {
    await (await ReferenceCopy.open(folder)).take(named(), NOW, hubWith().fetch);
    const state = { syncedAt: '2026-11-22T02:00:00.000Z', mappings: [approved('1')] };
    writeFileSync(join(folder, 'reference', 'state.json'), JSON.stringify(state));
    const copy = await ReferenceCopy.open(folder);
    expect([copy.mappings, copy.tables, copy.catalogueSyncedAt]).toEqual([[approved('1')], [], undefined]);
  });

  it('stays as it was, whole, when a round breaks off', async () => {
    const copy = await ReferenceCopy.open(folder);
    await copy.take(named(approved('1')), NOW, hubWith('1').fetch);
    const broken = copy.take(named(approved('2'), approved('3')), NOW + 1, hubWith('2').fetch);
    await expect(broken).rejects.toThrow('the line broke');
    for (const each of [copy, await ReferenceCopy.open(folder)]) {
      expect(each.syncedAt).toBe(NOW);
      expect(each.mappings).toEqual([approved('1')]);
    }
    await copy.take(named(approved('2'), approved('3')), NOW + 2, hubWith('2', '3').fetch);
    expect((await ReferenceCopy.open(folder)).mappings).toHaveLength(2);
  });

  it('is refused when somebody else wrote its state', async () => {
    await (await ReferenceCopy.open(folder)).take(named(), NOW, hubWith().fetch);
    writeFileSync(join(folder, 'reference', 'state.json'), '{"syncedAt":"yesterday"}');
    await expect(ReferenceCopy.open(folder)).rejects.toThrow('is not the state of a copy');
  });
});
