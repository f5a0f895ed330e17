import { equalBytes } from '#crypto/primitives';
import { parseCheckpoint, parseNote, TILE_WIDTH } from '#crypto/tlog';
import type { LogFiles } from '../log/log-files.js';
import { LogEntries } from './log-entries.js';

/** One log of a period, and which of its entries the evidence of a case has. Memory grows by a bit for each entry. */
export class PeriodLog {
  /** As its checkpoint says; whether that was signed is the log verifier's to say. */
  readonly size: number;
  readonly #entries: LogEntries;
  /** A bit for each entry. */
  readonly #covered: Uint8Array;

  constructor(files: LogFiles, checkpoint: Uint8Array) {
    this.#entries = new LogEntries(files);
    const note = parseNote(Buffer.from(checkpoint).toString());
    this.size = parseCheckpoint(note?.text ?? '')?.size ?? 0;
    this.#covered = new Uint8Array(Math.ceil(this.size / 8));
  }

  /**
   * What a case proves to be at this index must be what the log has there. What came after the log was written is not asked for.
   * @returns whether it may be so.
   */
  cover(index: number, leaf: Uint8Array): boolean {
    if (index >= this.size) return true;
    const entry = this.#entries.at(index);
    if (entry === undefined || !equalBytes(entry, leaf)) return false;
    const at = index >>> 3;
    this.#covered[at] = (this.#covered[at] ?? 0) | (1 << (index & 7));
    return true;
  }

  /** Each entry in its order; undefined where it cannot be read. */
  *entries(): Generator<readonly [index: number, entry: Uint8Array | undefined]> {
    for (let first = 0; first < this.size; first += TILE_WIDTH) {
      const entries = this.#entries.bundle(first / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, this.size - first);
      for (let i = 0; i < width; i++) yield [first + i, entries[i]];
    }
  }

  isCovered(index: number): boolean {
    return ((this.#covered[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }
}
