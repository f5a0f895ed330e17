import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HALF, hashedName, type OutgoingAct, readIfThere, writeDurably } from '#connectors/kit';

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
    const bytes = await readIfThere(this.#path(caseRef, seq));
    return bytes && (JSON.parse(bytes.toString('utf8')) as WaitingAct); // written by `put` alone
  }

  /** Whoever had the number is replaced. */
  put(act: WaitingAct): Promise<void> {
    return writeDurably(this.#path(act.caseRef, act.seq), JSON.stringify(act));
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
