import type { Relation } from './comparison.js';
import type { Status } from './totals.js';

/** What the report says to people: Chinese first, English beside. Each mark can be told apart without colour. */

export const STATUS_WORDS: Readonly<Record<Status, { mark: string; zh: string; en: string }>> = {
  same: { mark: '✓', zh: '一致', en: 'same' },
  differs: { mark: '≠', zh: '不一致', en: 'differs' },
  unknown: { mark: '？', zh: '未说明', en: 'unknown' },
};

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  SAME: '相同',
  BETTER: '更短',
  WORSE: '更长',
  DIFFERENT: '不同',
  NOT_COMPARABLE: '单位不可比',
};

export function relationWord(relation: Relation | undefined): string {
  return relation === undefined ? '无标准' : RELATION_WORDS[relation];
}

/** Lines of a value; no lines and no value are told apart. */
export function linesOf(value: readonly string[] | undefined): readonly string[] {
  if (value === undefined) return ['（未规定）'];
  return value.length === 0 ? ['（无）'] : value;
}
