import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config';

const FILE = join(packageRoot, 'config', 'catalog', 'sample', 'implementation-entries.csv');

/** Basic codes of the items that the sample authorities handle; the second column, before anything that is quoted. */
export function sampleItems(): string[] {
  const [, ...lines] = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  return [...new Set(lines.map((line) => line.split(',')[1] ?? ''))];
}
