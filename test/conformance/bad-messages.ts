import type { SignedParts } from '#crypto/jose';
import type { ErrorCode } from '#proto/errors';
import type { TestPeer } from '../kit/peer.js';

/** What the bad messages are made in: two platforms and a case between them. */
export interface World {
  /** Submits. Signs with SM2. */
  readonly guangdong: TestPeer;
  /** Decides. Signs with Ed25519. */
  readonly henan: TestPeer;
  /** Submitted by Guangdong, decided by Henan; its intake has been recorded. */
  readonly caseNo: string;
}

/** A message that must be refused, and how. */
export interface BadMessage {
  readonly name: string;
  /** Made anew for every door. Guangdong sends it, unless `by` says otherwise. */
  readonly message: (world: World) => SignedParts;
  readonly by?: (world: World) => TestPeer;
  readonly code: ErrorCode;
  /** JSON pointers of everything that is wrong with it. */
  readonly violations?: readonly string[];
  /** Whether it opens a mapping gap for the operators. */
  readonly opensGap?: boolean;
}
