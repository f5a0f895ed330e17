/** Unix milliseconds. */
export function systemTime(): number {
  return Date.now();
}
