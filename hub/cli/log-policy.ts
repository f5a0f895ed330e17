import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import {
  ed25519Signer,
  type NoteSigner,
  type PolicyFault,
  parseGmPolicy,
  parsePolicy,
  sm2NoteSigner,
  sm3Origin,
  type TrustPolicy,
} from '#crypto/tlog';
import type { LogPolicies } from '#hub/log';
import type { HubMaterial } from '#hub/main';

/**
 * The witnesses that this log asks, as the configuration names them.
 * @returns undefined when it names no policy.
 * @throws Error when a policy is wrong, is for another log, or could never be met.
 */
export async function readLogPolicy(
  { witnessing, sm3, hub }: Config,
  material: Pick<HubMaterial, 'logEd25519' | 'logSm2'>,
): Promise<LogPolicies | undefined> {
  if (witnessing.policy === '') {
    if (sm3.policy !== '') throw new Error('sm3.policy needs witnessing.policy');
    return undefined;
  }
  const own = ed25519Signer(hub.logOrigin, material.logEd25519);
  const policy = await readPolicy(witnessing.policy, parsePolicy, own);
  if (sm3.policy === '') return { policy };
  const ownGm = sm2NoteSigner(sm3Origin(hub.logOrigin), material.logSm2);
  return { policy, gmPolicy: await readPolicy(sm3.policy, parseGmPolicy, ownGm) };
}

async function readPolicy(
  file: string,
  parse: (source: string) => TrustPolicy | PolicyFault,
  { verifier, vkey }: NoteSigner,
): Promise<TrustPolicy> {
  const policy = parse(await readFile(file, 'utf8'));
  if ('reason' in policy) throw new Error(`${file}:${policy.line}: ${policy.reason}`);
  const isOurs = policy.logs.some(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId);
  if (!isOurs) throw new Error(`${file} has no line for this log: log ${vkey}`);
  if (!policy.isQuorum(new Set(policy.witnessUrls.keys()))) {
    throw new Error(`${file}: the witnesses that have an address are too few for its quorum`);
  }
  return policy;
}
