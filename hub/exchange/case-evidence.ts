import {
  type EvidenceBundle,
  foldKey,
  isKeyLeaf,
  type LoggedKey,
  leavesOfUse,
  type ProvenLeaf,
  parseLeaf,
  type SignerKey,
} from '#crypto/evidence';
import { readHeader } from '#crypto/jose';
import type { Directory } from '#hub/access';
import { type ProvenCase, proofOf } from './case-reading.js';

/** Everything that proves a case, as it goes into a bundle. */
export function caseEvidence(
  { events, keyLeaves, ...proven }: ProvenCase,
  {
    caseNo,
    hub,
    directory,
  }: { readonly caseNo: string; readonly hub: string; readonly directory: Directory },
): EvidenceBundle {
  return {
    ...{ caseNo, hub, ...proven },
    events: events.map(({ event, message, included, sm3 }) => ({
      seq: event.seq,
      type: event.type,
      actor: event.actor,
      messageId: event.messageId,
      receivedAt: event.receivedAt,
      message,
      leaf: included?.leaf ?? new Uint8Array(0),
      salt: event.secret?.salt,
      proof: included && proofOf(included),
      sm3,
    })),
    keys: signerKeys({ events, keyLeaves, ...proven }, directory),
  };
}

/**
 * The state of every key that signed something of the case, in the order of their ids: as the entries that are in the log have it, or
 * else the directory.
 */
function signerKeys({ events, uses, keyLeaves }: ProvenCase, directory: Directory): SignerKey[] {
  const signed = events.map(({ event }) => readHeader(event.protected).kid);
  const used = uses.flatMap(leavesOfUse).flatMap(({ leaf }) => kidIn(leaf) ?? []);
  return [...new Set([...signed, ...used])].sort().flatMap((kid) => {
    const key = directory.key(kid);
    if (key === undefined) return [];
    const { peerId: platform, spki, validFrom, validTo, revokedAt } = key;
    const leaves = keyLeaves.get(kid) ?? [];
    const logged = loggedKey(leaves);
    if (logged === undefined)
      return { kid, platform, spki, validFrom, validTo, revokedAt: revokedAt ?? undefined };
    const { validFrom: from, validTo: to, revokedAt: cutOff } = logged;
    return { kid, platform, spki, validFrom: from, validTo: to, revokedAt: cutOff, leaves };
  });
}

function loggedKey(leaves: readonly ProvenLeaf[]): LoggedKey | undefined {
  const entries = leaves.flatMap(({ leaf: bytes, proof }) => {
    const leaf = parseLeaf(bytes);
    return leaf === undefined || !isKeyLeaf(leaf) || proof === undefined ? [] : { index: proof.index, leaf };
  });
  return foldKey(entries);
}

/** The id of the key that a leaf names. */
export function kidIn(leaf: Uint8Array): string | undefined {
  const read = parseLeaf(leaf);
  return read !== undefined && 'kid' in read ? read.kid : undefined;
}
