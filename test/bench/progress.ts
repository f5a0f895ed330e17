/** A bar of forty characters on one line. */
export function showBar(share: number, started: number): void {
  const full = Math.round(share * 40);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(
    `\r  [${'#'.repeat(full)}${'.'.repeat(40 - full)}] ${seconds} s${share >= 1 ? '\n' : ''}`,
  );
}
