import type { BlobRef, CaseMessage, Draft } from '#proto/schema';
import type { ProvinceCertificates } from './certificates/province-certificates.js';

/** Something a platform did and wants sent. */
export interface OutgoingAct {
  /** The platform's own name for this event; the same event always has the same. */
  readonly ref: string;
  /** When it happened, unix milliseconds; never changes for a ref. */
  readonly occurredAt: number;
  readonly draft: Draft;
  /** Files that the draft names, and where the platform keeps them. */
  readonly files: readonly OutgoingFile[];
}

export interface OutgoingFile {
  readonly blob: BlobRef;
  readonly fileId: string;
}

/** What became of an outgoing act. */
export type Outcome =
  | {
      readonly kind: 'accepted';
      readonly caseNo: string;
      readonly eventSeq: number;
      readonly logIndex: number | undefined;
    }
  | Refusal;

/** The hub will not take it, now or later. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly detail: string;
}

/** An event that another platform made, as the hub dispatched it. Everything about it has been verified. */
export interface IncomingAct {
  readonly caseNo: string;
  readonly eventSeq: number;
  readonly messageId: string;
  /** The platform that signed it. */
  readonly actor: string;
  readonly message: CaseMessage;
  /** National codes, as the hub resolved them. */
  readonly basicCode: string;
  readonly implementationCode: string;
  /** The submitting platform's own case number. */
  readonly submitterCaseRef: string;
  /** RFC 3339. */
  readonly recordedAt: string;
  fetchFile(sha256: string): Promise<Uint8Array>;
}

/** How a connector hands acts over: once this resolves, the act is kept durably and will be sent. */
export type AcceptAct = (act: OutgoingAct) => Promise<void>;

/**
 * One province's platform, spoken to in its own language. Everything else (keys, journal, retries, proofs) is the kit's.
 */
export interface Province {
  /** Begins to take up what the platform wants sent, by callback or by polling. */
  start(accept: AcceptAct): Promise<void>;
  /**
   * Puts an event into the platform. Called again for the same `messageId` after a failure, so it must be idempotent.
   * @throws MappingGapError when a code has no counterpart, any other error when the platform did not take it.
   */
  deliver(act: IncomingAct): Promise<void>;
  /** Tells the platform what became of its act. Called again after a failure. */
  confirm(ref: string, outcome: Outcome): Promise<void>;
  readFile(fileId: string): Promise<Uint8Array>;
  /** Whether the platform can be reached. While it cannot, nothing is taken off the hub. */
  isThere(): Promise<boolean>;
  close(): Promise<void>;
  /** 电子证照: present when the platform answers for certificates, or its windows use those of others. */
  readonly certificates?: ProvinceCertificates;
}
