import type { CommitmentDigests } from '#crypto/evidence/commitment';
import type { MessageHeader, SignedParts } from '#crypto/jose';
import type { CaseState } from '#domain/case';
import { type ErrorCode, type HubError, ValidationError } from '#proto/errors';
import {
  type CaseMessage,
  type MessageType,
  type OpeningMessage,
  opensCase,
  parseContentType,
  readPayload,
} from '#proto/schema';

/** A message as a transport took it in: who was on the line, and the bytes. */
export interface ReceivedMessage {
  /** The peer that the connection proved to be. */
  readonly peer: string;
  readonly parts: SignedParts;
  /** With an acknowledgement of a dispatch: what shows that the recipient still holds its lease. */
  readonly lease?: DispatchLease;
}

export interface DispatchLease {
  readonly caseNo: string;
  readonly seq: number;
  readonly token: string;
}

/** A message whose signature was right, taken apart and frozen. Only such a message may become an event. */
export interface VerifiedAct {
  readonly kind: 'act';
  /** The platform that signed; of what the hub does by itself, the hub. */
  readonly peer: string;
  readonly isHubs: boolean;
  readonly header: MessageHeader;
  readonly message: CaseMessage;
  readonly parts: SignedParts;
  /** SHA-256 of the signing input: what "the same bytes" means for idempotency. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: CommitmentDigests;
  /** To the groups of fields of the message. */
  readonly groups: CommitmentDigests;
  readonly contentKey: Uint8Array;
  /** Payload and signature under that key. */
  readonly sealed: Uint8Array;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** The hub's name for the leaf of this act. */
  readonly leafId: string;
  readonly lease: DispatchLease | undefined;
  /** Of an act that was held back and whose turn has come: when it came. It was fresh then. */
  readonly heldSince?: number;
  /** Of EarlyActHeld: the act itself. */
  readonly holds?: VerifiedAct;
}

/** A refused act of an identified peer, on its way into the log. */
export interface RefusedAct {
  readonly kind: 'refusal';
  readonly peer: string;
  readonly code: ErrorCode;
  readonly messageId: string | undefined;
  /** The case it says to be about, if that could be read. Nobody has looked whether it is the peer's. */
  readonly claimedCase: string | undefined;
  readonly parts: SignedParts;
  readonly refusedAt: number;
  readonly leafId: string;
}

/** What became of an act that was stored: now, or when the same message came before. */
export interface StoredAct {
  readonly caseNo: string;
  readonly messageId: string;
  readonly state: CaseState;
  readonly seq: number;
  readonly leafId: string;
  readonly salt: Uint8Array;
  /** Present while it is held back: event and leaf are then those that say so. */
  readonly held?: HeldBack;
}

/** What an act waits for that came before what it builds on, and until when; RFC 3339. */
export interface HeldBack {
  readonly waitsFor: readonly CaseState[];
  readonly until: string;
}

/** What the recorder answers for one act or refusal. */
export type Recorded =
  /** The act is an event of a case. */
  | { readonly kind: 'stored'; readonly act: StoredAct }
  /** It came before what it builds on: nothing was stored. */
  | { readonly kind: 'early'; readonly waitsFor: readonly CaseState[] }
  /** The act was judged and refused; the refusal is logged under this leaf. */
  | { readonly kind: 'refused'; readonly error: HubError; readonly leafId: string }
  /** A refusal that was decided earlier is logged. */
  | { readonly kind: 'logged' };

/** The case a message speaks of; undefined for a submission, which opens one. */
export function caseNoOf(message: CaseMessage): string | undefined {
  return opensCase(message) ? undefined : message.body.caseNo;
}

/** The number that who opens a case has given it: no two of its cases have the same. */
export function caseRefOf(message: OpeningMessage): string {
  return message.type === 'SubmitCase' ? message.body.caseRef : message.body.consultationNo;
}

/** What an act gave to a courier, or had from one: 物流单号. */
export function waybillOf({ body }: CaseMessage): string | undefined {
  return 'waybill' in body ? body.waybill : undefined;
}

/** Whether anybody is told of it. Acknowledgements are not: they would never end; nor what is the answer to its sender already. */
export function isDispatched(type: MessageType): boolean {
  return type !== 'DispatchAcknowledgement' && type !== 'EarlyActHeld';
}

/** @throws ValidationError. */
export function parseAct(header: MessageHeader, payload: Uint8Array): CaseMessage {
  const content = parseContentType(header.cty);
  if (content !== undefined) return readPayload(content, payload);
  throw new ValidationError('UNKNOWN_MESSAGE_TYPE', `${header.cty} is not a message of this hub`);
}
