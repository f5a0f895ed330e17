import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citizenIdFault,
  citizenIdForLookup,
  divisionAncestors,
  isWithinDivision,
  mod3736,
  parseCertificateId,
  parseCitizenId,
  parseDivisionCode,
  parseItemCode,
  parseUscc,
  usccFault,
} from '#domain/codes';

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

/** 17 characters: prefix and division, and an organisation code with the check of GB 11714, written down a second time. */
const usccBody = fc
  .tuple(over(USCC, 2), over(DIGITS, 6), over(USCC, 8))
  .map(([prefix, division, organization]) => {
    const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
      (total, weight, i) => total + weight * ALL.indexOf(organization.charAt(i)),
      0,
    );
    const check = 11 - (sum % 11);
    return prefix + division + organization + (check === 10 ? 'X' : String(check % 11));
  });

/** The body with the only character behind it that makes it right. */
function completed(body: string, alphabet: string, isRight: (text: string) => boolean): string {
  const fitting = [...alphabet].filter((end) => isRight(body + end));
  expect(fitting, body).toHaveLength(1);
  return body + fitting[0];
}

describe.each([
  ['unified social credit codes', usccBody, USCC, (text: string) => usccFault(text) === undefined],
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
  ['unified social credit codes', usccBody, USCC, (text: string) => usccFault(text) === undefined],
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
  const uscc = usccBody.map((body) => completed(body, USCC, (text) => usccFault(text) === undefined));

  it('item codes come apart into what they were made of', () => {
    const parts = fc.record({
      org: uscc,
      level: fc.constantFrom(...'1234567'),
      basicCode: over(DIGITS, 12),
      rest: fc.oneof(
        fc.constant(''),
        over(DIGITS, 2),
        fc.tuple(birthday, over(DIGITS, 4)).map((parts) => parts.join('')),
      ),
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
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 50 }),
          over(`${ALL}.`, 43),
          ...[6, 9, 12, 15, 18].map((length) => over(`${DIGITS}${DIGITS}X`, length)),
        ),
        (text) => {
          const readers = [parseItemCode, parseCertificateId, parseUscc, parseDivisionCode, mod3736];
          for (const read of readers) read(text);
          for (const read of [citizenIdFault, parseCitizenId, citizenIdForLookup]) read(text, TODAY);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('citizen id numbers of 15 digits', () => {
  it('are found under the 18 characters with the same region, birthday and order', () => {
    const born = birthday.filter((date) => date.startsWith('19'));
    fc.assert(
      fc.property(over(DIGITS, 6), born, over(DIGITS, 3), (region, birth, order) => {
        const number = completed(
          region + birth + order,
          `${DIGITS}X`,
          (text) => citizenIdFault(text, TODAY) === undefined,
        );
        expect(citizenIdForLookup(region + birth.slice(2) + order, TODAY)).toEqual(
          parseCitizenId(number, TODAY),
        );
      }),
    );
  });
});

describe('division codes', () => {
  const pair = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'));
  const triple = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));
  const division = fc
    .tuple(
      fc.constantFrom('44', '14', '66'),
      fc.array(pair, { maxLength: 2 }),
      fc.array(triple, { maxLength: 2 }),
    )
    .map(([province, pairs, triples]) =>
      pairs.length === 0 ? `${province}0000` : (province + pairs.join('')).padEnd(6, '0') + triples.join(''),
    );

  it('lie in each of their ancestors, which lie in one another, and in nothing else', () => {
    fc.assert(
      fc.property(division, division, (code, other) => {
        const chain = [code, ...divisionAncestors(code)];
        for (const [i, inner] of chain.entries()) {
          for (const outer of chain.slice(i)) expect(isWithinDivision(inner, outer)).toBe(true);
        }
        expect(isWithinDivision(code, other)).toBe(chain.includes(other));
      }),
    );
  });

  it('mean the same with empty levels written out', () => {
    fc.assert(
      fc.property(division, (code) => {
        const parsed = parseDivisionCode(code);
        expect(parsed).toMatchObject({ code });
        expect(parseDivisionCode(code.padEnd(12, '0'))).toEqual(parsed);
        expect(divisionAncestors(code.padEnd(12, '0'))).toEqual(divisionAncestors(code));
      }),
    );
  });
});
