import { openCheckpoint, type TrustPolicy } from '#crypto/tlog';
import type { Head } from './reader.js';
import type { SignedTree } from './signed-tree.js';
import { askWitness, type WitnessPeer } from './witness-client.js';

export interface CosignersOptions {
  readonly tree: SignedTree;
  /** Undefined: this tree is published without witnesses. */
  readonly policy: TrustPolicy | undefined;
  readonly timeoutMs: number;
  /** A witness holds a checkpoint that is larger than the log: it must be compared before anything more is signed. */
  readonly onAhead: () => Promise<void>;
  /** Told of each change of what a witness is good for, and of whether enough are. */
  readonly onAlarm: (text: string) => void;
}

/** The tree has changed under a witness's feet at most this often while it is asked. */
const RESYNCS = 3;

/** The witnesses of one tree. */
export class Cosigners {
  readonly #options: CosignersOptions;
  readonly #witnesses: readonly WitnessPeer[];
  /** The size that each witness is known to have cosigned last. */
  readonly #seen = new Map<string, number>();
  /** What was last said of each witness, and of all of them. */
  readonly #said = new Map<string, string>();

  constructor(options: CosignersOptions) {
    this.#options = options;
    this.#witnesses = witnessesOf(options.policy);
  }

  /** @returns the checkpoint with their lines, or undefined when too few have cosigned. */
  async cosign(head: Head): Promise<string | undefined> {
    const { policy, tree } = this.#options;
    if (policy === undefined) return head.note;
    const lines = await Promise.all(this.#witnesses.map((each) => this.#ask(each, head)));
    const present = new Set(this.#witnesses.filter((_, i) => lines[i] !== undefined).map(({ name }) => name));
    if (!policy.isQuorum(present)) {
      const all = [...policy.witnesses.keys()];
      this.#tell('', `too few witnesses: ${[...present].join(', ') || 'none'} of ${all.join(', ')}`);
      return undefined;
    }
    const note = head.note + lines.join('');
    const opened = openCheckpoint(note, tree.log, [...policy.witnesses.values()]);
    if (typeof opened === 'string') throw new Error(`the cosigned checkpoint cannot be read: ${opened}`);
    this.#tell('', 'enough witnesses');
    return note;
  }

  /** @returns the witness's line for this checkpoint. */
  async #ask(witness: WitnessPeer, head: Head): Promise<string | undefined> {
    const { tree, timeoutMs } = this.#options;
    for (let attempt = 0; attempt < RESYNCS; attempt++) {
      const oldSize = this.#seen.get(witness.name) ?? 0;
      const proof = await tree.reader.consistency(oldSize, head.size);
      const said = await askWitness(witness, { oldSize, proof, checkpoint: head.note }, timeoutMs);
      if (said.kind === 'COSIGNED') {
        this.#seen.set(witness.name, head.size);
        this.#tell(witness.name, 'cosigns');
        return said.line;
      }
      if (said.kind === 'FAILED') {
        this.#tell(witness.name, said.reason);
        return undefined;
      }
      if (said.size > head.size) {
        this.#tell(witness.name, `has seen ${said.size} entries, the log has ${head.size}`);
        await this.#options.onAhead();
        return undefined;
      }
      this.#seen.set(witness.name, said.size);
    }
    this.#tell(witness.name, 'contradicts itself');
    return undefined;
  }

  /** Says it once for as long as it lasts. */
  #tell(witness: string, text: string): void {
    if (this.#said.get(witness) === text) return;
    const isNews = this.#said.has(witness) || (text !== 'cosigns' && text !== 'enough witnesses');
    this.#said.set(witness, text);
    if (!isNews) return;
    const tree = this.#options.tree.reader.tree.name === 'sm3' ? 'SM3 tree: ' : '';
    this.#options.onAlarm(`${tree}${witness === '' ? text : `witness ${witness}: ${text}`}`);
  }
}

/** Those that can be asked; one without an address may cosign by other ways, and is not ours to ask. */
export function witnessesOf(policy: TrustPolicy | undefined): WitnessPeer[] {
  return [...(policy?.witnesses ?? [])].flatMap(([name, verifier]) => {
    const url = policy?.witnessUrls.get(name);
    return url === undefined ? [] : [{ name, url, verifier }];
  });
}
