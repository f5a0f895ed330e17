import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import { type PolicyFault, parseGmPolicy, parsePolicy, type TrustPolicy } from '#crypto/tlog';
import { type LogKeys, type LogPolicies, logSigners, type TreeSigners } from '#hub/log';

/**
 * The witnesses that this log asks, as the configuration names them.
 * @returns undefined when it names no policy.
 * @throws Error when a policy is wrong, lacks a key of this log, or could never be met.
 */
export async function readLogPolicy(
  { witnessing, sm3, hub }: Config,
  keys: LogKeys,
): Promise<LogPolicies | undefined> {
  if (witnessing.policy === '') {
    if (sm3.policy !== '') throw new Error('sm3.policy needs witnessing.policy');
    return undefined;
  }
  const signers = logSigners(hub.logOrigin, keys);
  const policy = await readPolicy(witnessing.policy, parsePolicy, signers.sha256);
  if (sm3.policy === '') return { policy };
  return { policy, gmPolicy: await readPolicy(sm3.policy, parseGmPolicy, signers.sm3) };
}

async function readPolicy(
  file: string,
  parse: (source: string) => TrustPolicy | PolicyFault,
  { own }: TreeSigners,
): Promise<TrustPolicy> {
  const policy = parse(await readFile(file, 'utf8'));
  if ('reason' in policy) throw new Error(`${file}:${policy.line}: ${policy.reason}`);
  for (const { verifier, vkey } of own) {
    const isNamed = policy.logs.some(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId);
    if (!isNamed) throw new Error(`${file} has no line for this log: log ${vkey}`);
  }
  if (!policy.isQuorum(new Set(policy.witnessUrls.keys()))) {
    throw new Error(`${file}: the witnesses that have an address are too few for its quorum`);
  }
  return policy;
}
