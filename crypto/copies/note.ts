import { hex, sm3 } from '#crypto/primitives';

/** What a copy says of itself, on every page: what it was made for, and that it serves nothing else. */
export interface CopyNote {
  /** 用途, in the words of who uses it. */
  readonly purpose: string;
  readonly caseNo: string;
  /** 使用单位. */
  readonly usedBy: string;
  /** The day on which it was made, and the last one on which it may be used: `2026-12-31`. */
  readonly made: string;
  readonly expires: string;
}

/** Stands on every copy, before everything else. */
export const COPY_MARK = '副本，非原件';

/** Lines for people; the last one is how a copy is traced to its original. */
export function noteLines(note: CopyNote, original: Uint8Array): readonly string[] {
  return [
    COPY_MARK,
    `用途：${note.purpose}`,
    `办件编号：${note.caseNo}`,
    `使用单位：${note.usedBy}`,
    `制作日期：${note.made}`,
    `有效期至：${note.expires}，逾期无效`,
    `原件SM3：${hex(sm3(original))}`,
  ];
}
