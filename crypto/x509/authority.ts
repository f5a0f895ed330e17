/**
 * A small certificate authority for TLS between the hub and its peers: P-256 with SHA-256, because TLS libraries everywhere
 * take it (Node.js cannot serve SM2 certificates; SM2 signs messages instead). Used for development networks; a production
 * network brings its own authority.
 */
export interface Authority {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface IssuedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** SHA-256 of the certificate's DER, lower-case hex: what the hub registers. */
  readonly fingerprint: string;
  /** Unix milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** DNS names and IP addresses of a server; empty for a client. */
  readonly hosts: readonly string[];
  readonly usage: 'server' | 'client';
  readonly validFrom: number;
  readonly validTo: number;
}

/** Its library takes a tenth of a second to load, and only a development network issues certificates, once. */
const library = () => import('./issuing.js');

export async function createAuthority(name: string, validFrom: number, validTo: number): Promise<Authority> {
  return (await library()).createAuthority(name, validFrom, validTo);
}

export async function issueCertificate(
  authority: Authority,
  request: CertificateRequest,
): Promise<IssuedCertificate> {
  return (await library()).issueCertificate(authority, request);
}
