import { InvalidArgumentError, Option } from 'commander';
import { ENCODINGS } from '#hub/catalogue';

/** Options that several commands about the catalogue share. */

/** YYYY-MM-DD of a day that exists. */
export function readDay(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time);
  if (!isDay || new Date(time).toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('应为日期，如 2026-11-22 · expected a date like 2026-11-22');
  return text;
}

export function encodingOption(): Option {
  return new Option('--encoding <encoding>', '文件编码 · how the file is encoded')
    .choices([...ENCODINGS])
    .default('utf-8');
}

export function readCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('应为非负整数 · expected a whole number');
  return Number(text);
}
