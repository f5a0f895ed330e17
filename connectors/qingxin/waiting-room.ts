import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  HALF,
  hashedName,
  type OutgoingAct,
  type OutgoingFile,
  readIfThere,
  writeDurably,
} from '#connectors/kit';
import type { ActRows } from './to-national.js';

/** An act's place in its case. */
interface Place {
  readonly caseRef: string;
  /** From 1 in each case. */
  readonly seq: number;
  /** Over what the platform wrote. */
  readonly digest: string;
}

/** An act that is good. */
export interface GoodAct extends Place {
  /** Undefined of a number that the platform gave up. */
  readonly act: OutgoingAct | undefined;
}

/** An act that has no national words yet, as the platform wrote it. */
export interface UnmappedAct extends Place {
  readonly rows: ActRows;
  /** The files that it names, by their names in its batch. */
  readonly files: readonly (readonly [name: string, file: OutgoingFile])[];
  /** What it waits for, for the platform's people. */
  readonly reason: string;
}

export type NumberedAct = GoodAct | UnmappedAct;

export type WaitingAct = NumberedAct & {
  readonly ref: string;
  /** Unix milliseconds. */
  readonly since: number;
};

/**
 * Acts that came before an earlier one of their case, or before their mapping; on disk, because their batch is put away. An act
 * waits in one place: what comes again under another number leaves the old one first, and a crash in between loses nothing,
 * because its batch is not put away yet.
 */
export class WaitingRoom {
  readonly #folder: string;
  /** Where each act waits, by its name. */
  readonly #places = new Map<string, Pick<WaitingAct, 'caseRef' | 'seq' | 'since'>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<WaitingRoom> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const room = new WaitingRoom(folder);
    for (const act of await room.all()) room.#places.set(act.ref, act);
    return room;
  }

  /** Who waits with this number. */
  async get(caseRef: string, seq: number): Promise<WaitingAct | undefined> {
    const bytes = await readIfThere(this.#path(caseRef, seq));
    return bytes && (JSON.parse(bytes.toString('utf8')) as WaitingAct); // written by `put` alone
  }

  /** Since when an act has waited, under whatever number; undefined when it does not. */
  sinceOf(ref: string): number | undefined {
    return this.#places.get(ref)?.since;
  }

  /** Whoever had the number is replaced. */
  async put(act: WaitingAct): Promise<void> {
    const { ref, caseRef, seq, since } = act;
    const before = this.#places.get(ref);
    if (before?.caseRef !== caseRef || before.seq !== seq) await this.remove(ref);
    await writeDurably(this.#path(caseRef, seq), JSON.stringify(act));
    this.#places.set(ref, { caseRef, seq, since });
  }

  async remove(ref: string): Promise<void> {
    const place = this.#places.get(ref);
    if (place === undefined) return;
    await rm(this.#path(place.caseRef, place.seq), { force: true });
    this.#places.delete(ref);
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
