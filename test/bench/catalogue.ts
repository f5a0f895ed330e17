import { Catalogue, EntryIndex, type ImplementationEntry } from '#domain/item';
import { spreadEntries } from './catalogue-spread.js';

/** The catalogue of a whole country in memory: what a million entries weigh, and how fast they answer, on one core. */

const DAY = '2026-11-22';
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
  const catalogue = new Catalogue(index.reading());
  return {
    entries: count,
    addedPerSecond: Math.round(count / seconds),
    rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    byCodePerSecond: rate(asked, ({ implementationCode }) =>
      catalogue.resolve({ itemCode: implementationCode, divisionCode: undefined, date: DAY }),
    ),
    byPlacePerSecond: rate(asked, ({ basicCode, divisionCode }) =>
      catalogue.resolve({ itemCode: basicCode, divisionCode, date: DAY }),
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
