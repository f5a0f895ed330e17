import { describe, expect, it } from 'vitest';
import { derInteger, derOctets, derOid, derSequence, derTime, derValue } from '#crypto/asn1';
import { MAX_REVOCATION_BYTES, parseRevocationList } from '#crypto/x509/certificate';

const AT = Date.UTC(2026, 10, 22);
const ALGORITHM = derSequence(derOid('1.2.156.10197.1.501'));
const KEY_COMPROMISE = derSequence(
  derSequence(derOid('2.5.29.21'), derOctets(derValue('universal', 10, false, Buffer.of(1)))),
);

const FIRST = 1n << 120n;

/** A list of so many certificates with serial numbers of 16 bytes; nobody has signed it. */
function listOf(count: number, withReason: boolean): Uint8Array {
  const at = derTime('UTCTime', AT);
  const entry = derSequence(derInteger(FIRST), at, ...(withReason ? [KEY_COMPROMISE] : []));
  const serialEnd = entry.length - at.length - (withReason ? KEY_COMPROMISE.length : 0);
  const entries = Buffer.concat(Array.from({ length: count }, () => entry));
  for (let i = 0; i < count; i++) entries.writeUInt32BE(i, i * entry.length + serialEnd - 4);
  const revoked = derValue('universal', 16, true, entries);
  const tbs = derSequence(derInteger(1), ALGORITHM, derSequence(), at, at, revoked);
  return derSequence(tbs, ALGORITHM, derValue('universal', 3, false, Buffer.alloc(65)));
}

describe('a list of revoked certificates', () => {
  it.each([
    [40_000, true],
    [50_000, false],
  ])('is read with %i entries, as those of large authorities have (reasons: %s)', (count, withReason) => {
    const { revoked, isPlain } = parseRevocationList(listOf(count, withReason));
    expect([revoked.size, isPlain]).toEqual([count, true]);
    const last = revoked.get(FIRST + BigInt(count - 1));
    expect(last).toEqual({ at: AT, reason: withReason ? 1 : undefined });
  });

  it('is not read where it is longer than anybody keeps, nor where it is made of nothing but values', () => {
    expect(() => parseRevocationList(listOf(70_000, false))).toThrow(`longer than ${MAX_REVOCATION_BYTES}`);
    const hollow = derValue('universal', 16, true, Buffer.alloc(1_000_000, Buffer.of(0x30, 0)));
    expect(hollow.length).toBeLessThan(MAX_REVOCATION_BYTES);
    expect(() => parseRevocationList(hollow)).toThrow('more than 400000 values');
  });
});
