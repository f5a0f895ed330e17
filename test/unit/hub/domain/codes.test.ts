import { describe, expect, it } from 'vitest';
import {
  caseNoFault,
  citizenIdFault,
  citizenIdForLookup,
  divisionAncestors,
  divisionCodeFault,
  divisionParent,
  formatCaseNo,
  isWithinDivision,
  mod3736,
  normalizedCitizenId,
  parseCertificateId,
  parseCitizenId,
  parseDivisionCode,
  parseItemCode,
  parseUscc,
  usccFault,
} from '#domain/codes';

const TODAY = '20261122';

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
  const LEVEL = 'a level of exercise, 1 to 7';

  it.each([
    ['', 'an item code has 12, 31, 33 or 43 characters, not 0'],
    ['00209001200A', 'character 12 is A, expected a digit'],
    ['００2090012000', 'character 1 is U+FF10, expected a digit'],
    [
      '11410000MBY900027X2002090012000',
      "in the authority's code 11410000MBY900027X: the check character is X, expected Q",
    ],
    ['11410000MBY900027Q0002090012000', `character 19 is 0, expected ${LEVEL}`],
    ['11410000MBY900027Q8002090012000', `character 19 is 8, expected ${LEVEL}`],
    ['11410000MBY900027Q200209001200A', 'character 31 is A, expected a digit'],
    ['11410000MBY900027Q20020900120000A', 'character 33 is A, expected a digit'],
    [
      '11410000MBY900027Q2002090012000202613010001',
      'characters 32 to 39 are 20261301, expected a date YYYYMMDD',
    ],
  ])('item code "%s": %s', (code, fault) => {
    expect(parseItemCode(code)).toBe(fault);
  });

  const CAPITALS = 'a digit or a capital letter other than I, O, S, V, Z';

  it.each([
    ['91440100MAY900066', 'a unified social credit code has 18 characters, not 17'],
    ['91440100MAI9000661', `character 11 is I, expected ${CAPITALS}`],
    ['91440100may9000661', `character 9 is m, expected ${CAPITALS}`],
    ['91440100MAY900066\n', `character 18 is U+000A, expected ${CAPITALS}`],
    [
      '9144A100MAY9000661',
      'character 5 is A, expected a digit of the registering division (characters 3 to 8)',
    ],
    ['91440100MAY9000662', 'the check character is 2, expected 1'],
    ['91440100MAY9000674', 'the check character of the organisation code (character 17) is 7, expected 6'],
  ])('unified social credit code %j: %s', (code, fault) => {
    expect(usccFault(code)).toBe(fault);
    expect(parseUscc(code)).toBe(fault);
  });

  it.each([
    ['11010519491231002', 'a citizen id number has 18 characters, not 17'],
    [
      '110105491231002',
      'a citizen id number has 18 characters, not 15; one of 15 digits serves for searching only',
    ],
    ['11010519491231002x', 'character 18 is x, expected a digit or an upper-case X'],
    ['1101051949123100２X', 'character 17 is U+FF12, expected a digit'],
    ['110105194912310021', 'the check character is 1, expected X'],
    ['110105194902300028', 'characters 7 to 14 are 19490230, expected a date YYYYMMDD'],
    ['110105194913310028', 'characters 7 to 14 are 19491331, expected a date YYYYMMDD'],
    ['110105209912310028', 'the date of birth 20991231 lies in the future'],
  ])('citizen id number %s: %s', (number, fault) => {
    expect(citizenIdFault(number, TODAY)).toBe(fault);
    expect(parseCitizenId(number, TODAY)).toBe(fault);
  });

  it.each([
    ['4418', 'a division code has 6, 9 or 12 digits, not 4'],
    ['44180X', 'character 6 is X, expected a digit'],
    ['041803', 'character 1 is 0, expected a region, 1 to 8'],
    ['941803', 'character 1 is 9, expected a region, 1 to 8'],
    ['100001', 'characters 1 and 2 are 10, expected a province; the whole country is 100000'],
    ['440003', 'characters 3 to 4 are 00, expected a city, because digits follow'],
    ['440000003', 'characters 3 to 4 are 00, expected a city, because digits follow'],
    ['441803000001', 'characters 7 to 9 are 000, expected a town, because digits follow'],
  ])('division code %s: %s', (code, fault) => {
    expect(parseDivisionCode(code)).toBe(fault);
    expect(divisionCodeFault(code)).toBe(fault);
  });

  it('reads certificate identifiers of GB/T 36904 only, and check characters over digits and capitals only', () => {
    expect(parseCertificateId('1.2.156.3005.1.X')).toMatch(/^not an electronic certificate identifier/);
    expect(mod3736('AB-1')).toBeUndefined();
  });
});

describe('a citizen id number', () => {
  it('says where it was given, when its holder was born, and which sex', () => {
    expect(parseCitizenId('11010519491231002X', TODAY)).toEqual({
      number: '11010519491231002X',
      kind: 'CITIZEN',
      divisionCode: '110105',
      nationality: undefined,
      birthDate: '1949-12-31',
      sex: 'FEMALE',
    });
  });

  it('of a foreign permanent resident names province and nationality', () => {
    expect(parseCitizenId('932682198501010017', TODAY)).toEqual({
      number: '932682198501010017',
      kind: 'FOREIGN_RESIDENT',
      divisionCode: '320000',
      nationality: '682',
      birthDate: '1985-01-01',
      sex: 'MALE',
    });
  });

  it('of 15 digits is found under the number that its holder has today', () => {
    expect(citizenIdForLookup('110105491231002', TODAY)).toEqual(parseCitizenId('11010519491231002X', TODAY));
    expect(citizenIdForLookup('11010519491231002X', TODAY)).toEqual(
      parseCitizenId('11010519491231002X', TODAY),
    );
    expect(citizenIdForLookup('110105490231002', TODAY)).toBe(
      'characters 7 to 12 are 490231, expected a date YYMMDD',
    );
    expect(citizenIdForLookup('11010549123100A', TODAY)).toBe('character 15 is A, expected a digit');
    expect(citizenIdForLookup('11010519491231002x', TODAY)).toBe(
      'character 18 is x, expected a digit or an upper-case X',
    );
  });

  it('is altered at the edge only, and there only in its final x', () => {
    expect(normalizedCitizenId('11010519491231002x')).toBe('11010519491231002X');
    for (const text of ['11010519491231002X', '110105x', ' 1010519491231002X', 'x1010519491231002a']) {
      expect(normalizedCitizenId(text)).toBe(text);
    }
  });
});

describe('a division code', () => {
  const none = { province: undefined, city: undefined, county: undefined, town: undefined };
  const county = { province: '440000', city: '441800', county: '441803' };

  it.each([
    ['100000', { ...none, level: 'NATION' }],
    ['440000', { ...none, level: 'PROVINCE', province: '440000' }],
    ['500000', { ...none, level: 'PROVINCE', province: '500000' }],
    ['441800', { ...none, level: 'CITY', province: '440000', city: '441800' }],
    ['441803', { ...none, ...county, level: 'COUNTY' }],
    ['441803003', { ...county, level: 'TOWN', town: '441803003' }],
    ['441803003001', { ...county, level: 'VILLAGE', town: '441803003' }],
    ['441900003', { ...none, level: 'TOWN', province: '440000', city: '441900', town: '441900003' }],
    ['419001', { ...none, level: 'COUNTY', province: '410000', city: '419000', county: '419001' }],
  ])('%s names its levels', (code, parts) => {
    expect(parseDivisionCode(code)).toEqual({ code, isPrivate: false, ...parts });
  });

  it('written with empty levels at the end is the shorter one', () => {
    const codes = ['441803000', '441803000000', '440000000000', '441803003000', '100000000000'];
    expect(codes.map((code) => (parseDivisionCode(code) as { code: string }).code)).toEqual([
      '441803',
      '441803',
      '440000',
      '441803003',
      '100000',
    ]);
  });

  it('of the production and construction corps is one that platforms agreed on', () => {
    expect(parseDivisionCode('660100')).toMatchObject({ province: '660000', isPrivate: true });
  });

  it('has the divisions above it, nearest first', () => {
    expect(divisionAncestors('441803003001')).toEqual(['441803003', '441803', '441800', '440000', '100000']);
    expect(divisionAncestors('441900003')).toEqual(['441900', '440000', '100000']);
    expect(divisionAncestors('441803000000')).toEqual(['441800', '440000', '100000']);
    expect(divisionAncestors('100000')).toEqual([]);
    expect(divisionParent('440000')).toBe('100000');
  });

  it.each([
    ['441803', '441800', true],
    ['441803', '441803', true],
    ['441803', '100000', true],
    ['441900003', '441900', true],
    ['441803003001', '441803000000', true],
    ['441800', '441803', false],
    ['441803', '430000', false],
    ['100000', '110000', false],
    ['660100', '650000', false],
    ['441803', '', false],
    ['441803', '000000', false],
    ['', '100000', false],
  ])('%s lies in %s: %s', (code, outer, isWithin) => {
    expect(isWithinDivision(code, outer)).toBe(isWithin);
  });
});
