import type { Suite } from '#crypto/primitives';

/**
 * The algorithm allow-list, once. `SGD_SM3_SM2` is named after GM/T 0006 and is not an IANA name: it is known inside this
 * profile only. A header's algorithm never chooses the check; it must equal the one its key's suite demands.
 */
export const ALGORITHMS = { ED25519: 'EdDSA', P256: 'ES256', SM2: 'SGD_SM3_SM2' } as const satisfies Record<
  Suite,
  string
>;

export type Algorithm = (typeof ALGORITHMS)[Suite];

export function isAllowedAlgorithm(text: string): text is Algorithm {
  return Object.values<string>(ALGORITHMS).includes(text);
}
