import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, describeCertificate, issueCertificate } from '#crypto/x509';

const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2027, 0, 1);

describe('the certificate authority of a development network, as OpenSSL reads it', () => {
  it('issues certificates for a server with its hosts, and for a client, under its own', async () => {
    const authority = await createAuthority('Tongban test authority', FROM, TO);
    const issue = (usage: 'server' | 'client', hosts: string[]) =>
      issueCertificate(authority, { commonName: 'hub', hosts, usage, validFrom: FROM, validTo: TO });
    const root = new X509Certificate(authority.certificatePem);
    const server = new X509Certificate(
      (await issue('server', ['localhost', '127.0.0.1', '::1'])).certificatePem,
    );
    const client = new X509Certificate((await issue('client', [])).certificatePem);
    expect(root.ca).toBe(true);
    for (const certificate of [server, client]) {
      expect(certificate.ca).toBe(false);
      expect(certificate.checkIssued(root)).toBe(true);
      expect(certificate.verify(root.publicKey)).toBe(true);
    }
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkIP('::1')).toBe('::1');
    expect(server.checkHost('evil.example')).toBeUndefined();
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(client.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('says of a certificate what the hub registers', async () => {
    const authority = await createAuthority('Tongban test authority', FROM, TO);
    const request = {
      commonName: 'henan',
      hosts: [],
      usage: 'client',
      validFrom: FROM,
      validTo: TO,
    } as const;
    const { certificatePem, keyPem: _, ...facts } = await issueCertificate(authority, request);
    const { fingerprint256 } = new X509Certificate(certificatePem);
    expect(facts).toEqual({
      fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
      validFrom: FROM,
      validTo: TO,
    });
    expect(describeCertificate(certificatePem)).toEqual(facts);
    expect(() => describeCertificate('-----BEGIN NOTHING-----')).toThrow();
  });
});
