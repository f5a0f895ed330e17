import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  type AddCheckpoint,
  ed25519Signer,
  formatAddCheckpoint,
  formatCheckpoint,
  rfc6962,
  signNote,
  TreeEdge,
  type TreeView,
} from '#crypto/tlog';

/** A log in memory of at most 255 entries, with every tree it has been: the counterpart of a witness. */
export class GrowingLog {
  readonly origin: string;
  readonly signer: ReturnType<typeof ed25519Signer>;
  readonly #salt: string;
  readonly #views: TreeView[];
  readonly #edge = TreeEdge.empty();

  /** @param salt makes other entries, and so a fork, under the same key. */
  constructor(origin: string, salt = '') {
    this.origin = origin;
    this.#salt = salt;
    this.signer = ed25519Signer(origin, ed25519FromSeed(sha256(utf8(origin))));
    this.#views = [this.#edge.view()];
  }

  /** The policy file of whoever trusts this log alone. */
  get policy(): string {
    return `log ${this.signer.vkey}\nquorum none\n`;
  }

  root(size: number): Uint8Array {
    return this.#view(size).root();
  }

  checkpoint(size: number, signer = this.signer): string {
    return signNote(formatCheckpoint({ origin: this.origin, size, root: this.root(size) }), [signer]);
  }

  /** What this log asks of a witness that has cosigned the tree of the old size. */
  asks(oldSize: number, size: number): AddCheckpoint {
    const proof = oldSize === 0 || oldSize >= size ? [] : this.#view(size).consistencyPath(oldSize);
    return { oldSize, proof, checkpoint: this.checkpoint(size) };
  }

  /** The same as the body of a request. */
  request(oldSize: number, size: number): string {
    return formatAddCheckpoint(this.asks(oldSize, size));
  }

  #view(size: number): TreeView {
    for (let i = this.#views.length - 1; i < size; i++) {
      this.#edge.append(rfc6962.leaf(utf8(`${this.#salt}entry-${i}`)));
      this.#views.push(this.#edge.fork().view());
    }
    const view = this.#views[size];
    if (view === undefined) throw new RangeError(`no tree of ${size}`);
    return view;
  }
}
