/** Who takes part, with which keys and rights. Rules are data: everything has a first and a last day. */

/** A registered platform. */
export interface Peer {
  readonly peerId: string;
  readonly name: string;
  readonly uscc: string;
  readonly divisionCode: string;
}

/** A public signing key and when it may be used; times in unix milliseconds. */
export interface PeerKey {
  readonly kid: string;
  readonly peerId: string;
  readonly suite: 'ED25519' | 'P256' | 'SM2';
  readonly spki: Uint8Array;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | null;
}

/** A TLS client certificate: SHA-256 of its DER, in lower-case hex. */
export interface PeerCertificate {
  readonly fingerprint: string;
  readonly peerId: string;
  readonly validFrom: number;
  readonly validTo: number;
}

export const OPERATIONS = [
  'SUBMIT',
  'DECIDE',
  'ISSUE_CERTIFICATE',
  'USE_CERTIFICATE',
  'GRANT_CONSENT',
  'SUPERVISE',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What a peer may do, for which items, from when to when (YYYY-MM-DD, inclusive). */
export interface PeerRight {
  readonly peerId: string;
  readonly operation: Operation;
  /** Of the basic code, with ISSUE_CERTIFICATE of the certificate type; empty: every one. */
  readonly itemPrefix: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface DirectoryRows {
  readonly peers: readonly Peer[];
  readonly keys: readonly PeerKey[];
  readonly certificates: readonly PeerCertificate[];
  readonly rights: readonly PeerRight[];
}
