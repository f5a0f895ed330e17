import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificatePowers } from '#config';
import { statusListUri } from '#crypto/status-list';
import { readPlatforms, TrustError } from '#crypto/verify';
import type { WindowTrust } from '#crypto/verify/window';

const TOKEN = '.jwt';

/**
 * What a connector keeps for windows without a network: `platforms.json`, and `lists/<platform>/<list>.jwt`.
 * @throws TrustError when it cannot be used.
 */
export async function readWindowFolder(
  folder: string,
  { issuers }: Pick<CertificatePowers, 'issuers'>,
  maxAgeMs: number,
): Promise<WindowTrust> {
  const { keys: platforms, asOf } = readPlatforms(await readFile(join(folder, 'platforms.json')));
  if (asOf === undefined) throw new TrustError('platforms.json does not say of when it is');
  return { issuers, platforms, keysAsOf: asOf, lists: await readLists(join(folder, 'lists')), maxAgeMs };
}

async function readLists(folder: string): Promise<Map<string, string>> {
  const lists = new Map<string, string>();
  for (const platform of await namesIn(folder)) {
    for (const file of await namesIn(join(folder, platform))) {
      if (!file.endsWith(TOKEN)) continue;
      const uri = statusListUri(platform, file.slice(0, -TOKEN.length));
      lists.set(uri, await readFile(join(folder, platform, file), 'utf8'));
    }
  }
  return lists;
}

/** Without lists nothing can be said of any certificate, which is then the verdict. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
