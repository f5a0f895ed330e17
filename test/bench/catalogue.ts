import { readDivisions } from '#config';
import { NATION } from '#domain/codes';
import { Catalogue, EntryIndex, type ImplementationEntry } from '#domain/item';
import { Router } from '#domain/routing';
import { spreadEntries } from './catalogue-spread.js';

/** The catalogue of a whole country in memory: what a million entries weigh, and how fast they answer, on one core. */

const DAY = '2026-11-22';
const ALWAYS = { validFrom: undefined, validTo: undefined };
const DURATION_MS = 2_000;
const SAMPLE_EVERY = 97;

export interface CatalogueFigures {
  readonly entries: number;
  readonly addedPerSecond: number;
  /** Of the whole process, after the entries were added. */
  readonly rssMb: number;
  readonly byCodePerSecond: number;
  readonly byPlacePerSecond: number;
}

export function measureCatalogue(count: number): CatalogueFigures {
  const index = new EntryIndex();
  const asked: Pick<ImplementationEntry, 'implementationCode' | 'basicCode' | 'divisionCode'>[] = [];
  const started = performance.now();
  for (const entry of spreadEntries(count, 'henan')) {
    index.add(entry);
    if (index.length % SAMPLE_EVERY === 0) {
      const { implementationCode, basicCode, divisionCode } = entry;
      asked.push({ implementationCode, basicCode, divisionCode });
    }
  }
  const seconds = (performance.now() - started) / 1000;
  globalThis.gc?.();
  const entries = new Catalogue(index.reading());
  const connection = { divisionCode: NATION, competentOrg: undefined, peerId: 'henan', ...ALWAYS };
  const rules = { entries, divisions: readDivisions(), connections: [connection], successions: [] };
  const router = new Router(rules);
  return {
    entries: count,
    addedPerSecond: Math.round(count / seconds),
    rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    byCodePerSecond: rate(asked, ({ implementationCode }) =>
      router.route({ itemCode: implementationCode, divisionCode: undefined, date: DAY }),
    ),
    byPlacePerSecond: rate(asked, ({ basicCode, divisionCode }) =>
      router.route({ itemCode: basicCode, divisionCode, date: DAY }),
    ),
  };
}

function rate<T>(questions: readonly T[], ask: (question: T) => unknown): number {
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < DURATION_MS) {
    for (const question of questions) ask(question);
    count += questions.length;
  }
  return Math.round(count / ((performance.now() - started) / 1000));
}
