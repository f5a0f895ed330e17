import { describe, expect, it } from 'vitest';
import { readCalendars } from '#config';
import {
  citizenIdFault,
  parseCertificateId,
  parseCitizenId,
  parseDivisionCode,
  parseItemCode,
  parseUscc,
  usccFault,
} from '#domain/codes';
import { Calendars, dueAt, startClock } from '#domain/deadline';
import { cst, GUANGDONG, notice, termsOf } from '../kit/calendars.js';
import { readVectors, shapeOf } from '../kit/vectors.js';

interface DomainVectors {
  uscc_real_public: string[];
  synthetic_uscc: Record<string, string>;
  gb11643_standard_examples: string[];
  synthetic_id_numbers: string[];
  residence_permit_samples: string[];
  foreign_residence_samples: string[];
  item_codes: ItemCodeVector[];
  license_ids_real: { id: string; ok: boolean }[];
  license_ids_synthetic: string[];
  calendar: Record<string, { holidays: [string, string][]; makeup_workdays: string[] }>;
  deadline_vectors: { start: string; workdays: number; due: string }[];
  workdays_per_year: Record<string, number>;
}

interface ItemCodeVector {
  code: string;
  len: number;
  uscc_ok: boolean;
  level: string;
  region: string;
  type: string;
  serial: string;
  sub: string;
  rest: string;
}

const vectors = readVectors<DomainVectors>('domain.json');
const TODAY = '20261122';
const KINDS: Record<string, string> = { 11: 'STATE_ORGAN', 12: 'PUBLIC_INSTITUTION', 91: 'ENTERPRISE' };

/** The same text with its last character changed, in every way that is possible. */
function withOtherEnd(text: string): string[] {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return [...alphabet].filter((end) => !text.endsWith(end)).map((end) => text.slice(0, -1) + end);
}

describe('unified social credit code, GB 32100', () => {
  const codes = [...vectors.uscc_real_public, ...Object.values(vectors.synthetic_uscc)];

  it.each(codes)('accepts %s, and no other check character', (code) => {
    expect(usccFault(code)).toBeUndefined();
    for (const wrong of withOtherEnd(code)) expect(usccFault(wrong), wrong).toBeDefined();
  });

  it.each(codes)('takes %s apart', (code) => {
    expect(parseUscc(code)).toEqual({
      code,
      prefix: code.slice(0, 2),
      kind: KINDS[code.slice(0, 2)],
      divisionCode: code.slice(2, 8),
      organizationCode: code.slice(8, 17),
    });
    expect(parseDivisionCode(code.slice(2, 8))).toMatchObject({ code: code.slice(2, 8) });
  });

  it('sees any two neighbours that were swapped', () => {
    for (const code of codes) {
      for (let i = 0; i < 16; i++) {
        const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2);
        if (swapped !== code) expect(usccFault(swapped), swapped).toBeDefined();
      }
    }
  });
});

describe('citizen id number, GB 11643', () => {
  it.each([
    ...vectors.gb11643_standard_examples,
    ...vectors.synthetic_id_numbers,
    ...vectors.residence_permit_samples,
    ...vectors.foreign_residence_samples,
  ])('accepts %s, and no other check character', (number) => {
    expect(citizenIdFault(number, TODAY)).toBeUndefined();
    for (const wrong of withOtherEnd(number)) expect(citizenIdFault(wrong, TODAY), wrong).toBeDefined();
  });

  it('tells citizens from people with a residence permit', () => {
    const kinds = (numbers: string[]) => [
      ...new Set(numbers.map((number) => (parseCitizenId(number, TODAY) as { kind: string }).kind)),
    ];
    expect(kinds([...vectors.gb11643_standard_examples, ...vectors.synthetic_id_numbers])).toEqual([
      'CITIZEN',
    ]);
    expect(kinds(vectors.residence_permit_samples)).toEqual(['HMT_RESIDENT']);
    expect(kinds(vectors.foreign_residence_samples)).toEqual(['FOREIGN_RESIDENT']);
  });
});

describe('item code, ZWFW C0109.1', () => {
  it.each(vectors.item_codes)('takes $code apart', (vector) => {
    const { code, len, level, region, type, serial, sub, rest } = vector;
    expect(code).toHaveLength(len);
    expect(usccFault(code.slice(0, 18)) === undefined).toBe(vector.uscc_ok);
    expect(parseItemCode(code)).toEqual({
      kind: { 31: 'IMPLEMENTATION', 33: 'HANDLING_ITEM', 43: 'CASE_SERIAL' }[len],
      basicCode: region + type + serial + sub,
      basic: { list: region, itemType: type, parentItem: serial, subItem: sub },
      implementation: { code: code.slice(0, 31), competentOrg: code.slice(0, 18), level },
      ...(len === 33 && { handlingItemNo: rest }),
      ...(len === 43 && { caseSerial: { date: '2022-06-23', number: '0068' } }),
      rest,
    });
  });
});

describe('electronic certificate identifier, GB/T 36904', () => {
  const synthetic = vectors.license_ids_synthetic.map((id) => ({ id, ok: true }));

  it.each([...vectors.license_ids_real, ...synthetic])('$id: $ok', ({ id, ok }) => {
    const parsed = parseCertificateId(id);
    expect(typeof parsed !== 'string').toBe(ok);
    if (typeof parsed === 'string') return;
    const { typeCode, issuer, serial, version } = parsed;
    expect(id.slice(0, -2)).toBe(['1.2.156.3005.2', typeCode, issuer, serial, version].join('.'));
    for (const wrong of withOtherEnd(id)) expect(typeof parseCertificateId(wrong), wrong).toBe('string');
  });

  it('names the character that the placeholder of the standard should have had', () => {
    const [placeholder] = vectors.license_ids_real.filter(({ ok }) => !ok);
    expect(parseCertificateId(placeholder?.id ?? '')).toBe('the check character is M, expected D');
  });
});

describe('working days, as published', () => {
  const notices = Object.entries(vectors.calendar).map(([year, { holidays, makeup_workdays }]) =>
    notice({ year: Number(year), daysOff: holidays, makeUpWorkdays: makeup_workdays }),
  );
  const calendars = new Calendars(notices);
  const published = readCalendars();

  it.each(vectors.deadline_vectors)('$workdays from $start end on $due', ({ start, workdays, due }) => {
    for (const time of ['00:00:00', '12:00:00', '23:59:59']) {
      const terms = termsOf({ amount: workdays, unit: 'WORKING_DAY' });
      const clock = startClock(terms, GUANGDONG, cst(`${start}T${time}`));
      const last = { kind: 'due', dueDate: due, dueAt: cst(`${due}T23:59:59.999`) };
      expect([calendars, published].map((each) => dueAt(clock, each))).toEqual([last, last]);
    }
  });

  it.each(Object.entries(vectors.workdays_per_year))('%s has %d working days', (year, count) => {
    expect(calendars.forRegion(GUANGDONG).workdaysIn(Number(year))).toBe(count);
    expect(published.forRegion(GUANGDONG).workdaysIn(Number(year))).toBe(count);
  });

  it('are those that come along', () => {
    const own = published.notices.map(({ year, daysOff, makeUpWorkdays }) => ({
      year,
      daysOff,
      makeUpWorkdays,
    }));
    expect(own).toEqual(
      notices.map(({ year, daysOff, makeUpWorkdays }) => ({ year, daysOff, makeUpWorkdays })),
    );
  });
});

describe('domain.json', () => {
  it('holds nothing that no test reads', () => {
    const { sm: _, ...rest } = readVectors<Record<string, unknown>>('domain.json'); // sm: see sm.test.ts
    const calendars = Object.values(vectors.calendar);
    expect(
      new Set(shapeOf({ ...rest, synthetic_uscc: ['…'], calendar: calendars, workdays_per_year: [0] })),
    ).toEqual(
      new Set([
        'note',
        'uscc_real_public[]',
        'synthetic_uscc[]',
        'gb11643_standard_examples[]',
        'synthetic_id_numbers[]',
        'residence_permit_samples[]',
        'foreign_residence_samples[]',
        ...['code', 'len', 'uscc_ok', 'level', 'region', 'type', 'serial', 'sub', 'rest'].map(
          (member) => `item_codes[].${member}`,
        ),
        ...['id', 'ok', 'src'].map((member) => `license_ids_real[].${member}`),
        'license_ids_synthetic[]',
        'calendar[].holidays[][]',
        'calendar[].makeup_workdays[]',
        'calendar[].provenance',
        ...['start', 'workdays', 'due'].map((member) => `deadline_vectors[].${member}`),
        'workdays_per_year[]',
      ]),
    );
  });
});
