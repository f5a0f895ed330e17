import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import { ed25519Signer, parsePolicy, type TrustPolicy } from '#crypto/tlog';
import type { HubMaterial } from '#hub/main';

/**
 * The witnesses that this log asks, as the configuration names them.
 * @returns undefined when it names no policy.
 * @throws Error when the policy is wrong, is for another log, or could never be met.
 */
export async function readLogPolicy(
  config: Config,
  material: Pick<HubMaterial, 'logEd25519'>,
): Promise<TrustPolicy | undefined> {
  const file = config.witnessing.policy;
  if (file === '') return undefined;
  const policy = parsePolicy(await readFile(file, 'utf8'));
  if ('reason' in policy) throw new Error(`${file}:${policy.line}: ${policy.reason}`);
  const { verifier, vkey } = ed25519Signer(config.hub.logOrigin, material.logEd25519);
  const isOurs = policy.logs.some(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId);
  if (!isOurs) throw new Error(`${file} has no line for this log: log ${vkey}`);
  if (!policy.isQuorum(new Set(policy.witnessUrls.keys()))) {
    throw new Error(`${file}: the witnesses that have an address are too few for its quorum`);
  }
  return policy;
}
