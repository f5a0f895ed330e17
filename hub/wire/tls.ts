import type { TlsOptions } from 'node:tls';

/** PEM of the server and of the authorities whose client certificates are let in. */
export interface TlsMaterial {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * How long a caller may take to begin: the handshake, the headers. @param requestTimeoutMs for a whole request, 0: for ever.
 */
export function beginningTimeout(requestTimeoutMs: number): number {
  return requestTimeoutMs === 0 ? MAX_BEGINNING_MS : Math.min(MAX_BEGINNING_MS, requestTimeoutMs);
}

const MAX_BEGINNING_MS = 10_000;

/** Both transports are spoken under these terms: TLS 1.3, and a client certificate of a known authority. */
export function mutualTls(material: TlsMaterial, requestTimeoutMs: number): TlsOptions {
  const { ca } = material;
  return { ...serverTls(material, requestTimeoutMs), ca, requestCert: true, rejectUnauthorized: true };
}

/** For those who show by other means who they are. */
export function serverTls(
  { certificate, key }: Omit<TlsMaterial, 'ca'>,
  requestTimeoutMs: number,
): TlsOptions {
  const handshakeTimeout = beginningTimeout(requestTimeoutMs);
  return { cert: certificate, key, minVersion: 'TLSv1.3', handshakeTimeout };
}
