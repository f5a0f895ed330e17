import { readFileSync, writeFileSync } from 'node:fs';

/** Running numbers that go on where they stopped: a platform never gives the same number twice. */
export function serialNumbers(file: string): () => number {
  let last = read(file);
  return () => {
    last += 1;
    writeFileSync(file, String(last));
    return last;
  };
}

function read(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0; // the first start
  }
}
