import { readFileSync } from 'node:fs';
import { readTrust, type Trust } from '#crypto/verify';
import { withDatabase, writeTrustFiles } from '#hub/cli';
import { directory } from '#hub/store';
import type { TestHub } from './hub.js';

/** What an auditor would have beforehand. */
export async function trustIn(hub: TestHub, folder: string): Promise<Trust> {
  const { logVkey, logVkeySm2 } = hub.running.services.identity;
  const rows = await withDatabase(hub.database.url, (db) => directory.readDirectory(db));
  const paths = await writeTrustFiles(folder, {
    logVkeys: [logVkey],
    logVkeysSm2: [logVkeySm2],
    keys: rows.keys,
  });
  return readTrust({
    policy: readFileSync(paths.policy, 'utf8'),
    platforms: readFileSync(paths.platforms),
    gm: readFileSync(paths.gm, 'utf8'),
  });
}
