import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64 } from '#crypto/primitives';
import type { PeerKey } from '#domain/directory';

/** What an auditor needs beforehand to check evidence. He must get it by a way he trusts, not along with the evidence. */
export interface TrustSource {
  /** Two while the key is being changed, as of those below. */
  readonly logVkeys: readonly string[];
  readonly logVkeysSm2: readonly string[];
  /** Of the SM3 tree, where it is kept. */
  readonly sm3Vkeys?: readonly string[];
  readonly keys: readonly PeerKey[];
  /** The policy under which the log is published, when it has witnesses. */
  readonly policy?: string;
  /** The same of the SM3 tree. */
  readonly gmPolicy?: string;
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
  await writeFile(paths.policy, source.policy ?? `${logLines(source.logVkeys)}quorum none\n`);
  await writeFile(paths.gm, gmPolicyOf(source));
  await writeFile(paths.platforms, `${JSON.stringify({ keys: source.keys.map(describe) }, null, 1)}\n`);
  return paths;
}

/** The SM2 line of the log's checkpoints, and the SM3 tree beside it. */
function gmPolicyOf({ logVkeysSm2, sm3Vkeys = [], gmPolicy }: TrustSource): string {
  return logLines(logVkeysSm2) + (gmPolicy ?? `${logLines(sm3Vkeys)}quorum none\n`);
}

function logLines(vkeys: readonly string[]): string {
  return vkeys.map((vkey) => `log ${vkey}\n`).join('');
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
