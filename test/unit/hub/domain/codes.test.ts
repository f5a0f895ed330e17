import { describe, expect, it } from 'vitest';
import {
  caseNoFault,
  citizenIdFault,
  formatCaseNo,
  mod3736,
  parseCertificateId,
  parseItemCode,
  usccFault,
} from '#domain/codes';

describe('the hub’s case number', () => {
  it('is 32 characters that begin with the moment in China Standard Time', () => {
    const number = formatCaseNo(Date.UTC(2026, 11, 31, 16, 0, 0, 7), Buffer.alloc(12, 31));
    expect(number).toMatch(/^TB20270101000000007Z{12}[0-9A-Z]$/);
    expect(caseNoFault(number)).toBeUndefined();
  });

  it('sorts by time', () => {
    const numbers = [1, 1000, 60_000, 86_400_000].map((ms) => formatCaseNo(ms, Buffer.alloc(12)));
    expect([...numbers].sort()).toEqual(numbers);
  });

  it('shows every character that was typed wrong', () => {
    const number = formatCaseNo(Date.UTC(2026, 10, 22), Buffer.from('random bytes'));
    for (let at = 0; at < number.length; at++) {
      for (const wrong of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        if (wrong === number[at]) continue;
        expect(caseNoFault(number.slice(0, at) + wrong + number.slice(at + 1))).toBeDefined();
      }
    }
    for (const text of ['', number.toLowerCase(), ` ${number}`, `${number}\n`])
      expect(caseNoFault(text)).toBeDefined();
  });
});

describe('codes that are wrong', () => {
  it.each([
    ['', 'an item code has 12, 31, 33 or 43 characters, not 0'],
    ['00209001200A', 'a basic code has 12 digits'],
    [
      '11410000MBY900027X2002090012000',
      /^in the authority's code 11410000MBY900027X: the check character is X/,
    ],
    ['11410000MBY900027Q0002090012000', '0 is not a level of exercise (1 to 7)'],
    ['11410000MBY900027Q8002090012000', '8 is not a level of exercise (1 to 7)'],
    ['11410000MBY900027Q200209001200A', 'what follows the level must be digits'],
    ['11410000MBY900027Q20020900120000A', 'what follows the level must be digits'],
  ])('item code "%s": %s', (code, fault) => {
    expect(parseItemCode(code)).toEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
  });

  it.each([
    ['91440100MAY900066', 'a unified social credit code has 18 characters, not 17'],
    ['91440100MAI9000661', 'character 11 (I) cannot stand in a unified social credit code'],
    ['91440100may9000661', 'character 9 (m) cannot stand in a unified social credit code'],
  ])('unified social credit code %s: %s', (code, fault) => {
    expect(usccFault(code)).toBe(fault);
  });

  it.each([
    ['11010519491231002x', /17 digits and a digit or an upper-case X/],
    ['110105194912310021', 'the check character is 1, expected X'],
    ['110105194902300028', '19490230 is not a date'],
    ['110105194913310028', '19491331 is not a date'],
    ['110105209912310028', 'the date of birth 20991231 lies in the future'],
  ])('citizen id number %s: %s', (number, fault) => {
    expect(citizenIdFault(number, '20261122')).toEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    );
  });

  it('reads certificate identifiers of GB/T 36904 only, and check characters over digits and capitals only', () => {
    expect(parseCertificateId('1.2.156.3005.1.X')).toMatch(/^not an electronic certificate identifier/);
    expect(mod3736('AB-1')).toBeUndefined();
  });
});
