import type { z } from 'zod';
import type { FileReport } from '#crypto/copies';
import type { PrivateKey } from '#crypto/primitives';
import type {
  CERTIFICATE_MESSAGES,
  CertificateBody,
  CertificateFileFormat,
  CertificateHolder,
  CertificateState,
  CertificateStatement,
} from '#proto/schema';
import type { Refusal } from '../province.js';

type ReportType = 'CertificateIssued' | 'CertificateChanged' | 'CertificateStateChanged';

/** 颁证、变更、状态变更, in national codes. */
export type CertificateReport = {
  [T in ReportType]: { readonly type: T; readonly body: z.input<(typeof CERTIFICATE_MESSAGES)[T]> };
}[ReportType];

/** Something that happened to a certificate for which the platform answers. */
export interface CertificateEvent {
  /** The platform's own name for it; the same event always has the same. */
  readonly ref: string;
  /** When it happened, unix milliseconds; never changes for a ref. */
  readonly occurredAt: number;
  readonly draft: CertificateReport;
}

export type CertificateOutcome = { readonly kind: 'accepted'; readonly logIndex: number } | Refusal;

/** What another platform wants to know. Its signature holds, and the hub has let it ask. */
export interface CertificateQuestion {
  readonly useId: string;
  readonly requester: string;
  readonly certificateId: string;
  /** Purpose, basis, organisation, clerk. */
  readonly use: CertificateBody<'UseCertificate'>;
  /** Those asked for; of what a holder shows, those that he shows. */
  readonly fields: readonly string[];
  /** 亮证: the holder, identified at a platform, shows it by a code. */
  readonly presentation: { readonly id: string; readonly platform: string } | undefined;
}

export interface CertificateField {
  readonly name: string;
  readonly value: string;
}

/** Whether a field is as it was seen. */
export interface CertificateMatch {
  readonly name: string;
  readonly matches: boolean;
}

/** What everybody sees of a credential; none of it is about a person. */
export interface CredentialFacts {
  /** Unified social credit code. */
  readonly issuer: string;
  /** Division code. */
  readonly place: string;
  /** YYYY-MM-DD, the last day; absent: for ever. */
  readonly validTo: string | undefined;
  /** Where its state stands in one of the platform's status lists, if it does. */
  readonly status: StatusPlace | undefined;
  /** The holder's wallet, when the platform keeps one: its key signs for whom he shows it. */
  readonly wallet?: PrivateKey | undefined;
}

export interface StatusPlace {
  readonly list: string;
  readonly index: number;
}

/** One of the platform's status lists, as it stands now. */
export interface ProvinceStatusList {
  /** As reports name it. */
  readonly list: string;
  /** Those that are not valid; every other place is, or is free. */
  readonly ended: readonly { readonly index: number; readonly state: CertificateState }[];
}

/** What the platform says of it, at this moment. */
export type CertificateReply =
  | {
      readonly kind: 'standing';
      readonly state: CertificateState;
      /** RFC 3339. */
      readonly since: string;
      /** At least those asked for that the certificate has; others are not passed on, nor any unless it is VALID. */
      readonly fields: readonly CertificateField[];
      /** With FILE: the certificate's own file, in the form asked for. The kit copies it; it does not go out itself. */
      readonly original?: Uint8Array;
      /** With VERIFY: one for each field that was seen, and whether `seenSm3` is the digest of a file of the certificate. */
      readonly matches?: readonly CertificateMatch[];
      readonly fileMatches?: boolean;
      /** What a credential of it says besides. Absent: what a holder shows is answered without one. */
      readonly credential?: CredentialFacts | undefined;
    }
  /** It gives nothing, and says so: it has no such certificate, or holds it back. */
  | { readonly kind: 'refused'; readonly reason: string };

/** 用证, as a window asks for it. */
export interface UseRequest {
  /** The platform's own name for the request: asked again under it, a use is not counted again. */
  readonly ref: string;
  /** When the window asked, unix milliseconds; never changes for a ref. */
  readonly occurredAt: number;
  /** 照面信息, only in which state it is, 证照文件, or 核验. */
  readonly operation: 'DATA' | 'STATUS' | 'FILE' | 'VERIFY';
  /** Absent: the holder's one certificate of the type. */
  readonly certificateId: string | undefined;
  readonly holder: CertificateHolder;
  readonly typeCode: string;
  readonly purpose: { readonly basicCode: string; readonly caseRef: string; readonly reason: string };
  /** 授权用证: the holder consents at this window, until then. 依职能用证: the entry of the list of duties. */
  readonly basis:
    | { readonly kind: 'CONSENT'; readonly expiresAt: string }
    | { readonly kind: 'DUTY'; readonly duty: string };
  /** Unified social credit code. */
  readonly organisation: string;
  readonly clerk: string;
  readonly fields: readonly string[];
  /** With FILE. */
  readonly format?: CertificateFileFormat;
  /** With VERIFY: what the window has before it. */
  readonly seen?: readonly CertificateField[];
  readonly seenFile?: Uint8Array;
}

/** 证照文件: the copy that was made for this use. */
export interface ReleasedFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly format: CertificateFileFormat;
  /** What it was made from, and what the issuing platform has found of its seals. */
  readonly original: NonNullable<CertificateBody<'CertificateAnswer'>['original']>;
}

/** 亮证: a holder, identified at the platform, is about to show a certificate of his. */
export interface OpenRequest {
  /** The platform's own name for the request: asked again under it, the code is the same. */
  readonly ref: string;
  /** Never changes for a ref. */
  readonly occurredAt: number;
  readonly holder: CertificateHolder;
  readonly certificateId: string;
  /** Those that may be shown. */
  readonly fields: readonly string[];
}

export type OpenResult =
  | { readonly kind: 'opened'; readonly code: string; readonly expiresAt: string }
  | Refusal;

/** 扫码: a window has scanned a code. */
export interface ScanRequest
  extends Pick<UseRequest, 'ref' | 'occurredAt' | 'purpose' | 'organisation' | 'clerk' | 'fields'> {
  readonly code: string;
}

/** 凭证: the platform gives a holder's wallet a credential of a certificate for which it answers. */
export interface CredentialRequest {
  readonly certificateId: string;
  readonly facts: Omit<CredentialFacts, 'wallet'>;
  /** Everything that the holder may ever show of it. */
  readonly fields: readonly CertificateField[];
  /** The wallet's public key, a JSON Web Key: whoever has its other half shows the credential. */
  readonly walletKey: unknown;
}

export type CredentialResult = { readonly kind: 'issued'; readonly credential: string } | Refusal;

/** What a window gets. Everything about it has been verified. */
export type UseResult =
  | {
      readonly kind: 'released';
      readonly useId: string;
      readonly certificate: CertificateStatement['certificates'][number];
      readonly fields: readonly CertificateField[];
      /** SD-JWT VC that proves the fields to others, when the issuing platform gave one. */
      readonly credential: string | undefined;
      /** That must be met before it stands for paper. */
      readonly conditions: readonly string[];
      /** With FILE. */
      readonly file?: ReleasedFile;
      /** With VERIFY: what the issuing platform says to what was seen. */
      readonly matches?: readonly CertificateMatch[];
      readonly fileMatches?: boolean;
      /** With VERIFY and a file: what the file says of itself, its seals one by one. */
      readonly examined?: FileReport;
    }
  | Refusal;

/** What the kit does for a province with certificates. */
export interface CertificateAccess {
  /** Once this resolves, the event is kept durably and will be reported. */
  report(event: CertificateEvent): Promise<void>;
  /** Answered within a bounded time whatever happens; asked again under the same `ref`, answered again. */
  use(request: UseRequest): Promise<UseResult>;
  /** The same, of what a holder shows at the window. */
  scan(request: ScanRequest): Promise<UseResult>;
  /** A code for a holder to show. */
  open(request: OpenRequest): Promise<OpenResult>;
  /** A credential for a wallet, signed with the platform's key; the hub has no part in it. */
  issue(request: CredentialRequest): Promise<CredentialResult>;
}

/** The part of a province that speaks of certificates. */
export interface ProvinceCertificates {
  /** What else than fields the platform can be asked for; nothing else when it is left out. */
  readonly offers?: readonly ('FILE' | 'VERIFY')[];
  /** Begins to take up events and requests. Called once, before `start` of the province; ended by its `close`. */
  start(access: CertificateAccess): Promise<void>;
  /**
   * Called for many questions side by side. @throws when the platform cannot say it now.
   * @param unwanted aborted when nobody waits for the answer any more: then nothing of it is to be left lying.
   */
  answer(question: CertificateQuestion, unwanted: AbortSignal): Promise<CertificateReply>;
  /** Tells the platform what became of its event. Called again after a failure. */
  confirm(ref: string, outcome: CertificateOutcome): Promise<void>;
  /** The platform's status lists, when it keeps any: signed and published for it, again and again. */
  statusLists?(): Promise<readonly ProvinceStatusList[]>;
}
