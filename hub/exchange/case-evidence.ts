import { type EvidenceBundle, leavesOfUse, parseLeaf, type SignerKey } from '#crypto/evidence';
import { readHeader } from '#crypto/jose';
import type { Directory } from '#hub/access';
import { type ProvenCase, proofOf } from './case-reading.js';

/** Everything that proves a case, as it goes into a bundle. */
export function caseEvidence(
  { events, ...proven }: ProvenCase,
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
    keys: signerKeys({ events, ...proven }, directory),
  };
}

/** What the directory says of every key that signed something of the case, in the order of their ids. */
function signerKeys({ events, uses }: ProvenCase, directory: Directory): SignerKey[] {
  const signed = events.map(({ event }) => readHeader(event.protected).kid);
  const used = uses.flatMap(leavesOfUse).flatMap(({ leaf }) => kidOf(leaf) ?? []);
  return [...new Set([...signed, ...used])].sort().flatMap((kid) => {
    const key = directory.key(kid);
    if (key === undefined) return [];
    const { peerId: platform, spki, validFrom, validTo, revokedAt } = key;
    return { kid, platform, spki, validFrom, validTo, revokedAt: revokedAt ?? undefined };
  });
}

function kidOf(leaf: Uint8Array): string | undefined {
  const read = parseLeaf(leaf);
  return read !== undefined && 'kid' in read ? read.kid : undefined;
}
