import { formatCheckpoint, type NoteVerifier, parseNote, signNote } from '#crypto/tlog';
import type { logStore } from '#hub/store';
import type { LogReader } from './reader.js';
import type { TreeSigners } from './signers.js';

/** A tree over the entries of the log, with the keys that sign its heads. */
export class SignedTree {
  readonly reader: LogReader;
  readonly #signers: TreeSigners;

  constructor(reader: LogReader, signers: TreeSigners) {
    this.reader = reader;
    this.#signers = signers;
  }

  /** The key whose line every checkpoint of this tree must have. */
  get log(): NoteVerifier {
    return this.#signers.own[0].verifier;
  }

  /** The same, and the one that takes its place if it is being changed; as vkeys too. */
  get own(): TreeSigners['own'] {
    return this.#signers.own;
  }

  /** Of all who sign now. */
  get vkeys(): readonly string[] {
    const { own, besides } = this.#signers;
    return [...own, ...besides].map(({ vkey }) => vkey);
  }

  /** The head with the lines of all who sign now; as it is when it has them and no others. */
  renew(head: logStore.TreeHead): logStore.TreeHead {
    const { own, besides } = this.#signers;
    const signers = [...own, ...besides];
    const lines = parseNote(head.note)?.lines ?? [];
    const isSame =
      lines.length === signers.length &&
      lines.every(({ name, keyId }, i) => {
        const verifier = signers[i]?.verifier;
        return verifier?.name === name && verifier.keyId === keyId;
      });
    return isSame ? head : { ...head, note: this.sign(head) };
  }

  /** @returns the signed checkpoint. */
  sign({ size, root }: Pick<logStore.TreeHead, 'size' | 'root'>): string {
    const { own, besides } = this.#signers;
    return signNote(formatCheckpoint({ origin: this.log.name, size, root }), [...own, ...besides]);
  }
}
