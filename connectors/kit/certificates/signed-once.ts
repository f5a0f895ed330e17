import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FlattenedJws, fromFlattened, type SignedParts, toFlattened } from '#crypto/jose';
import { equalBytes, utf8 } from '#crypto/primitives';
import type { Clock } from '../clock.js';
import { readIfThere, writeDurably } from '../durable-file.js';
import { hashedName } from '../hashed-name.js';
import { messageIdOf } from '../message-ids.js';
import type { Signer } from '../signer.js';
import { Turns } from '../turns.js';

/** Something to be signed. */
export interface Words {
  /** Of the request that they belong to, and which of its messages they are. */
  readonly ref: string;
  readonly occurredAt: number;
  readonly type: string;
  readonly body: unknown;
}

/** One name for two different messages. */
export class OtherWordsError extends Error {
  constructor(ref: string) {
    super(`${ref} was asked with other words before`);
    this.name = 'OtherWordsError';
  }
}

const KEPT_MS = 24 * 3_600_000;
const SWEEP_MS = 3_600_000;

/**
 * What was signed for a window's request, kept for a day: asked again, even after a crash, the same bytes go to the hub, which
 * counts the use once (proved by test/integration/certificate-windows.test.ts).
 */
export class SignedOnce {
  readonly #folder: string;
  readonly #signer: Signer;
  readonly #clock: Clock;
  readonly #turns = new Turns();
  #sweptAt: number;

  private constructor(folder: string, signer: Signer, clock: Clock) {
    this.#folder = folder;
    this.#signer = signer;
    this.#clock = clock;
    this.#sweptAt = clock();
  }

  static async open(folder: string, signer: Signer, clock: Clock): Promise<SignedOnce> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const opened = new SignedOnce(folder, signer, clock);
    await opened.#sweep();
    return opened;
  }

  /** @throws OtherWordsError. */
  sign(words: Words): Promise<SignedParts> {
    return this.#turns.take(() => this.#sign(words));
  }

  async #sign({ ref, occurredAt, type, body }: Words): Promise<SignedParts> {
    if (this.#clock() - this.#sweptAt > SWEEP_MS) await this.#sweep();
    const path = join(this.#folder, `${hashedName(ref)}.json`);
    const kept = await readIfThere(path);
    if (kept !== undefined) {
      const parts = fromFlattened(JSON.parse(kept.toString()) as FlattenedJws); // written below alone
      if (!equalBytes(parts.payload, utf8(JSON.stringify(body)))) throw new OtherWordsError(ref);
      return parts;
    }
    const messageId = messageIdOf(this.#signer.platform, ref, occurredAt);
    const parts = this.#signer.sign(type, messageId, this.#clock(), body);
    await writeDurably(path, JSON.stringify(toFlattened(parts)));
    return parts;
  }

  async #sweep(): Promise<void> {
    this.#sweptAt = this.#clock();
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      if (this.#sweptAt - mtimeMs > KEPT_MS) await rm(path, { force: true });
    }
  }
}
