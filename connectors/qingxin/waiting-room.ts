import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutgoingAct } from '#connectors/kit';
import { HALF } from './drop-folder.js';
import { writeDurably } from './durable-file.js';
import { hashedName } from './names.js';

/** An act that is good, and its place in its case. */
export interface NumberedAct {
  readonly caseRef: string;
  /** From 1 in each case. */
  readonly seq: number;
  /** Over what the platform wrote. */
  readonly digest: string;
  /** Undefined of a number that the platform gave up. */
  readonly act: OutgoingAct | undefined;
}

export interface WaitingAct extends NumberedAct {
  readonly ref: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/** Acts that came before an earlier one of their case; on disk, because their batch is put away. */
export class WaitingRoom {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<WaitingRoom> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new WaitingRoom(folder);
  }

  /** Who waits with this number. */
  async get(caseRef: string, seq: number): Promise<WaitingAct | undefined> {
    try {
      const text = await readFile(this.#path(caseRef, seq), 'utf8');
      return JSON.parse(text) as WaitingAct; // written by `put` alone
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Whoever had the number is replaced. */
  put(act: WaitingAct): Promise<void> {
    return writeDurably(this.#path(act.caseRef, act.seq), JSON.stringify(act), 0o600);
  }

  async remove(caseRef: string, seq: number): Promise<void> {
    await rm(this.#path(caseRef, seq), { force: true });
  }

  async all(): Promise<WaitingAct[]> {
    const names = (await readdir(this.#folder)).filter((name) => !name.startsWith(HALF)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(this.#folder, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as WaitingAct); // as above
  }

  #path(caseRef: string, seq: number): string {
    return join(this.#folder, `${hashedName(caseRef)}-${String(seq).padStart(6, '0')}.json`);
  }
}
