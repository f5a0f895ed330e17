import { constants } from 'node:fs';
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hex, sha256, utf8 } from '#crypto/primitives';

/** What a witness cosigned last for a log. */
export interface Seen {
  /** Counts the checkpoints that were kept for this log; 0 when there is none. */
  readonly generation: number;
  /** The cosigned checkpoint. */
  readonly note: string | undefined;
}

/** Left by a crash; nobody reads it. */
const HALF = '.half-';

/** Generations are file names of one width, so that they sort. */
const DIGITS = 15;

const OWN = 0o600;
const NOTHING: Seen = { generation: 0, note: undefined };

/**
 * The latest cosigned checkpoint of each log, on disk: `<folder>/<hex sha256 of the origin>/<generation>`. The highest
 * generation counts.
 *
 * A witness that forgets, or that believes two things at once, can be made to cosign a fork. So a checkpoint is replaced by
 * compare and swap, which holds between processes too: the file system lets only one make the next generation (link(2) fails
 * where the name is taken), and whoever finds a later one beside his own has lost. It is on disk before anybody is answered
 * (both proved by test/fault/witness.test.ts).
 */
export class SeenTrees {
  readonly #folder: string;
  readonly #process: string;
  #written = 0;

  /** @param processName differs between the processes that share a folder. */
  constructor(folder: string, processName: string) {
    this.#folder = folder;
    this.#process = processName;
  }

  async latest(origin: string): Promise<Seen> {
    const folder = this.#folderOf(origin);
    for (;;) {
      const generation = Math.max(0, ...(await generationsIn(folder)));
      if (generation === 0) return NOTHING;
      const note = await readIfThere(join(folder, nameOf(generation)));
      if (note !== undefined) return { generation, note }; // otherwise a later one has just taken its place
    }
  }

  /** Keeps what follows the given generation. @returns false when something else follows it already. */
  async replace(origin: string, generation: number, note: string): Promise<boolean> {
    const folder = this.#folderOf(origin);
    await mkdir(folder, { recursive: true });
    const half = join(folder, `${HALF}${this.#process}-${this.#written++}`);
    const name = join(folder, nameOf(generation + 1));
    await writeSynced(half, note);
    const isFirst = await linkIfFree(half, name);
    await unlink(half);
    if (!isFirst) return false;
    await syncFolder(folder);
    await syncFolder(this.#folder);
    const others = (await generationsIn(folder)).filter((each) => each !== generation + 1);
    const hasLost = others.some((each) => each > generation);
    // The highest generation is never among those taken away, so a crash here leaves what counts.
    const stale = hasLost ? [generation + 1] : others;
    await Promise.all(stale.map((each) => unlinkIfThere(join(folder, nameOf(each)))));
    return !hasLost;
  }

  #folderOf(origin: string): string {
    return join(this.#folder, hex(sha256(utf8(origin))));
  }
}

function nameOf(generation: number): string {
  return String(generation).padStart(DIGITS, '0');
}

async function generationsIn(folder: string): Promise<number[]> {
  const names = (await whereThere(readdir(folder))) ?? [];
  return names.filter((name) => /^\d{15}$/.test(name)).map(Number);
}

async function writeSynced(path: string, content: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, OWN);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isFault(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Once this resolves, names made in the folder stay. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return whereThere(readFile(path, 'utf8'));
}

async function unlinkIfThere(path: string): Promise<void> {
  await whereThere(unlink(path));
}

async function whereThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isFault(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
