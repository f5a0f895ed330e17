import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PageFile } from '#connectors/kit';
import { utf8, utf8Text } from '#crypto/primitives';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-pages-'));
  path = join(folder, 'pages');
});
afterEach(() => rmSync(folder, { recursive: true }));

const row = (text: string, ...keys: string[]) => ({ bytes: utf8(text), keys });
const FIRST = { rows: [row('甲一', '甲'), row('乙一', '乙', '共')], note: 'one', endsSet: true };
const SECOND = { rows: [row('甲二', '甲', '共'), row('', '空')], note: 'two', endsSet: true };

async function found(file: PageFile, key: string): Promise<string[]> {
  const rows: string[] = [];
  for await (const bytes of file.find(key)) rows.push(utf8Text(bytes));
  return rows;
}

/** Opens, says what is there, and closes. */
async function seen(at = path) {
  const file = await PageFile.open(at);
  const state = { note: file.lastNote, rows: file.rowCount, a: await found(file, '甲') };
  await file.close();
  return state;
}

describe('pages on disk', () => {
  it('give rows by their keys, the one added last first', async () => {
    const file = await PageFile.open(path);
    expect(await found(file, '甲')).toEqual([]);
    await file.append(FIRST);
    await file.append(SECOND);
    expect(await found(file, '甲')).toEqual(['甲二', '甲一']);
    expect(await found(file, '共')).toEqual(['甲二', '乙一']);
    expect(await found(file, '空')).toEqual(['']);
    expect(await found(file, '无')).toEqual([]);
    await file.close();
    expect(await seen()).toEqual({ note: 'two', rows: 4, a: ['甲二', '甲一'] });
  });

  it('find all of many rows of one key, in pages small and large', async () => {
    const file = await PageFile.open(path);
    const names = Array.from({ length: 3_000 }, (_, i) => `第${i}行`);
    for (let at = 0; at < names.length; at += 700) {
      const rows = names.slice(at, at + 700).map((name) => row(name, name, '全部'));
      await file.append({ rows, note: String(at), endsSet: true });
    }
    expect(await found(file, '全部')).toEqual([...names].reverse());
    for (const name of names.filter((_, i) => i % 97 === 0)) expect(await found(file, name)).toEqual([name]);
    await file.close();
  });

  it('are found once the set that they belong to is whole', async () => {
    const file = await PageFile.open(path);
    await file.append({ ...FIRST, endsSet: false });
    expect([file.hasSet, file.isMidSet, file.setRows, await found(file, '甲')]).toEqual([false, true, 0, []]);
    await file.close();
    const again = await PageFile.open(path);
    expect([again.lastNote, again.rowCount, await found(again, '甲')]).toEqual(['one', 2, []]);
    await again.append(SECOND);
    expect([again.hasSet, again.isMidSet, again.setRows]).toEqual([true, false, 4]);
    expect(await found(again, '甲')).toEqual(['甲二', '甲一']);
    await again.close();
  });
});

describe('a last page that a crash', () => {
  let first: number;
  beforeEach(async () => {
    const file = await PageFile.open(path);
    await file.append(FIRST);
    first = file.bytes;
    await file.append(SECOND);
    await file.close();
  });

  it('cut short at any byte is cut off, with its note, and can be written again', async () => {
    const whole = readFileSync(path);
    const cut = join(folder, 'cut');
    for (let length = first; length < whole.length; length++) {
      writeFileSync(cut, whole.subarray(0, length));
      expect(await seen(cut), `${length} bytes`).toEqual({ note: 'one', rows: 2, a: ['甲一'] });
      expect(statSync(cut).size).toBe(first);
      const file = await PageFile.open(cut);
      await file.append(SECOND);
      await file.close();
      expect(readFileSync(cut)).toEqual(whole);
    }
    for (let length = 0; length < first; length++) {
      writeFileSync(cut, whole.subarray(0, length));
      expect(await seen(cut)).toEqual({ note: undefined, rows: 0, a: [] });
    }
  });

  it('left with any byte unwritten is cut off', async () => {
    const whole = readFileSync(path);
    for (let at = first; at < whole.length; at++) {
      if (whole[at] === 0) continue; // as it would be unwritten
      const holed = Buffer.from(whole);
      holed[at] = 0;
      writeFileSync(path, holed);
      expect(await seen(), `byte ${at}`).toEqual({ note: 'one', rows: 2, a: ['甲一'] });
    }
  });

  it('left with nothing but room for it is cut off', async () => {
    appendFileSync(path, Buffer.alloc(5_000));
    expect(await seen()).toEqual({ note: 'two', rows: 4, a: ['甲二', '甲一'] });
    expect(statSync(path).size).toBeGreaterThan(first);
  });

  it('is writing can be looked past by somebody who only reads, and nothing is cut', async () => {
    const whole = readFileSync(path);
    const half = join(folder, 'half');
    copyFileSync(path, half);
    writeFileSync(half, whole.subarray(0, whole.length - 3));
    const file = await PageFile.look(half);
    expect([file?.lastNote, file?.rowCount]).toEqual(['one', 2]);
    await file?.close();
    expect(statSync(half).size).toBe(whole.length - 3);
    expect(await PageFile.look(join(folder, 'none'))).toBeUndefined();
  });
});
