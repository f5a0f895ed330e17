const CST_MS = 8 * 3_600_000;

/** Provincial platforms write China Standard Time without saying so. "2026-11-22 10:00:00". */
export function localTime(unixMs: number): string {
  return new Date(unixMs + CST_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** "20261122100000". */
export function compactTime(unixMs: number): string {
  return localTime(unixMs).replaceAll(/[-: ]/g, '');
}
