import {
  type Checkpoint,
  type NoteVerifier,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type ReadAddCheckpoint,
  refusalOf,
  signatureLine,
  type TreeHasher,
  verifyNote,
  type Witness as WitnessKey,
  type WitnessRefusal,
} from '#crypto/tlog';
import type { Runtime } from '#hub/runtime';
import type { SeenTrees } from './seen-trees.js';

/** What a witness answers to `add-checkpoint`. */
export type WitnessAnswer =
  | { readonly cosignature: string }
  | { readonly refusal: 'MALFORMED' | 'UNKNOWN_LOG' | 'NOT_SIGNED' }
  | { readonly refusal: WitnessRefusal; readonly seenSize: number };

/** Logs of one kind, and how they are witnessed: over SHA-256 by Ed25519, or over SM3 by SM2. */
export interface WitnessedLogs {
  readonly key: WitnessKey;
  readonly hasher: TreeHasher;
  /** The log keys it knows; a log that changes its key has two for a while. */
  readonly logs: readonly NoteVerifier[];
}

export interface WitnessOptions {
  readonly kinds: readonly WitnessedLogs[];
  readonly seen: SeenTrees;
  readonly runtime: Pick<Runtime, 'now'>;
  /** Told of what an honest log never asks. */
  readonly onFork: (fork: Fork) => void;
}

/**
 * Two checkpoints signed by one log. Of one size with two roots, they prove that it forked. Not consistent, they may do so too,
 * or somebody sent a right checkpoint with a wrong proof.
 */
export interface Fork {
  readonly refusal: 'OTHER_ROOT_SEEN' | 'NOT_CONSISTENT';
  readonly seen: string;
  readonly asked: string;
}

/** Sees to it that a log shows everybody the same history: it cosigns a checkpoint only if it continues the last one. */
export class Witness {
  readonly #options: WitnessOptions;

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  /** @param body of a request; from anybody. */
  async addCheckpoint(body: string): Promise<WitnessAnswer> {
    const asked = parseAddCheckpoint(body);
    if (asked === undefined) return { refusal: 'MALFORMED' };
    const isAsked = ({ name }: NoteVerifier) => name === asked.tree.origin;
    const kind = this.#options.kinds.find(({ logs }) => logs.some(isAsked));
    if (kind === undefined) return { refusal: 'UNKNOWN_LOG' };
    const signedBy = verifyNote(asked.note, kind.logs.filter(isAsked)) ?? [];
    if (signedBy.length === 0) return { refusal: 'NOT_SIGNED' };
    return this.#cosign(asked, kind, signedBy);
  }

  /** The checkpoint that it cosigned last, by the name of its log. */
  async latest(origin: string): Promise<string | undefined> {
    return (await this.#options.seen.latest(origin)).note;
  }

  async #cosign(
    asked: ReadAddCheckpoint,
    { key, hasher }: WitnessedLogs,
    signedBy: readonly NoteVerifier[],
  ): Promise<WitnessAnswer> {
    const { seen, runtime } = this.#options;
    for (;;) {
      const { generation, note } = await seen.latest(asked.tree.origin);
      const tree = treeOf(note, hasher);
      const refusal = refusalOf(asked, tree, hasher);
      if (refusal !== undefined) return this.#refuse(refusal, asked, tree, note);
      const cosignature = key.cosign(asked.note.text, Math.floor(runtime.now() / 1000));
      // The tree that is kept already may be cosigned again: that says only that it was seen again.
      if (asked.tree.size === tree.size && note !== undefined) return { cosignature };
      const kept = `${asked.note.text}\n${ownLines(asked, signedBy)}${cosignature}`;
      if (await seen.replace(asked.tree.origin, generation, kept)) return { cosignature };
    }
  }

  #refuse(
    refusal: WitnessRefusal,
    asked: ReadAddCheckpoint,
    tree: Pick<Checkpoint, 'size'>,
    seen = '',
  ): WitnessAnswer {
    if (refusal === 'OTHER_ROOT_SEEN' || refusal === 'NOT_CONSISTENT') {
      this.#options.onFork({ refusal, seen, asked: asked.checkpoint });
    }
    return { refusal, seenSize: tree.size };
  }
}

/** @throws Error when what was kept cannot be read: a witness that has lost its memory cosigns nothing. */
function treeOf(note: string | undefined, hasher: TreeHasher): Pick<Checkpoint, 'size' | 'root'> {
  if (note === undefined) return { size: 0, root: hasher.empty };
  const tree = parseCheckpoint(parseNote(note)?.text ?? '');
  if (tree === undefined) throw new Error('the checkpoint cosigned last cannot be read: refusing to cosign');
  return tree;
}

/** The lines of the log itself; what else stood in the note is not vouched for. */
function ownLines({ note }: ReadAddCheckpoint, signedBy: readonly NoteVerifier[]): string {
  return note.lines
    .filter((line) => signedBy.some(({ name, keyId }) => name === line.name && keyId === line.keyId))
    .map((line) => signatureLine(line, line.signature))
    .join('');
}
