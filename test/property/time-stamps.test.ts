import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerError } from '#crypto/asn1';
import {
  formatTimeStampFile,
  parseTimeStampFile,
  parseTimeStampResponse,
  type TimeStampVerdict,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { parseCertificate, parseOcspResponse, parseRevocationList } from '#crypto/x509/certificate';
import { YEAR_BEGINS } from '../kit/certificates.js';
import { flipsOf } from '../kit/flips.js';
import { mutationsOf } from '../kit/mutation.js';
import { makeOcsp } from '../kit/ocsp.js';
import { makeSm2Tsa, makeToken } from '../kit/time-stamps.js';

const DATA = Buffer.from('what was published');
const { maker, root, revocationList } = makeSm2Tsa();
const trust = {
  roots: [parseCertificate(root.certificate)],
  revocationLists: [parseRevocationList(revocationList)],
};
const token = makeToken(DATA, maker, { at: YEAR_BEGINS + 1_000, nonce: 5n });
const file = formatTimeStampFile(token);

/** As the verifier takes a `.tsr` file. */
function passes(bytes: Uint8Array): boolean {
  try {
    const read = parseTimeStampFile(bytes);
    return read !== undefined && verifyTimeStamp(read, { data: DATA }, trust).verdict === 'VALID';
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

describe('a time stamp', () => {
  it('does not pass with any of its bytes changed', () => {
    expect(passes(file)).toBe(true);
    const passed = [...flipsOf(file, [0])].filter(([, flipped]) => passes(flipped)).map(([at]) => at);
    expect(passed).toEqual([]);
  });

  /** Of the stamp, with nothing else of whether its certificate is revoked. */
  function verdictWith(kind: 'crl' | 'ocsp', bytes: Uint8Array): TimeStampVerdict | 'UNREAD' {
    try {
      const collected =
        kind === 'crl'
          ? { lists: [parseRevocationList(bytes)], responses: [] }
          : { lists: [], responses: [parseOcspResponse(bytes)] };
      return verifyTimeStamp(token, { data: DATA, collected }, { ...trust, revocationLists: [] }).verdict;
    } catch (error) {
      if (error instanceof DerError) return 'UNREAD';
      throw error;
    }
  }

  const response = makeOcsp(root, parseCertificate(maker.certificate), YEAR_BEGINS + 1_000);
  const revoked = makeOcsp(root, parseCertificate(maker.certificate), YEAR_BEGINS + 1_000, YEAR_BEGINS);

  it.each([
    ['list', 'crl', revocationList, 'VALID'],
    ['response', 'ocsp', response, 'VALID'],
    ['response that it is revoked', 'ocsp', revoked, 'REVOKED'],
  ] as const)('is not settled by a %s with any of its bytes changed', (_, kind, bytes, whole) => {
    expect(verdictWith(kind, bytes)).toBe(whole);
    const settled = [...flipsOf(bytes, [0])].filter(
      ([, flipped]) => !['UNREAD', 'REVOCATION_UNKNOWN'].includes(verdictWith(kind, flipped)),
    );
    expect(settled.map(([at]) => at)).toEqual([]);
  });

  it('is not settled by what became of a list or a response, and never throws', () => {
    for (const [kind, bytes] of [['crl', revocationList] as const, ['ocsp', response] as const]) {
      fc.assert(
        fc.property(mutationsOf(bytes), (changed) => {
          expect(['UNREAD', 'REVOCATION_UNKNOWN']).toContain(verdictWith(kind, changed));
        }),
      );
    }
  });

  it('is refused or false, and never throws, whatever became of it', () => {
    fc.assert(fc.property(mutationsOf(file), (bytes) => !passes(bytes)));
    fc.assert(
      fc.property(mutationsOf(token), (bytes) => {
        const { verdict } = verifyTimeStamp(bytes, { data: DATA }, trust);
        expect(verdict).not.toBe('VALID');
      }),
    );
  });

  it('comes in a response that is read or refused', () => {
    fc.assert(
      fc.property(mutationsOf(file), (bytes) => {
        try {
          parseTimeStampResponse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });
});
