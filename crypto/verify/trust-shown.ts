import { hex, sha256 } from '#crypto/primitives';
import type { LogTrust, PlatformKey } from './trust.js';

/** The keys that a report rests on, by fingerprints that go into a paper file. */
export interface TrustShown {
  /** Of the policy file, hex; undefined when none was given. */
  readonly policySha256: string | undefined;
  readonly keys: readonly ShownKey[];
}

export interface ShownKey {
  readonly role: 'LOG' | 'LOG_SM2' | 'WITNESS' | 'PLATFORM';
  readonly name: string;
  /** SHA-256 of the SubjectPublicKeyInfo in DER, hex. */
  readonly sha256: string;
}

/** @param signers the keys of platforms that signed something. */
export function shown(
  { policy, policySha256, gm }: LogTrust,
  signers: readonly PlatformKey[] = [],
): TrustShown {
  const key = (role: ShownKey['role'], name: string, { spki }: { readonly spki: Uint8Array }): ShownKey => ({
    ...{ role, name },
    sha256: hex(sha256(spki)),
  });
  const keys = [
    ...policy.logs.map((log) => key('LOG', log.name, log)),
    ...(gm?.logs ?? []).map((log) => key('LOG_SM2', log.name, log)),
    ...[...policy.witnesses, ...(gm?.witnesses ?? [])].map(([name, verifier]) =>
      key('WITNESS', name, verifier),
    ),
    ...signers.map(({ platform, publicKey }) => key('PLATFORM', platform, publicKey)),
  ];
  return { policySha256, keys };
}
