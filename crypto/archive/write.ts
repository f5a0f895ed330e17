import { zipSync } from 'fflate';
import type { ArchiveFiles } from './read.js';

/** Local date parts, which is what the zip format stores: the same bytes in every time zone. */
const FIXED_DATE = new Date(2000, 0, 1);
const UNIX = 3;

/** A zip file that is the same to the byte everywhere, whatever the order of the files. */
export function writeArchive(files: ArchiveFiles): Uint8Array {
  const sorted = [...files.keys()].sort();
  const tree: Record<string, Uint8Array> = {};
  for (const path of sorted) tree[path] = files.get(path) ?? new Uint8Array(0);
  return zipSync(tree, { level: 6, mtime: FIXED_DATE, os: UNIX, attrs: 0o644 << 16 });
}
