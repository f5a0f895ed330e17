import type { ProvenEntry } from '#crypto/evidence';
import {
  type Checkpoint,
  formatCheckpoint,
  type NoteSigner,
  rfc6962,
  signNote,
  TreeEdge,
  type TreeView,
} from '#crypto/tlog';

/** A log in memory of these entries, at most 255, under these keys; with every tree it has been. */
export class EntryLog {
  readonly origin: string;
  readonly #entries: readonly Uint8Array[];
  readonly #signers: readonly NoteSigner[];
  readonly #views: TreeView[];

  constructor(origin: string, entries: readonly Uint8Array[], ...signers: readonly NoteSigner[]) {
    this.origin = origin;
    this.#entries = entries;
    this.#signers = signers;
    const edge = TreeEdge.empty();
    this.#views = [edge.view()];
    for (const entry of entries) {
      edge.append(rfc6962.leaf(entry));
      this.#views.push(edge.fork().view());
    }
  }

  get size(): number {
    return this.#entries.length;
  }

  head(size = this.size): Checkpoint {
    return { origin: this.origin, size, root: this.#view(size).root() };
  }

  checkpoint(size = this.size): string {
    return signNote(formatCheckpoint(this.head(size)), this.#signers);
  }

  entry(index: number, size = this.size): ProvenEntry {
    const leaf = this.#entries[index];
    if (leaf === undefined) throw new RangeError(`no entry ${index}`);
    const path = this.#view(size).inclusionPath(index);
    return { leaf, proof: { index, path, checkpoint: this.checkpoint(size) } };
  }

  consistency(oldSize: number, newSize: number): Uint8Array[] {
    return oldSize === 0 ? [] : [...this.#view(newSize).consistencyPath(oldSize)];
  }

  #view(size: number): TreeView {
    const view = this.#views[size];
    if (view === undefined) throw new RangeError(`no tree of ${size}`);
    return view;
  }
}
