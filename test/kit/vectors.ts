import { readFileSync } from 'node:fs';

/** Reads published test data; see test/vectors/data/README.md for where each file comes from. */
export function readVectors<T>(file: string): T {
  return JSON.parse(readVectorText(file)) as T; // the data is ours; each test names the shape it reads
}

export function readVectorText(file: string): string {
  return readFileSync(new URL(`../vectors/data/${file}`, import.meta.url), 'utf8');
}

/**
 * The paths of all members, each once, lists without their positions: `calendar.2026.holidays[][]`. A test holds it
 * against what it reads, so that data nobody looks at shows.
 */
export function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((element) => shapeOf(element, `${path}[]`)))];
  }
  if (typeof value !== 'object' || value === null) return [path];
  const prefix = path === '' ? '' : `${path}.`;
  return Object.entries(value).flatMap(([name, member]) => shapeOf(member, `${prefix}${name}`));
}
