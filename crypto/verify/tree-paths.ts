import { besideEvents, type EvidenceBundle, indexInLog, type ProvenLeaf, parseLeaf } from '#crypto/evidence';
import { type Checkpoint, type InclusionStep, inclusionSteps, rfc6962 } from '#crypto/tlog';
import { isIncluded, openTrusted } from './read-events.js';
import type { Trust } from './trust.js';

/** The way from a leaf to the root of the tree that it stands in, to be drawn. */
export interface TreePath {
  readonly place: number;
  /** In its log. */
  readonly index: number;
  /** What the leaf says to be. */
  readonly type: string;
  /** Of the event, where the leaf is of one. */
  readonly seq: number | undefined;
  readonly leafHash: Uint8Array;
  /** Leaf first; none when the proof is not one of this place. */
  readonly steps: readonly InclusionStep[];
  /** Undefined when no trusted log has signed it. */
  readonly checkpoint: (Checkpoint & { readonly signers: readonly string[] }) | undefined;
  /** Whether it ends in the root of that checkpoint. */
  readonly holds: boolean;
}

/** Of every entry of the log that the evidence has. */
export function treePaths(bundle: EvidenceBundle, trust: Trust): TreePath[] {
  const events = bundle.events.map((event) => pathOf(event, trust, event.seq));
  const others = besideEvents(bundle).map((leaf) => pathOf(leaf, trust));
  return [...events, ...others].flatMap((path) => path ?? []).sort((a, b) => a.place - b.place);
}

function pathOf({ leaf, proof }: ProvenLeaf, trust: Trust, seq?: number): TreePath | undefined {
  if (proof === undefined) return undefined;
  const { index: place, path } = proof;
  const index = indexInLog(place);
  const opened = openTrusted(proof.checkpoint, trust);
  const leafHash = rfc6962.leaf(leaf);
  const steps = opened && inclusionSteps({ index, size: opened.size, leafHash, path });
  return {
    ...{ place, index, seq, leafHash, steps: steps ?? [] },
    type: parseLeaf(leaf)?.type ?? '?',
    checkpoint: opened && {
      ...{ origin: opened.origin, size: opened.size, root: opened.root },
      signers: opened.signedBy.map(({ name }) => name),
    },
    holds: isIncluded({ leaf, proof }, opened),
  };
}
