import { mod3736 } from '#domain/codes';
import type { CertificateRecord, StateChange } from '#domain/ecert';
import { inventedUscc } from './uscc.js';

/** Invented certificates whose identifiers are right. */

export const LICENCE = '11100000MB0143028R001'; // 营业执照
export const IDENTITY = '11100000000013127D001'; // 居民身份证
export const GUANGDONG = inventedUscc('11440000', 1);
export const HENAN = inventedUscc('11410000', 2);

/** An identifier of GB/T 36904 with its check character. */
export function certificateId(
  serial: string,
  version = '001',
  typeCode = LICENCE,
  issuer = GUANGDONG,
): string {
  const check = mod3736(typeCode + issuer + serial + version);
  return `1.2.156.3005.2.${typeCode}.${issuer}.${serial}.${version}.${check}`;
}

/** Valid from moment 0, held by an organisation. */
export function certificate(id: string, more: Partial<CertificateRecord> = {}): CertificateRecord {
  return {
    id,
    holders: [{ codeType: '001', code: HENAN }],
    history: [change('VALID', 0)],
    supersedes: undefined,
    validFrom: '2020-01-01',
    validTo: undefined,
    ...more,
  };
}

export function change(state: StateChange['state'], from: number, recordedAt = from): StateChange {
  return { state, from, recordedAt };
}
