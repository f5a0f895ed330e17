import type { SealReport } from '#crypto/eseal';

/** What is said of each file of the package, and of each that a signature names. */
export const FILE_STATES = {
  COVERED: { zh: '受签章保护，未改动', en: 'covered by a proven seal, and as it was' },
  CHANGED: { zh: '签章后被改动', en: 'changed after it was sealed' },
  MISSING: { zh: '签章后被移除', en: 'removed after it was sealed' },
  NOT_COVERED: { zh: '不受签章保护', en: 'not covered by any proven seal' },
  DIGEST_UNKNOWN: { zh: '杂凑算法不支持，无法核对', en: 'named with a digest that cannot be checked' },
  LIST_EXTENDED: {
    zh: '签章列表因后续签章而更新',
    en: 'the list of signatures, extended by a later proven seal',
  },
  SIGNATURE: { zh: '签章自身的文件', en: 'part of the signing itself' },
} as const;

export type FileState = keyof typeof FILE_STATES;

/** What is said of the whole. Only the first one means that nobody but the signers could have made it. */
export const OFD_VERDICTS = {
  WHOLE: { zh: '签章有效，全部文件受保护', en: 'every seal is proven, every file covered' },
  PARTLY_COVERED: {
    zh: '签章有效，部分文件不受保护',
    en: 'every seal is proven, but not every file covered',
  },
  CHANGED: { zh: '签章后内容被改动', en: 'changed after it was sealed' },
  UNPROVEN: { zh: '签章未获证明', en: 'a seal is not proven' },
  UNSIGNED: { zh: '无签章', en: 'not sealed' },
} as const;

export type OfdVerdict = keyof typeof OFD_VERDICTS;

export interface FileAnswer {
  readonly path: string;
  readonly state: FileState;
}

export interface OfdSignature {
  readonly id: string;
  /** `Seal` or `Sign`, as the list says. */
  readonly type: string;
  readonly path: string;
  readonly seal: SealReport;
  /** Whether the seal that the document shows is the one that was used. */
  readonly shownSeal: 'SAME' | 'DIFFERS' | 'NONE';
  /** Every step of the seal passed, and the seal shown is the one used. */
  readonly isProven: boolean;
  /** What its references say, whether it is proven or not; those that lead nowhere by their location. */
  readonly references: readonly FileAnswer[];
}

export interface OfdReport {
  readonly verdict: OfdVerdict;
  /** Of the whole file, hex. */
  readonly sm3: string;
  readonly sha256: string;
  readonly signatures: readonly OfdSignature[];
  /** By path, each once. Only what proven seals say counts here. */
  readonly files: readonly FileAnswer[];
}
