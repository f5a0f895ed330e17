import type { IssuerRegistry } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { certificates } from '#hub/store';
import type { CertificateBody } from '#proto/schema';

type Original = NonNullable<CertificateBody<'CertificateAnswer'>['original']>;
type Certificate = Pick<certificates.CertificateRow, 'issuer' | 'typeCode' | 'divisionCode'>;

/**
 * What the register of issuers says of the seals on a file, which the issuing platform has verified. Of an issuer whose seals are
 * registered nothing goes out without one of them; where none is registered, whoever gets the file is told what was found. A true
 * seal of somebody else is not enough, nor one used outside its days (proved by test/integration/certificate-seals.test.ts).
 * @returns undefined when it may go out.
 */
export function judgeSeals(
  { issuer, typeCode, divisionCode }: Certificate,
  { seals, sealedBy }: Original,
  issuers: IssuerRegistry,
): { readonly outcome: 'UNVERIFIED' | 'SEAL_NOT_ALLOWED'; readonly detail: string } | undefined {
  if (!issuers.hasSeals(issuer)) return undefined;
  if ((seals !== 'WHOLE' && seals !== 'PARTLY_COVERED') || sealedBy.length === 0) {
    return {
      outcome: 'UNVERIFIED',
      detail: `a file of ${issuer} without a seal that was verified: ${seals}`,
    };
  }
  for (const { certificateSha256: kid, signedAt } of sealedBy) {
    const issuedOn = dayOf(Date.parse(signedAt));
    const verdict = issuers.mayHaveIssued({ issuer, typeCode, divisionCode, kid, use: 'SEAL', issuedOn });
    if (verdict !== 'MAY_ISSUE') {
      return { outcome: 'SEAL_NOT_ALLOWED', detail: `the seal of ${kid} used on ${issuedOn}: ${verdict}` };
    }
  }
  return undefined;
}
