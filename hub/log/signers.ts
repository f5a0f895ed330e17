import type { PrivateKey } from '#crypto/primitives';
import { ed25519Signer, type NoteSigner, sm2NoteSigner, sm3Origin } from '#crypto/tlog';

/** The private keys of a log. While a key is being changed there are two, and every checkpoint bears the lines of both. */
export interface LogKeys {
  readonly logEd25519: PrivateKey;
  readonly logSm2: PrivateKey;
  /** What takes their place. */
  readonly nextLogEd25519?: PrivateKey | undefined;
  readonly nextLogSm2?: PrivateKey | undefined;
}

type Signers = readonly [NoteSigner, ...NoteSigner[]];

/** Who signs the checkpoints of a tree; all of one name, which is its origin. */
export interface TreeSigners {
  /** The tree's own key; then, while it is being changed, the one that takes its place. */
  readonly own: Signers;
  /** Lines that whoever goes by the tree's own key ignores. */
  readonly besides: readonly NoteSigner[];
}

/** Of a hub: both trees have lines of both kinds. */
export interface HubSigners {
  readonly sha256: TreeSigners & { readonly besides: Signers };
  readonly sm3: TreeSigners & { readonly besides: Signers };
}

/**
 * Of the log: Ed25519, and SM2 lines that standard tools ignore. Of its SM3 tree: SM2, and Ed25519 lines by which standard tools
 * can open its checkpoints.
 */
export function logSigners(
  origin: string,
  { logEd25519, nextLogEd25519, logSm2, nextLogSm2 }: LogKeys,
): HubSigners {
  const ed25519 = (name: string): Signers => [
    ed25519Signer(name, logEd25519),
    ...(nextLogEd25519 === undefined ? [] : [ed25519Signer(name, nextLogEd25519)]),
  ];
  const sm2 = (name: string): Signers => [
    sm2NoteSigner(name, logSm2),
    ...(nextLogSm2 === undefined ? [] : [sm2NoteSigner(name, nextLogSm2)]),
  ];
  const ofSm3 = sm3Origin(origin);
  return {
    sha256: { own: ed25519(origin), besides: sm2(origin) },
    sm3: { own: sm2(ofSm3), besides: ed25519(ofSm3) },
  };
}
