import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerError } from '#crypto/asn1';
import {
  formatTimeStampFile,
  parseTimeStampFile,
  parseTimeStampResponse,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { parseCertificate, parseRevocationList } from '#crypto/x509/certificate';
import { YEAR_BEGINS } from '../kit/certificates.js';
import { flipsOf } from '../kit/flips.js';
import { mutationsOf } from '../kit/mutation.js';
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
