import { fromLocalTime, LocalTimeError, toLocalTime } from '#connectors/kit';

/** The platform's times: China Standard Time, `2026/11/22 10:00`, with seconds when there are any; days `2026/11/22`. */

const TIME = /^(\d{4})\/(\d{1,2})\/(\d{1,2}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const DAY = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/;

/** To RFC 3339 with +08:00. @throws LocalTimeError. */
export function fromSlashTime(text: string): string {
  const [, year, month = '', day = '', hour = '', minute, second = '00'] = TIME.exec(text) ?? [];
  if (year === undefined) throw new LocalTimeError(text);
  return fromLocalTime(`${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}:${second}`);
}

/** To YYYY-MM-DD. @throws LocalTimeError. */
export function fromSlashDay(text: string): string {
  const [, year, month = '', day = ''] = DAY.exec(text) ?? [];
  if (year === undefined) throw new LocalTimeError(text);
  return fromLocalTime(`${year}-${two(month)}-${two(day)} 00:00:00`).slice(0, 10);
}

/** From RFC 3339. */
export function toSlashTime(moment: string): string {
  return toLocalTime(moment).replaceAll('-', '/').replace(/:00$/, '');
}

/** From YYYY-MM-DD. */
export function toSlashDay(date: string): string {
  return date.replaceAll('-', '/');
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
