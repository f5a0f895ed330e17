import type { z } from 'zod';
import type { FileReport } from '#crypto/copies';
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
  /** Purpose, basis, organisation, clerk, and the fields asked for. */
  readonly use: CertificateBody<'UseCertificate'>;
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

/** What a window gets. Everything about it has been verified. */
export type UseResult =
  | {
      readonly kind: 'released';
      readonly useId: string;
      readonly certificate: CertificateStatement['certificates'][number];
      readonly fields: readonly CertificateField[];
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
}

/** The part of a province that speaks of certificates. */
export interface ProvinceCertificates {
  /** What else than fields the platform can be asked for; nothing else when it is left out. */
  readonly offers?: readonly ('FILE' | 'VERIFY')[];
  /** Begins to take up events and requests. Called once, before `start` of the province; ended by its `close`. */
  start(access: CertificateAccess): Promise<void>;
  /** Called for many questions side by side. @throws when the platform cannot say it now. */
  answer(question: CertificateQuestion): Promise<CertificateReply>;
  /** Tells the platform what became of its event. Called again after a failure. */
  confirm(ref: string, outcome: CertificateOutcome): Promise<void>;
}
