import { hex, sm3 } from '#crypto/primitives';

/** What a copy says of itself, on every page: which use it was made for, and that it serves nothing else. */
export interface CopyNote {
  /** 用证事由, in the words of who uses it. */
  readonly purpose: string;
  /** 事项, its basic code. */
  readonly item: string;
  /** Undefined when there is no case. */
  readonly caseNo: string | undefined;
  /** 使用单位. */
  readonly usedBy: string;
  /** When it was asked for: `2026-12-31 08:30:00`. */
  readonly at: string;
  /** 用证编号. */
  readonly useId: string;
}

/** Stands on every copy, before everything else. */
export const COPY_MARK = '副本，非原件';

/** What a copy says of itself to programs. It is nobody's word: a copy is believed because its issuer signed its digest. */
export interface CopyMark {
  /** Hex. */
  readonly originalSm3: string;
  readonly useId: string;
}

/** Under which names the two stand. */
export const MARK_NAMES = { originalSm3: '原件SM3', useId: '用证编号' } as const;

/** Lines for people; by the last two a copy is traced to its use and to its original. */
export function noteLines(note: CopyNote, original: Uint8Array): readonly string[] {
  return [
    COPY_MARK,
    `仅供：${note.purpose}`,
    `事项：${note.item}`,
    `办件编号：${note.caseNo ?? '无'}`,
    `使用单位：${note.usedBy}`,
    `用证时间：${note.at}`,
    `${MARK_NAMES.useId}：${note.useId}`,
    `${MARK_NAMES.originalSm3}：${hex(sm3(original))}`,
  ];
}
