import { parseBundle, TILE_WIDTH } from '#crypto/tlog';
import { type LogFiles, LogFolder } from '../log/log-files.js';

/** Bundles of entries that are kept: cases of one time stand near each other in the log. */
const KEPT = 64;

/** The entries of an exported log by their place. Whether they are the ones that were signed is the log verifier's to say. */
export class LogEntries {
  readonly #folder: LogFolder;
  readonly #kept = new Map<number, readonly Uint8Array[]>();

  constructor(files: LogFiles) {
    this.#folder = new LogFolder(files);
  }

  /** @returns undefined beyond the end, or where it cannot be read. */
  async at(index: number): Promise<Uint8Array | undefined> {
    const entries = await this.bundle(Math.floor(index / TILE_WIDTH));
    return entries[index % TILE_WIDTH];
  }

  async bundle(place: number): Promise<readonly Uint8Array[]> {
    const kept = this.#kept.get(place);
    if (kept !== undefined) return kept;
    const piece = this.#folder.pieces('entries', { level: 0, index: place }).at(-1);
    const bytes = piece && (await this.#folder.read('entries', piece));
    const entries = (bytes && parseBundle(bytes)) ?? [];
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(place, entries);
    return entries;
  }
}
