import type { SealReport } from '#crypto/eseal';

/** What is said of the whole of a PDF. Only the first one means that nobody but the signer could have made it. */
export const PDF_VERDICTS = {
  WHOLE: { zh: '签章有效，整个文件受保护', en: 'every seal is proven, and covers the whole file' },
  PARTLY_COVERED: {
    zh: '签章有效，但签章后文件有追加，追加部分可改变所见内容',
    en: 'every seal is proven, but the file was added to afterwards, which may change what is seen',
  },
  CHANGED: { zh: '签章后内容被改动', en: 'changed after it was sealed' },
  UNPROVEN: { zh: '签章未获证明', en: 'a seal is not proven' },
  UNSIGNED: { zh: '无签章', en: 'not sealed' },
  NOT_CHECKED: {
    zh: '含不支持的签名，未核验',
    en: 'not checked: it has signatures of kinds that are not supported',
  },
} as const;

export type PdfVerdict = keyof typeof PDF_VERDICTS;

export interface PdfSignature {
  /** As the signature dictionary says; undefined when it cannot be read. */
  readonly subFilter: string | undefined;
  /** Whether it is of a kind that is looked at. */
  readonly isSupported: boolean;
  readonly seal: SealReport;
  /** The first byte that it does not cover; the length of the file when it covers all. Undefined when it cannot be read. */
  readonly end: number | undefined;
}

export interface PdfReport {
  readonly verdict: PdfVerdict;
  /** Of the whole file, hex. */
  readonly sm3: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly signatures: readonly PdfSignature[];
}
