import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hex, sha256, utf8 } from '#crypto/primitives';

/** Where evidence of forks is kept, in the folder of whoever found it. */
export const FORKS = 'forks';

/**
 * Keeps two checkpoints of one log that do not belong to one history, as `tongban-verify` compares them, under a name made of
 * them: what is seen again fills no disk.
 */
export async function keepFork(
  folder: string,
  fork: { readonly seen: string; readonly asked: string },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const at = join(folder, hex(sha256(utf8(fork.seen), utf8(fork.asked))).slice(0, 32));
  await writeFile(`${at}.seen.checkpoint`, fork.seen);
  await writeFile(`${at}.asked.checkpoint`, fork.asked);
}
