import { LocalTimeError } from '#connectors/kit';

/** The platform writes moments as milliseconds since 1970, and days as the moment at which they begin there. */

const CST_MS = 8 * 3_600_000;

/** Unix milliseconds to RFC 3339 with +08:00; milliseconds are written only where there are any. */
export function fromEpoch(unixMs: number): string {
  const text = new Date(unixMs + CST_MS).toISOString().replace('Z', '');
  return `${text.replace(/\.000$/, '')}+08:00`;
}

/** RFC 3339 to unix milliseconds. @throws LocalTimeError. */
export function toEpoch(moment: string): number {
  const unixMs = Date.parse(moment);
  if (Number.isNaN(unixMs)) throw new LocalTimeError(moment);
  return unixMs;
}

/** The moment at which a day begins in China. @throws LocalTimeError. */
export function beginOf(day: string): number {
  return toEpoch(`${day}T00:00:00+08:00`);
}
