import type { CommitmentDigests } from '#crypto/evidence/commitment';
import type { MessageHeader, SignedParts } from '#crypto/jose';
import type { Condition } from '#domain/ecert';
import type { certificates, presentations } from '#hub/store';
import type { HubError } from '#proto/errors';
import type { CertificateMessage } from '#proto/schema';
import type { FishingSign } from './use-limits.js';

/** What platforms sign about certificates, answers to queries apart. */
export type CertificateActType =
  | 'CertificateIssued'
  | 'CertificateChanged'
  | 'CertificateStateChanged'
  | 'ConsentGranted'
  | 'ConsentRevoked'
  | 'UseCertificate'
  | 'PresentationOpened';

/** A signed act about certificates whose signature was right, read once. */
export interface CertificateAct<T extends CertificateActType = CertificateActType> {
  readonly peer: string;
  readonly header: MessageHeader;
  readonly message: CertificateMessage<T>;
  readonly parts: SignedParts;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: CommitmentDigests;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** The hub's name for the leaf of this act; of a use, the use's name too. */
  readonly leafId: string;
  /** Of a use that goes over a limit: which. */
  readonly excess?: FishingSign | undefined;
}

/** Only this type of act: the type stands in the message. */
export function isActOf<T extends CertificateActType>(
  act: CertificateAct,
  ...types: readonly T[]
): act is CertificateAct<T> {
  return types.some((type) => type === act.message.type);
}

/** An act that stands, now or since the same message came before. */
export interface StoredCertificateAct {
  readonly kind: 'stored';
  readonly messageId: string;
  readonly leafId: string;
  readonly salt: Uint8Array;
  /** Of the first time. */
  readonly receivedAt: number;
}

/** A use that the rules allow: answered from the directory, or to be asked of the issuing platform. */
export type AllowedUse = AnsweredUse | AskedUse;

interface Allowed {
  readonly act: CertificateAct<'UseCertificate'>;
  /** Of the first time this message came: the same use is not counted again. */
  readonly useId: string;
  readonly salt: Uint8Array;
  readonly decidedAt: number;
  /** What must be done besides, before the certificate stands for paper. */
  readonly conditions: readonly Condition[];
}

export interface AnsweredUse extends Allowed {
  readonly kind: 'answered';
  readonly found: readonly certificates.CertificateRow[];
}

export interface AskedUse extends Allowed {
  readonly kind: 'asked';
  readonly certificate: certificates.CertificateRow;
  readonly consentId: string | undefined;
  /** What is asked of the issuing platform: no field that the holder does not show. */
  readonly fields: readonly string[];
  /** With PRESENTATION. */
  readonly presentation: presentations.PresentationRow | undefined;
  /** From 1; more when the same message came again. */
  readonly attempt: number;
}

/** What the recorder answers for one act. */
export type RecordedCertificateAct =
  | StoredCertificateAct
  | AllowedUse
  /** With a leaf id when the refusal stands in the ledger and the log. */
  | { readonly kind: 'refused'; readonly error: HubError };
