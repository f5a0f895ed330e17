import { z } from 'zod';
import {
  type ActLeaf,
  type EvidencedEvent,
  indexInLog,
  isActLeaf,
  type ProvenLeaf,
  parseLeaf,
  readActMessage,
  shownMembers,
} from '#crypto/evidence';
import { type MessageHeader, readHeader } from '#crypto/jose';
import {
  type CheckpointFault,
  isSm3Tree,
  type NoteVerifier,
  type OpenedCheckpoint,
  openByLogs,
  rfc6962,
  verifyInclusion,
} from '#crypto/tlog';
import { HubError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';
import type { LogTrust } from './trust.js';

/** An event as far as it could be read: what could not is undefined, and its question fails. */
export interface ReadEvent {
  readonly event: EvidencedEvent;
  readonly header: MessageHeader | undefined;
  readonly message: CaseMessage | undefined;
  /** The members of its message, or those shown of a message that is withheld. */
  readonly members: Readonly<Record<string, unknown>> | undefined;
  readonly facts: CaseFactsShown | undefined;
  readonly leaf: ActLeaf | undefined;
  readonly checkpoint: OpenedCheckpoint | undefined;
}

const FactsSchema = z.object({
  caseNo: z.string().optional(),
  caseRef: z.string().optional(),
  competentCaseRef: z.string().optional(),
});

/** Under which numbers an act speaks of its case. */
export type CaseFactsShown = z.output<typeof FactsSchema>;

export function readEvent(event: EvidencedEvent, trust: LogTrust): ReadEvent {
  const leaf = parseLeaf(event.leaf);
  const message = attempt(() => event.message && readActMessage(event.message));
  const groups = event.partial?.groups;
  const members = message === undefined ? groups && shownMembers(groups) : { ...message.body };
  return {
    event,
    header: attempt(() => event.message && readHeader(event.message.protected)),
    message,
    members,
    facts: FactsSchema.safeParse(members).data,
    leaf: leaf !== undefined && isActLeaf(leaf) ? leaf : undefined,
    checkpoint: openTrusted(event.proof?.checkpoint, trust),
  };
}

/** A checkpoint of a log that the auditor trusts, with those of his witnesses who have signed it; undefined when it is none. */
export function openTrusted(note: string | undefined, trust: LogTrust): OpenedCheckpoint | undefined {
  const opened = note === undefined ? undefined : openSigned(note, trust);
  return typeof opened === 'string' ? undefined : opened;
}

/** The same, or why it is not believed. */
export function openSigned(note: string, { policy, gm }: LogTrust): OpenedCheckpoint | CheckpointFault {
  const cosigners = [...policy.witnesses.values(), ...(gm?.logs ?? [])];
  return openByLogs(note, policy.logs, cosigners);
}

/** Of the log's own trees: that of the standard, and the one over SM3 where the auditor has its keys. */
export function treeKeys({ policy, gm }: LogTrust): readonly NoteVerifier[] {
  return [...policy.logs, ...(gm?.logs.filter(isSm3Tree) ?? [])];
}

export function isIncluded({ leaf, proof }: ProvenLeaf, checkpoint: OpenedCheckpoint | undefined): boolean {
  if (proof === undefined || checkpoint === undefined) return false;
  const { path } = proof;
  const index = indexInLog(proof.index);
  const { size, root } = checkpoint;
  return verifyInclusion({ index, size, root, path, leafHash: rfc6962.leaf(leaf) });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}
