import { formatCheckpoint, type NoteSigner, type NoteVerifier, signNote } from '#crypto/tlog';
import type { logStore } from '#hub/store';
import type { LogReader } from './reader.js';

/** A tree over the entries of the log, with the keys that sign its heads. */
export class SignedTree {
  readonly reader: LogReader;
  readonly #signers: readonly [NoteSigner, ...NoteSigner[]];

  /** @param signers the tree's own key first; all of one name, which is the origin. */
  constructor(reader: LogReader, signers: readonly [NoteSigner, ...NoteSigner[]]) {
    this.reader = reader;
    this.#signers = signers;
  }

  /** The key whose line every checkpoint of this tree must have. */
  get log(): NoteVerifier {
    return this.#signers[0].verifier;
  }

  /** @returns the signed checkpoint. */
  sign({ size, root }: Pick<logStore.TreeHead, 'size' | 'root'>): string {
    return signNote(formatCheckpoint({ origin: this.log.name, size, root }), this.#signers);
  }
}
