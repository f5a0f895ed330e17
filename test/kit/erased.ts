import {
  commit,
  type ErasureLeaf,
  type EvidenceBundle,
  erasedEntries,
  formatErasureLeaf,
  type ProvenErasure,
} from '#crypto/evidence';
import { sha256, utf8 } from '#crypto/primitives';
import { formatCheckpoint, rfc6962, signNote, TreeEdge } from '#crypto/tlog';
import { AT, CASE_NO, type EvidenceMaker, HUB, ORIGIN } from './evidence.js';

export const ERASURE_SALT = sha256(utf8('salt of the erasure'));

/** Where the leaf, or what is told of it, differs from the truth. */
export interface ErasureLie {
  readonly leaf?: Partial<ErasureLeaf>;
  readonly told?: Partial<ProvenErasure>;
}

/** What the hub hands out of the case once it has erased it. All proofs are under one checkpoint, the leaf the last of the log. */
export function erased(maker: EvidenceMaker, { leaf, told }: ErasureLie = {}): EvidenceBundle {
  const whole = maker.bundle();
  const indexes = indexesOf(whole);
  const bytes = formatErasureLeaf({
    at: AT,
    count: indexes.length,
    decidedBy: '11410000MBY900027Q',
    erased: commit('erased', ERASURE_SALT, erasedEntries(CASE_NO, indexes)),
    ground: 'RETENTION_OVER',
    hub: HUB,
    id: '01a200fb-510c-7000-8000-0000000000b2',
    type: 'Erasure',
    v: 1,
    ...leaf,
  });
  const edge = TreeEdge.empty();
  const leaves = whole.events.flatMap(({ leaf: each, seq }) => [
    utf8(`somebody else's, before ${seq}`),
    each,
  ]);
  for (const each of [...leaves, bytes]) edge.append(rfc6962.leaf(each));
  const view = edge.view();
  const text = formatCheckpoint({ origin: ORIGIN, size: edge.size, root: view.root() });
  const checkpoint = signNote(text, [maker.log, maker.logSm2]) + maker.witness.cosign(text, AT / 1000);
  const proofOf = (at: number) => ({ index: at, path: view.inclusionPath(at), checkpoint });
  return {
    ...whole,
    events: whole.events.map((event, i) => ({
      ...event,
      message: undefined,
      salt: undefined,
      proof: proofOf(indexes[i] ?? 0),
    })),
    erasure: { leaf: bytes, proof: proofOf(leaves.length), salt: ERASURE_SALT, entries: indexes, ...told },
  };
}

/** Where the events of a case stand in the log. */
export function indexesOf({ events }: EvidenceBundle): number[] {
  return events.map(({ proof }) => {
    if (proof === undefined) throw new Error('an event without a proof');
    return proof.index;
  });
}
