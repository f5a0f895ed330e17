import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMissing } from '#connectors/kit';
import { ReceivedNumbers } from '../../../connectors/kit/received-numbers.js';

const ALARM_MS = 60_000;

let dataDir: string;
let now: number;
let alarms: object[];
let book: ReceivedNumbers;

async function open(): Promise<ReceivedNumbers> {
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void alarms.push(facts) };
  return ReceivedNumbers.open({ dataDir, gapAlarmMs: ALARM_MS, clock: () => now, log });
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tongban-received-'));
  now = Date.UTC(2026, 10, 22);
  alarms = [];
  book = await open();
});
afterEach(() => {
  book.close();
  rmSync(dataDir, { recursive: true });
});

async function receive(...numbers: number[]): Promise<void> {
  for (const number of numbers) await book.received('henan', number);
}

const missing = async () => (await readMissing(dataDir)).map(({ from, to }) => [from, to]);

describe('the numbers that a connector has received', () => {
  it.each<[string, number[], number[][]]>([
    ['in order', [1, 2, 3, 4], []],
    ['out of order and twice', [3, 1, 2, 1, 3, 4], []],
    ['from any number on', [500, 501], []],
    ['but one', [1, 2, 4, 5], [[3, 3]]],
    [
      'but several',
      [1, 5, 9],
      [
        [2, 4],
        [6, 8],
      ],
    ],
    [
      'but the ends of what was missing',
      [1, 9, 4, 2, 8],
      [
        [3, 3],
        [5, 7],
      ],
    ],
  ])('%s', async (_, numbers, gaps) => {
    await receive(...numbers);
    expect(await missing()).toEqual(gaps);
  });

  it('are on disk when they are confirmed, though many come at once', async () => {
    await Promise.all([4, 2, 1, 3, 2, 6].map((number) => book.received('henan', number)));
    book.close();
    book = await open();
    await receive(5);
    expect(await missing()).toEqual([]);
  });

  it('are each sender’s own', async () => {
    await receive(1);
    await book.received('hunan', 1);
    await book.received('hunan', 3);
    expect(await readMissing(dataDir)).toEqual([{ actor: 'hunan', from: 2, to: 2, since: now }]);
  });
});

describe('the alarm', () => {
  it('is raised over a gap that stands, once', async () => {
    await receive(1, 3);
    now += ALARM_MS - 1;
    book.look();
    expect(alarms).toEqual([]);
    now += 1;
    book.look();
    book.look();
    expect(alarms).toEqual([{ actor: 'henan', from: 2, to: 2, since: '2026-11-22T00:00:00.000Z' }]);
  });

  it('is not raised over one that has closed', async () => {
    await receive(1, 3, 2);
    now += ALARM_MS;
    book.look();
    expect(alarms).toEqual([]);
  });

  it('counts from when the gap showed, across a restart and though it was narrowed since', async () => {
    await receive(1, 6);
    now += ALARM_MS - 1;
    await receive(4);
    book.close();
    book = await open();
    now += 1;
    book.look();
    expect(alarms).toMatchObject([
      { from: 2, to: 3 },
      { from: 5, to: 5 },
    ]);
  });
});
