import { type EvidenceBundle, leavesOfUse, logOf, type ProvenLeaf } from '#crypto/evidence';
import { openSigned } from './read-events.js';
import type { LogTrust } from './trust.js';

/**
 * Logs, by their numbers, that the policy does not name although it names others in which the evidence stands: what is proven in them
 * is open, not false. A signature that does not hold is another matter, and so is evidence of which nothing is in a trusted log.
 */
export function unknownLogs(leaves: readonly ProvenLeaf[], trust: LogTrust): ReadonlySet<number> {
  const notes = new Map(leaves.flatMap(({ proof }) => (proof ? [[proof.checkpoint, proof.index]] : [])));
  const named = new Set<number>();
  const others = new Set<number>();
  for (const [note, place] of notes) {
    const isOther = openSigned(note, trust) === 'WRONG_ORIGIN';
    (isOther ? others : named).add(logOf(place));
  }
  return new Set(named.size === 0 ? [] : [...others].filter((log) => !named.has(log)));
}

export function isIn(logs: ReadonlySet<number>, { proof }: Pick<ProvenLeaf, 'proof'>): boolean {
  return proof !== undefined && logs.has(logOf(proof.index));
}

/** The evidence as it were if no log of these had got to it. */
export function withoutLogs(bundle: EvidenceBundle, logs: ReadonlySet<number>): EvidenceBundle {
  if (logs.size === 0) return bundle;
  const bare = <T extends ProvenLeaf>(leaf: T): T =>
    isIn(logs, leaf) ? { ...leaf, proof: undefined, sm3: undefined } : leaf;
  const isHere = (leaf: ProvenLeaf) => !isIn(logs, leaf);
  return {
    ...bundle,
    events: bundle.events.map(bare),
    uses: bundle.uses.map((use) =>
      leavesOfUse(use).every(isHere) ? use : { ...use, use: { ...use.use, proof: undefined } },
    ),
    refusals: bundle.refusals.map(bare),
    keys: bundle.keys.map((key) => ({ ...key, leaves: key.leaves?.every(isHere) ? key.leaves : [] })),
    timeStamps: bundle.timeStamps.filter(({ size }) => !logs.has(logOf(size))),
    restamped: bundle.restamped?.filter(({ first }) => !logs.has(logOf(first))),
    opened: bundle.opened?.filter(isHere),
  };
}
