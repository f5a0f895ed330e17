import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenIdFault, mod3736, parseCertificateId, parseItemCode, usccFault } from '#domain/codes';

const TODAY = '20261122';
const DIGITS = '0123456789';
const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ALL = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const over = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });

const birthday = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const citizenBody = fc.tuple(over(DIGITS, 6), birthday, over(DIGITS, 3)).map((parts) => parts.join(''));

/** The body with the only character behind it that makes it right. */
function completed(body: string, alphabet: string, isRight: (text: string) => boolean): string {
  const fitting = [...alphabet].filter((end) => isRight(body + end));
  expect(fitting, body).toHaveLength(1);
  return body + fitting[0];
}

describe.each([
  ['unified social credit codes', over(USCC, 17), USCC, (text: string) => usccFault(text) === undefined],
  [
    'citizen id numbers',
    citizenBody,
    `${DIGITS}X`,
    (text: string) => citizenIdFault(text, TODAY) === undefined,
  ],
  ['MOD 37,36 numbers', over(ALL, 20), ALL, (text: string) => mod3736(text.slice(0, -1)) === text.slice(-1)],
])('%s', (_, bodies, alphabet, isRight) => {
  it('have exactly one check character', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        completed(body, alphabet, isRight);
      }),
    );
  });

  it('show every single character that is wrong', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.constantFrom(...alphabet), (body, position, wrong) => {
        const text = completed(body, alphabet, isRight);
        const at = position % text.length;
        fc.pre(text[at] !== wrong);
        expect(isRight(text.slice(0, at) + wrong + text.slice(at + 1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe.each([
  ['unified social credit codes', over(USCC, 17), USCC, (text: string) => usccFault(text) === undefined],
  [
    'citizen id numbers',
    citizenBody,
    `${DIGITS}X`,
    (text: string) => citizenIdFault(text, TODAY) === undefined,
  ],
])('%s', (_, bodies, alphabet, isRight) => {
  it('show any two neighbours that were exchanged', () => {
    fc.assert(
      fc.property(bodies, fc.nat({ max: 16 }), (body, at) => {
        const text = completed(body, alphabet, isRight);
        fc.pre(text[at] !== text[at + 1]);
        expect(isRight(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('codes made of codes', () => {
  const uscc = over(USCC, 17).map((body) => completed(body, USCC, (text) => usccFault(text) === undefined));

  it('item codes come apart into what they were made of', () => {
    const parts = fc.record({
      org: uscc,
      level: fc.constantFrom(...'1234567'),
      basicCode: over(DIGITS, 12),
      rest: fc.oneof(fc.constant(''), over(DIGITS, 2), over(DIGITS, 12)),
    });
    fc.assert(
      fc.property(parts, ({ org, level, basicCode, rest }) => {
        const code = org + level + basicCode;
        expect(parseItemCode(code + rest)).toMatchObject({
          basicCode,
          implementation: { code, competentOrg: org, level },
          rest,
        });
      }),
    );
  });

  it('certificate identifiers come apart into what they were made of', () => {
    const parts = fc.record({
      typeCode: over(ALL, 21),
      issuer: uscc,
      serial: over(ALL, 8),
      version: over(DIGITS, 3),
    });
    fc.assert(
      fc.property(parts, ({ typeCode, issuer, serial, version }) => {
        const check = mod3736(typeCode + issuer + serial + version);
        const id = ['1.2.156.3005.2', typeCode, issuer, serial, version, check].join('.');
        expect(parseCertificateId(id)).toEqual({ typeCode, issuer, serial, version });
      }),
    );
  });

  it('no text makes a reader fail', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 50 }), over(`${ALL}.`, 43)), (text) => {
        for (const read of [parseItemCode, parseCertificateId, usccFault, mod3736]) read(text);
        citizenIdFault(text, TODAY);
      }),
      { numRuns: 200 },
    );
  });
});
