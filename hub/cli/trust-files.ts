import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64 } from '#crypto/primitives';
import type { PeerKey } from '#domain/directory';

/** What an auditor needs beforehand to check evidence. He must get it by a way he trusts, not along with the evidence. */
export interface TrustSource {
  readonly logVkey: string;
  readonly logVkeySm2: string;
  readonly keys: readonly PeerKey[];
  /** The policy under which the log is published, when it has witnesses. */
  readonly policy?: string;
}

export interface TrustPaths {
  readonly policy: string;
  readonly gm: string;
  readonly platforms: string;
}

export async function writeTrustFiles(folder: string, source: TrustSource): Promise<TrustPaths> {
  await mkdir(folder, { recursive: true });
  const paths = {
    policy: join(folder, 'policy.txt'),
    gm: join(folder, 'policy.gm'),
    platforms: join(folder, 'platforms.json'),
  };
  await writeFile(paths.policy, source.policy ?? `log ${source.logVkey}\nquorum none\n`);
  await writeFile(paths.gm, `${source.logVkeySm2}\n`);
  await writeFile(paths.platforms, `${JSON.stringify({ keys: source.keys.map(describe) }, null, 1)}\n`);
  return paths;
}

function describe(key: PeerKey): object {
  return {
    platform: key.peerId,
    publicKey: base64(key.spki),
    validFrom: new Date(key.validFrom).toISOString(),
    validTo: new Date(key.validTo).toISOString(),
    ...(key.revokedAt === null ? {} : { revokedAt: new Date(key.revokedAt).toISOString() }),
  };
}
