import type { Suite } from '#crypto/primitives';
import type { ServedItem } from './directory.js';

/** Keys that the peer under test brings itself; PEM files. */
export interface OwnKeys {
  /** SubjectPublicKeyInfo of its signing key. */
  readonly publicKey: string;
  /** Its TLS client certificate. */
  readonly certificate: string;
  /** Who issued that certificate. */
  readonly authority: string;
}

/** Somebody who takes part. */
export interface Party {
  readonly peerId: string;
  readonly name: string;
  readonly uscc: string;
  readonly divisionCode: string;
  readonly suite: Suite;
}

/** What the suite is to build. */
export interface StagePlan {
  readonly peer: Party;
  /** Undefined: the suite makes keys for it. */
  readonly ownKeys: OwnKeys | undefined;
  readonly counterpart: Party;
  readonly item: ServedItem;
  /** Where the peer is to connect, and where the suite listens. */
  readonly host: string;
  readonly grpcPort: number;
  readonly restPort: number;
  /** The suite's own folder: database, log, files. */
  readonly workFolder: string;
  /** Where keys and the connector's configuration stand; what is there already is used again. */
  readonly materialFolder: string;
  /** A PostgreSQL server to make databases in; empty: the embedded one. */
  readonly serverUrl: string;
}
