import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where a Chromium stands on this machine: Debian's, or the one that CHROMIUM_PATH names. */
export const chromiumPath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => path !== undefined && existsSync(path));

/** For the name of a test that needs a browser: why it is skipped, if it is. */
export const unlessBrowser = chromiumPath === undefined ? ' (skipped: no Chromium; set CHROMIUM_PATH)' : '';

export function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('no Chromium is installed');
  // Chromium has no sandbox for root, which is who runs tests in a container.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath: chromiumPath, chromiumSandbox });
}
