import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { writeDurably } from '../durable-file.js';

/** Where evidence of forks is kept, in the folder of whoever found it. */
export const FORKS = 'forks';

/** Two checkpoints of one log, as signed, that do not belong to one history. */
export interface Fork {
  readonly seen: string;
  readonly asked: string;
}

/**
 * Keeps both as `tongban-verify` compares them, on disk once this resolves. The name is made of both unless it is given: what is
 * seen again fills no disk.
 */
export async function keepFork(folder: string, { seen, asked }: Fork, name = seen + asked): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [seenPath, askedPath] = pathsOf(folder, name);
  await writeDurably(askedPath, asked);
  await writeDurably(seenPath, seen);
}

/** What was kept under this name, if it was. */
export async function removeFork(folder: string, name: string): Promise<void> {
  for (const path of pathsOf(folder, name)) await rm(path, { force: true });
}

export async function countForks(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(SEEN_END)).length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

const SEEN_END = '.seen.checkpoint';

function pathsOf(folder: string, name: string): [seen: string, asked: string] {
  const at = join(folder, hex(sha256(utf8(name))).slice(0, 32));
  return [`${at}${SEEN_END}`, `${at}.asked.checkpoint`];
}
