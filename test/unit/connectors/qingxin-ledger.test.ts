import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '#connectors/qingxin';

describe('the ledger of a folder', () => {
  let folder: string;
  let ledger: Ledger;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-ledger-'));
    ledger = await Ledger.open(join(folder, 'ledger'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows what was last said about a name, after a restart too', async () => {
    const outcome = { kind: 'refused', code: 'X', detail: '一\n二' } as const;
    await ledger.put('act', 'L1', { digest: 'a' });
    await ledger.put('act', 'L1', { digest: 'b', outcome });
    await ledger.put('case', 'L1', { seq: 3 });
    for (const each of [ledger, await Ledger.open(join(folder, 'ledger'))]) {
      expect(await each.get('act', 'L1')).toEqual({ digest: 'b', outcome });
      expect(await each.get('case', 'L1')).toEqual({ seq: 3 });
      expect(await each.get('answer', 'L1')).toBeUndefined();
    }
  });

  it('keeps names apart that lie in the same file', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `QY-${i}`);
    for (const [i, name] of names.entries()) await ledger.put('case', name, { seq: i + 1 });
    for (const [i, name] of names.entries()) expect(await ledger.get('case', name)).toEqual({ seq: i + 1 });
    expect(await ledger.get('case', 'QY-200')).toBeUndefined();
  });

  it('does not believe a line that a crash cut short, and goes on behind it', async () => {
    await ledger.put('case', 'C', { seq: 1 });
    const [file = ''] = readdirSync(join(folder, 'ledger'));
    const path = join(folder, 'ledger', file);
    appendFileSync(path, '\n["case C",{"seq":2');
    expect(await ledger.get('case', 'C')).toEqual({ seq: 1 });
    await ledger.put('case', 'C', { seq: 3 });
    expect(await ledger.get('case', 'C')).toEqual({ seq: 3 });
  });

  it('is for its owner alone', async () => {
    await ledger.put('case', 'C', { seq: 1 });
    const [file = ''] = readdirSync(join(folder, 'ledger'));
    expect(statSync(join(folder, 'ledger', file)).mode & 0o077).toBe(0);
  });

  it('knows whether it was ever told everything', async () => {
    expect(await ledger.isWhole()).toBe(false);
    await ledger.markWhole();
    expect(await (await Ledger.open(join(folder, 'ledger'))).isWhole()).toBe(true);
  });
});
