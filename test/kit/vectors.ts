import { readFileSync } from 'node:fs';

/** Reads published test data; see test/vectors/data/README.md for where each file comes from. */
export function readVectors<T>(file: string): T {
  return JSON.parse(readVectorText(file)) as T; // the data is ours; each test names the shape it reads
}

export function readVectorText(file: string): string {
  return readFileSync(new URL(`../vectors/data/${file}`, import.meta.url), 'utf8');
}
