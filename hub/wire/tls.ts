import type { TlsOptions } from 'node:tls';

/** PEM of the server and of the authorities whose client certificates are let in. */
export interface TlsMaterial {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** Both transports are spoken under these terms: TLS 1.3, and a client certificate of a known authority. */
export function mutualTls({ ca, certificate, key }: TlsMaterial): TlsOptions {
  return {
    ca,
    cert: certificate,
    key,
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
    handshakeTimeout: 10_000,
  };
}
