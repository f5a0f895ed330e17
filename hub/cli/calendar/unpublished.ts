import type { Unpublished } from '#domain/deadline';
import type { Text } from '../speech.js';

/** 无法判定: neither an answer nor a fault. The same exit code as that of other commands that cannot say. */
export const CANNOT_SAY = 3;

export function unpublishedText({ year, region }: Unpublished): Text {
  return {
    zh: `UNPUBLISHED：${region} 的 ${year} 年工作日安排尚未录入，不作推测。`,
    en: `UNPUBLISHED: nothing says which days of ${year} are working days in ${region}; nothing is guessed.`,
  };
}
