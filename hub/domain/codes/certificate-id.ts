import { mod3736 } from './check-character.js';

/** 电子证照标识, GB/T 36904: `1.2.156.3005.2.` type 21 `.` issuer `.` serial `.` version 3 `.` check 1. */
export interface CertificateId {
  readonly typeCode: string;
  /** USCC; older identifiers carry a six-digit division. */
  readonly issuer: string;
  readonly serial: string;
  readonly version: string;
}

const SHAPE = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,32})\.(\d{3})\.([0-9A-Z])$/;

/** @returns the identifier taken apart, or what is wrong with it. A wrong check character is reported, never mended. */
export function parseCertificateId(text: string): CertificateId | string {
  const match = SHAPE.exec(text);
  if (match === null) return 'not an electronic certificate identifier of GB/T 36904';
  const [, typeCode = '', issuer = '', serial = '', version = '', check = ''] = match;
  const expected = mod3736(typeCode + issuer + serial + version);
  if (check !== expected) return `the check character is ${check}, expected ${expected}`;
  return { typeCode, issuer, serial, version };
}
