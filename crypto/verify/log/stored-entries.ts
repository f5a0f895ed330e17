import { equalBytes } from '#crypto/primitives';
import { bundlePath, HASH_BYTES, parseBundle, TILE_WIDTH } from '#crypto/tlog';
import type { BundleExaminer, ExaminedBundle } from './examine-bundle.js';
import { Faults } from './faults.js';
import type { LogSource, Piece } from './log-files.js';

/** The entry bundles of a folder. */
export class StoredEntries {
  readonly faults = new Faults('ENTRIES');
  readonly #folder: LogSource;
  readonly #examine: BundleExaminer;
  /** Bundles that could not be read. */
  readonly #unread = new Set<number>();

  constructor(folder: LogSource, examine: BundleExaminer) {
    this.#folder = folder;
    this.#examine = examine;
  }

  /** @returns what is in the bundle, of which the first `width` entries are asked for; undefined when it cannot be read. */
  async take(index: number, width: number): Promise<ExaminedBundle | undefined> {
    const examined = await this.#take(index, width);
    if (examined === undefined) this.#unread.add(index);
    return examined;
  }

  /** A full bundle that was taken already, as it is found now; undefined when it could not be read. */
  async again(index: number): Promise<ExaminedBundle | undefined> {
    if (this.#unread.has(index)) return undefined;
    return this.#examine(await this.#folder.readAgain(bundlePath(index, TILE_WIDTH)));
  }

  async #take(index: number, width: number): Promise<ExaminedBundle | undefined> {
    const pieces = this.#folder.take('entries', { level: 0, index, width });
    const whole = pieces.find((each) => each.width >= width);
    if (whole === undefined) {
      this.faults.missing(bundlePath(index, width));
      return undefined;
    }
    const bytes = await this.#folder.read('entries', whole);
    if (bytes === 'MISSING') {
      this.faults.missing(whole.path);
      return undefined;
    }
    const examined = bytes === undefined ? undefined : await this.#examine(bytes);
    if (bytes === undefined || examined === undefined) {
      this.faults.wrong(whole.path, '不是完整的条目', 'is not whole entries');
      return undefined;
    }
    const count = examined.sha256.hashes.length / HASH_BYTES;
    if (count !== whole.width) {
      this.faults.wrong(
        whole.path,
        `有 ${count} 条，应为 ${whole.width} 条`,
        `has ${count} entries, not ${whole.width}`,
      );
      return undefined;
    }
    for (const part of pieces) if (part !== whole) await this.#checkPart(part, whole, bytes);
    return examined;
  }

  /** What was exported before and after agrees to the byte, as far as both go. */
  async #checkPart(part: Piece, whole: Piece, bytes: Uint8Array): Promise<void> {
    const others = await this.#folder.read('entries', part);
    if (others === 'MISSING') {
      this.faults.missing(part.path);
      return;
    }
    const isWhole = others !== undefined && parseBundle(others)?.length === part.width;
    if (isWhole && isBeginning(others, bytes)) return;
    this.faults.wrong(part.path, `与 ${whole.path} 不同`, `does not agree with ${whole.path}`);
  }
}

function isBeginning(part: Uint8Array, whole: Uint8Array): boolean {
  const length = Math.min(part.length, whole.length);
  return equalBytes(part.subarray(0, length), whole.subarray(0, length));
}
