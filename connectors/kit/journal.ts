import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlattenedJws } from '#crypto/jose';
import { HALF, writeDurably } from './durable-file.js';
import { hashedName } from './hashed-name.js';
import type { Outcome, OutgoingAct } from './province.js';
import { Turns } from './turns.js';

/** An act on its way to the hub, and how far it is. */
export interface JournalEntry<Act = OutgoingAct, Result = Outcome> {
  readonly act: Act;
  readonly messageId: string;
  /** Set before the first attempt to send: the hub must get the same bytes every time. */
  readonly signed?: FlattenedJws;
  /** Set while the hub holds it back: it came before what it builds on. RFC 3339. */
  readonly heldUntil?: string;
  /** Set once the hub has answered; the platform is yet to be told. */
  readonly outcome?: Result;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * What the connector has taken over and not yet brought to its end, one file for each act, in order of arrival. An entry
 * is on disk before the platform is told that it was taken over, so a crash between province and hub loses nothing; the
 * message id and the signed bytes are in it, so it doubles nothing (proved by test/fault/connector.long.test.ts).
 */
export class Journal<Act extends { readonly ref: string } = OutgoingAct, Result = Outcome> {
  readonly #folder: string;
  #next = 0;
  /** Additions one after the other: the same event pushed twice at once is still kept once. */
  readonly #adding = new Turns();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open<Act extends { readonly ref: string } = OutgoingAct, Result = Outcome>(
    folder: string,
  ): Promise<Journal<Act, Result>> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      if (name.startsWith(HALF)) await rm(join(folder, name));
    }
    const journal = new Journal<Act, Result>(folder);
    const names = await journal.#names();
    journal.#next = Number(names.at(-1)?.slice(0, 12) ?? '-1') + 1;
    return journal;
  }

  /** Keeps the entry durably. A repeated ref is kept once. */
  add(entry: JournalEntry<Act, Result>): Promise<void> {
    return this.#adding.take(() => this.#add(entry));
  }

  async #add(entry: JournalEntry<Act, Result>): Promise<void> {
    const tail = `${hashedName(entry.act.ref)}.json`;
    const names = await this.#names();
    if (names.some((name) => name.endsWith(tail))) return;
    const name = `${String(this.#next).padStart(12, '0')}-${tail}`;
    this.#next += 1;
    await this.#write(name, entry);
  }

  /** The oldest entry. @param but names of entries that are passed over. */
  async first(
    but: ReadonlySet<string> = NONE,
  ): Promise<{ readonly name: string; readonly entry: JournalEntry<Act, Result> } | undefined> {
    const name = (await this.#names()).find((each) => !but.has(each));
    if (name === undefined) return undefined;
    const entry = JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as JournalEntry<Act, Result>; // written by `add` alone
    return { name, entry };
  }

  async update(name: string, entry: JournalEntry<Act, Result>): Promise<void> {
    await this.#write(name, entry);
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
  }

  async size(): Promise<number> {
    return (await this.#names()).length;
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => name.endsWith('.json') && !name.startsWith(HALF)).sort();
  }

  #write(name: string, entry: JournalEntry<Act, Result>): Promise<void> {
    return writeDurably(join(this.#folder, name), JSON.stringify(entry));
  }
}
