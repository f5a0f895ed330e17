import { type ActLeaf, type EvidencedEvent, isActLeaf, type ProvenLeaf, parseLeaf } from '#crypto/evidence';
import { type MessageHeader, readHeader } from '#crypto/jose';
import { type OpenedCheckpoint, openCheckpoint, rfc6962, verifyInclusion } from '#crypto/tlog';
import { HubError } from '#proto/errors';
import { type CaseMessage, parseContentType, readPayload } from '#proto/schema';
import type { Trust } from './trust.js';

/** An event as far as it could be read: what could not is undefined, and its question fails. */
export interface ReadEvent {
  readonly event: EvidencedEvent;
  readonly header: MessageHeader | undefined;
  readonly message: CaseMessage | undefined;
  readonly leaf: ActLeaf | undefined;
  readonly checkpoint: OpenedCheckpoint | undefined;
}

export function readEvent(event: EvidencedEvent, trust: Trust): ReadEvent {
  const leaf = parseLeaf(event.leaf);
  return {
    event,
    header: attempt(() => readHeader(event.message.protected)),
    message: attempt(() => readMessage(event)),
    leaf: leaf !== undefined && isActLeaf(leaf) ? leaf : undefined,
    checkpoint: openTrusted(event.proof?.checkpoint, trust),
  };
}

/** A checkpoint of a log that the auditor trusts, with those of his witnesses who have signed it; undefined when it is none. */
export function openTrusted(note: string | undefined, { policy, gm }: Trust): OpenedCheckpoint | undefined {
  if (note === undefined) return undefined;
  const cosigners = [...policy.witnesses.values(), ...(gm?.logs ?? [])];
  for (const log of policy.logs) {
    const opened = openCheckpoint(note, log, cosigners);
    if (typeof opened !== 'string') return opened;
  }
  return undefined;
}

export function isIncluded({ leaf, proof }: ProvenLeaf, checkpoint: OpenedCheckpoint | undefined): boolean {
  if (proof === undefined || checkpoint === undefined) return false;
  const { index, path } = proof;
  const { size, root } = checkpoint;
  return verifyInclusion({ index, size, root, path, leafHash: rfc6962.leaf(leaf) });
}

function readMessage(event: EvidencedEvent): CaseMessage | undefined {
  const content = parseContentType(readHeader(event.message.protected).cty);
  return content && readPayload(content, event.message.payload);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}
