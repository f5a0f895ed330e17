import { afterAll, describe, expect, it } from 'vitest';
import { DerError } from '#crypto/asn1';
import {
  formatTimeStampFile,
  formatTimeStampRequest,
  parseTimeStampFile,
  parseTimeStampResponse,
  type TimeStampTrust,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { flipsOf } from '../kit/flips.js';
import { TestTsa } from '../kit/tsa.js';

const DATA = Buffer.from('what was published');
const EVERY_BIT = [0, 1, 2, 3, 4, 5, 6, 7];

const made: TestTsa[] = [];
afterAll(() => {
  for (const tsa of made) tsa.close();
});

describe('a time stamp of openssl with any one bit turned over', () => {
  it.each([
    ['RSA', { key: 'rsa' }],
    ['P-256', { key: 'p256' }],
    ['an authority between', { key: 'p256', isIntermediate: true }],
  ] as const)(
    'does not pass: %s',
    async (_, wish) => {
      const tsa = await TestTsa.make(wish);
      made.push(tsa);
      const trust = { roots: tsa.roots, revocationLists: await tsa.revocationLists() };
      const request = formatTimeStampRequest({ data: DATA, digest: 'sha256', nonce: 5n, policy: undefined });
      const reply = await tsa.reply(request, { accuracy: 'secs:1', namesItself: true });
      const response = parseTimeStampResponse(reply);
      if (response.kind !== 'GRANTED') throw new Error(response.reason);
      const file = formatTimeStampFile(response.token);
      expect(passes(file, trust)).toBe(true);
      const passed = [...flipsOf(file, EVERY_BIT)].filter(([, flipped]) => passes(flipped, trust));
      expect(passed.map(([at]) => at)).toEqual([]);
    },
    120_000,
  );
});

function passes(bytes: Uint8Array, trust: TimeStampTrust): boolean {
  try {
    const token = parseTimeStampFile(bytes);
    return token !== undefined && verifyTimeStamp(token, { data: DATA }, trust).verdict === 'VALID';
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}
