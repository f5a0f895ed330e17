import { BundleError } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import { parseCheckpoint, parseNote, TILE_WIDTH } from '#crypto/tlog';
import { CHECKPOINT_FILE, type LogFiles, LogFolder } from '../log/log-files.js';
import { LogEntries } from './log-entries.js';

/** One log of a period, and which of its entries the evidence of a case has. Memory grows by a bit for each entry. */
export class PeriodLog {
  /**
   * As its checkpoint says, whose signature is the log verifier's to judge; but no more than its files could hold, so that a number alone
   * takes neither memory nor time (proved by test/unit/crypto/verify/period.test.ts).
   */
  readonly size: number;
  /** Whether its checkpoint says more than that. */
  readonly isCut: boolean;
  readonly #entries: LogEntries;
  /** A bit for each entry. */
  readonly #covered: Uint8Array;

  private constructor(files: LogFiles, said: number) {
    const [...list] = files.list;
    this.size = Math.min(said, list.length * TILE_WIDTH);
    this.isCut = this.size < said;
    this.#entries = new LogEntries(files);
    this.#covered = new Uint8Array(Math.ceil(this.size / 8));
  }

  /** @throws BundleError where there is no log. */
  static async open(files: LogFiles, folder: string): Promise<PeriodLog> {
    const checkpoint = await new LogFolder(files).checkpoint();
    if (checkpoint === undefined) throw new BundleError(`${folder}/${CHECKPOINT_FILE} is missing`);
    return new PeriodLog(files, parseCheckpoint(parseNote(checkpoint)?.text ?? '')?.size ?? 0);
  }

  /**
   * What a case proves to be at this index must be what the log has there. What came after the log was written is not asked for.
   * @returns whether it may be so.
   */
  async cover(index: number, leaf: Uint8Array): Promise<boolean> {
    if (index >= this.size) return true;
    const entry = await this.#entries.at(index);
    if (entry === undefined || !equalBytes(entry, leaf)) return false;
    const at = Math.floor(index / 8);
    this.#covered[at] = (this.#covered[at] ?? 0) | (1 << (index % 8));
    return true;
  }

  first(): Promise<Uint8Array | undefined> {
    return this.#entries.at(0);
  }

  /** Each entry in its order; undefined where it cannot be read. */
  async *entries(): AsyncGenerator<readonly [index: number, entry: Uint8Array | undefined]> {
    for (let first = 0; first < this.size; first += TILE_WIDTH) {
      const entries = await this.#entries.bundle(first / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, this.size - first);
      for (let i = 0; i < width; i++) yield [first + i, entries[i]];
    }
  }

  isCovered(index: number): boolean {
    return ((this.#covered[Math.floor(index / 8)] ?? 0) & (1 << (index % 8))) !== 0;
  }
}
