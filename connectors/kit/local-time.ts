/** Provincial platforms write China Standard Time without saying so. */

const LOCAL = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** A time that cannot be read: the platform's data is wrong. */
export class LocalTimeError extends Error {
  constructor(text: string) {
    super(`not a time: ${text}`);
    this.name = 'LocalTimeError';
  }
}

/** "2026-11-22 10:00:00" to RFC 3339 with +08:00. */
export function fromLocalTime(text: string): string {
  const [, year, month, day, time] = LOCAL.exec(text) ?? [];
  return existing(text, `${year}-${month}-${day}T${time}+08:00`);
}

/** "20261122100000" to RFC 3339 with +08:00. */
export function fromCompactTime(text: string): string {
  const [, year, month, day, hour, minute, second] = COMPACT.exec(text) ?? [];
  return existing(text, `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}

/** RFC 3339 to "2026-11-22 10:00:00". */
export function toLocalTime(moment: string): string {
  const unixMs = Date.parse(moment);
  if (Number.isNaN(unixMs)) throw new LocalTimeError(moment);
  return new Date(unixMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** RFC 3339 to "20261122100000". */
export function toCompactTime(moment: string): string {
  return toLocalTime(moment).replaceAll(/[-: ]/g, '');
}

/** RFC 3339 or unix milliseconds to the day in China, YYYY-MM-DD. */
export function localDay(moment: string | number): string {
  const unixMs = typeof moment === 'number' ? moment : Date.parse(moment);
  return toLocalTime(new Date(unixMs).toISOString()).slice(0, 10);
}

/** The calendar must have the time: Date reads the 30th of February as the 2nd of March. */
function existing(text: string, moment: string): string {
  if (Number.isNaN(Date.parse(moment)) || toLocalTime(moment).replace(' ', 'T') !== moment.slice(0, 19)) {
    throw new LocalTimeError(text);
  }
  return moment;
}
