import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerError } from '#crypto/asn1';
import { fromBase64, generatePrivateKey, hex } from '#crypto/primitives';
import { createAuthority } from '#crypto/x509';
import { isIssuedBySm2, isValidAt, parseCertificate, publicKeyOf } from '#crypto/x509/certificate';
import { issueSm2, YEAR_BEGINS, YEAR_ENDS } from '../../../kit/certificates.js';
import { mutationsOf } from '../../../kit/mutation.js';

const authority = issueSm2({ name: '测试证书认证机构', usage: 0x06 });
const holder = issueSm2({ name: '某市民政局', issuer: authority, serial: 0x8001n });
const certificate = parseCertificate(holder.certificate);

describe('a certificate with an SM2 key', () => {
  it('says the same as OpenSSL reads in it', () => {
    const other = new X509Certificate(holder.certificate);
    expect(certificate.serial).toBe(BigInt(`0x${other.serialNumber}`));
    expect(certificate.validFrom).toBe(Date.parse(other.validFrom));
    expect(certificate.validTo).toBe(Date.parse(other.validTo));
    expect(hex(certificate.spki)).toBe(
      other.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    );
    expect(certificate.subject).toBe('CN=某市民政局, C=CN');
    expect(certificate.issuer).toBe('CN=测试证书认证机构, C=CN');
    expect(certificate.usages).toEqual(['digitalSignature', 'nonRepudiation']);
  });

  it('is read whatever its key, and its key is used where it is supported', async () => {
    const { certificatePem } = await createAuthority('P-256', YEAR_BEGINS, YEAR_ENDS);
    const der = fromBase64(certificatePem.replace(/-----[^-]*-----|\s/g, '')) ?? new Uint8Array(0);
    const parsed = parseCertificate(der);
    expect(parsed.subject).toBe('CN=P-256');
    expect(parsed.usages).toEqual(['keyCertSign', 'cRLSign']);
    expect(publicKeyOf(parsed)?.suite).toBe('P256');
    expect(isIssuedBySm2(parsed, parsed)).toBe(false);
  });

  it('was issued by who signed it, and by nobody else of the same name', () => {
    const impostor = issueSm2({ name: '测试证书认证机构' });
    const namesake = issueSm2({ name: '另一机构' }, authority.key);
    expect(isIssuedBySm2(certificate, parseCertificate(authority.certificate))).toBe(true);
    expect(isIssuedBySm2(certificate, parseCertificate(impostor.certificate))).toBe(false);
    expect(isIssuedBySm2(certificate, parseCertificate(namesake.certificate))).toBe(false);
  });

  it('holds from its first second to its last', () => {
    const moments = [YEAR_BEGINS - 1, YEAR_BEGINS, YEAR_ENDS, YEAR_ENDS + 1];
    expect(moments.map((at) => isValidAt(certificate, at))).toEqual([false, true, true, false]);
  });

  it('names the critical extensions that nobody here understands', () => {
    const odd = parseCertificate(issueSm2({ name: 'x', hasUnknownExtension: true }).certificate);
    expect(odd.unknownCritical).toEqual(['1.2.3.4']);
    expect(certificate.unknownCritical).toEqual([]);
  });

  it('shows a name as it is, and not as its writer would have it seen', () => {
    const name = '甲,CN=乙\u202e\n';
    expect(parseCertificate(issueSm2({ name }).certificate).subject).toBe(
      'CN=甲\\,CN\\=乙\\e2\\80\\ae\\0a, C=CN',
    );
  });

  it('is not believed after any change: it is refused, or its issuer did not sign it', () => {
    const issuer = parseCertificate(authority.certificate);
    const key = generatePrivateKey('SM2');
    fc.assert(
      fc.property(mutationsOf(issueSm2({ name: 'x', issuer: authority }, key).certificate), (bytes) => {
        try {
          expect(isIssuedBySm2(parseCertificate(bytes), issuer)).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
