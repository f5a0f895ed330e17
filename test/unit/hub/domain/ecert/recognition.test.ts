import { describe, expect, it } from 'vitest';
import {
  type HandledItem,
  materialsNeeded,
  type Offer,
  type OfferedCertificate,
  paperlessReport,
  Recognition,
  type RecognitionQuestion,
  type RecognitionRule,
  type ReplacementRule,
  Replacements,
} from '#domain/ecert';
import { certificateId, IDENTITY, LICENCE } from '../../../../kit/ecert.js';
import { faultsThrownBy } from '../../../../kit/faults.js';

const ITEM = '002091072000'; // 个体工商户设立登记
const RECOGNISED = { kind: 'RECOGNISED' } as const;
const NOT = { kind: 'NOT_RECOGNISED', reason: '不认' } as const;

function rule(id: string, more: Partial<RecognitionRule> = {}): RecognitionRule {
  return {
    id,
    typeCode: undefined,
    issuedIn: undefined,
    usedIn: undefined,
    basicCodePrefix: '',
    level: undefined,
    verdict: RECOGNISED,
    validFrom: undefined,
    validTo: undefined,
    source: 'test',
    ...more,
  };
}

const question: RecognitionQuestion = {
  typeCode: LICENCE,
  issuedIn: '440106',
  usedIn: '410100',
  basicCode: ITEM,
  level: '3',
  date: '2026-11-22',
};

const decide = (rules: RecognitionRule[], change: Partial<RecognitionQuestion> = {}) =>
  new Recognition(rules).decide({ ...question, ...change });

describe('recognition', () => {
  it('is of what is listed, and of nothing else', () => {
    expect(decide([])).toMatchObject({ kind: 'NOT_RECOGNISED', rule: undefined });
    expect(decide([rule('identity', { typeCode: IDENTITY })])).toMatchObject({ rule: undefined });
    expect(decide([rule('licence', { typeCode: LICENCE })])).toEqual({ kind: 'RECOGNISED', rule: 'licence' });
  });

  it.each<[string, Partial<RecognitionRule>]>([
    ['of its type', { typeCode: LICENCE }],
    ['of a province', { issuedIn: '440000' }],
    ['in a province', { usedIn: '410000' }],
    ['for an item', { basicCodePrefix: ITEM }],
    ['for items that begin alike', { basicCodePrefix: '002091' }],
    ['at a level', { level: '3' }],
  ])('by a rule %s goes before a rule for all', (_, more) => {
    const rules = [rule('all', { verdict: NOT }), rule('closer', more)];
    expect(decide(rules)).toMatchObject({ rule: 'closer' });
    expect(decide([...rules].reverse())).toMatchObject({ rule: 'closer' });
    const elsewhere = {
      typeCode: IDENTITY,
      issuedIn: '430000',
      usedIn: '140000',
      basicCode: '001',
      level: '2',
    };
    expect(decide(rules, elsewhere)).toMatchObject({ kind: 'NOT_RECOGNISED', rule: 'all' });
  });

  it('changes from one day to the next', () => {
    const rules = [
      rule('before', { validTo: '2026-11-22', verdict: NOT }),
      rule('after', { validFrom: '2026-11-23' }),
    ];
    expect(decide(rules)).toMatchObject({ rule: 'before' });
    expect(decide(rules, { date: '2026-11-23' })).toMatchObject({ rule: 'after' });
  });

  it('is refused as data when two rules hold for the same and neither is more specific', () => {
    const faults = faultsThrownBy(
      () =>
        new Recognition([
          rule('licence', { typeCode: LICENCE }),
          rule('henan', { usedIn: '410000', verdict: NOT }),
          rule('same', { typeCode: LICENCE, verdict: NOT }),
          rule('agrees', { usedIn: '410000', level: '2', verdict: NOT }),
        ]),
    );
    expect(faults).toEqual([
      'licence and henan hold for the same, and neither is more specific',
      'licence and same hold for the same, and neither is more specific',
      'licence and agrees hold for the same, and neither is more specific',
    ]);
  });

  it('is settled by a third rule, when that holds on all the days of both', () => {
    const two = [rule('licence', { typeCode: LICENCE }), rule('henan', { usedIn: '410000', verdict: NOT })];
    const third = rule('licence-henan', {
      typeCode: LICENCE,
      usedIn: '410000',
      verdict: { kind: 'CONDITIONAL', conditions: ['ONLINE_STATUS'] },
    });
    expect(decide([...two, third])).toMatchObject({ kind: 'CONDITIONAL', rule: 'licence-henan' });
    expect(
      faultsThrownBy(() => new Recognition([...two, { ...third, validFrom: '2026-01-01' }])),
    ).toHaveLength(1);
    expect(faultsThrownBy(() => new Recognition([...two, { ...third, basicCodePrefix: '00' }]))).toHaveLength(
      1,
    );
  });

  it('is refused as data with every fault of every rule', () => {
    const faults = faultsThrownBy(
      () =>
        new Recognition([
          rule('a', { typeCode: 'X', issuedIn: '440100', usedIn: '1', basicCodePrefix: 'x', level: '8' }),
          rule('a', {
            verdict: { kind: 'CONDITIONAL', conditions: [] },
            validFrom: '2026-01-02',
            validTo: '2026-01-01',
          }),
        ]),
    );
    expect(faults).toEqual([
      'a: a certificate type has 21 characters, not 1',
      'a: 440100 is not a province',
      'a: a division code has 6, 9 or 12 digits, not 1',
      'a: x is not the beginning of a basic code',
      'a: 8 is not a level of exercise, 1 to 7',
      'a: stands twice',
      'a: it names no condition',
      'a: it ends on 2026-01-01, before it begins on 2026-01-02',
    ]);
  });
});

const item: HandledItem = {
  basicCode: ITEM,
  divisionCode: '410100',
  level: '3',
  materials: [
    { name: '居民身份证', isRequired: true, form: 'ORIGINAL' },
    { name: '经营场所证明', isRequired: true, form: 'COPY' },
    { name: '登记申请书', isRequired: true, form: 'ELECTRONIC' },
    { name: '授权书', isRequired: false, form: 'ORIGINAL' },
  ],
};

const replaces = (material: string, ...typeCodes: string[]): ReplacementRule => ({
  basicCode: ITEM,
  material,
  typeCodes,
  validFrom: undefined,
  validTo: undefined,
  source: 'test',
});

const rules = {
  recognition: new Recognition([
    rule('identity', { typeCode: IDENTITY, issuedIn: '440000' }),
    rule('licence', {
      typeCode: LICENCE,
      issuedIn: '440000',
      verdict: { kind: 'CONDITIONAL', conditions: ['ONLINE_STATUS'] },
    }),
    rule('licence-hunan', { typeCode: LICENCE, issuedIn: '430000', verdict: NOT }),
  ]),
  replacements: new Replacements([replaces('居民身份证', IDENTITY, LICENCE)]),
};

const applicant = { codeType: '111', code: '11010519491231002X' };
const ID_CARD = certificateId('ID1', '001', IDENTITY);

function offer(id: string, more: Partial<OfferedCertificate> = {}): OfferedCertificate {
  return { id, issuedIn: '440100', holders: [applicant], standing: { kind: 'CURRENT' }, ...more };
}

const needed = (...certificates: OfferedCertificate[]) =>
  materialsNeeded(item, { applicant, certificates, date: '2026-11-22' } satisfies Offer, rules);

describe('the materials of an item', () => {
  it('need no paper where a certificate stands for them, and paper elsewhere', () => {
    expect(needed(offer(ID_CARD))).toMatchObject([
      { kind: 'REPLACED', material: { name: '居民身份证' }, certificate: ID_CARD, conditions: [] },
      { kind: 'PAPER', material: { name: '经营场所证明' }, typeCodes: [], objections: [] },
      { kind: 'PAPER', material: { name: '登记申请书' } },
      { kind: 'PAPER', material: { name: '授权书' } },
    ]);
    expect(needed()[0]).toMatchObject({ kind: 'PAPER', typeCodes: [IDENTITY, LICENCE], objections: [] });
  });

  it('are replaced by the certificate with the fewest conditions', () => {
    const licence = offer(certificateId('L1'));
    expect(needed(licence)[0]).toMatchObject({ certificate: licence.id, conditions: ['ONLINE_STATUS'] });
    expect(needed(licence, offer(ID_CARD))[0]).toMatchObject({ certificate: ID_CARD, conditions: [] });
  });

  it.each<[string, string, Partial<OfferedCertificate>]>([
    [
      'OTHER_HOLDER',
      'the applicant does not hold it',
      { holders: [{ codeType: '001', code: applicant.code }] },
    ],
    ['NOT_CURRENT', 'REVOKED', { standing: { kind: 'NOT_VALID', state: 'REVOKED', since: 1 } }],
    ['NOT_CURRENT', 'NOT_LATEST', { standing: { kind: 'NOT_LATEST', latest: [] } }],
    ['NOT_CURRENT', 'UNKNOWN', { standing: { kind: 'UNKNOWN' } }],
    ['NOT_RECOGNISED', '互认清单未列 · not on the recognition list', { issuedIn: '140000' }],
    ['MALFORMED', 'the check character is ?, expected', { id: `${ID_CARD.slice(0, -1)}0` }],
  ])('are not replaced: %s, %s', (code, detail, more) => {
    const [answer] = needed(offer(ID_CARD, more));
    const found = answer?.kind === 'PAPER' ? answer.objections : [];
    expect(found).toMatchObject([{ code }]);
    expect(found[0]?.detail).toContain(code === 'MALFORMED' ? 'the check character is' : detail);
  });

  it('have one holder of several as their applicant', () => {
    const other = { codeType: '111', code: '440524188001010014' };
    expect(needed(offer(ID_CARD, { holders: [other, applicant] }))[0]).toMatchObject({ kind: 'REPLACED' });
  });
});

describe('the report of an item', () => {
  it('says for every material what stands in the way of doing without paper', () => {
    const report = paperlessReport(item, { provinces: ['440000', '430000'], date: '2026-11-22' }, rules);
    expect(report).toEqual({
      basicCode: ITEM,
      divisionCode: '410100',
      couldBePaperless: false,
      materials: [
        {
          material: '居民身份证',
          typeCodes: [IDENTITY, LICENCE],
          obstacles: [
            {
              code: 'NOT_RECOGNISED',
              issuedIn: '430000',
              reason: '互认清单未列 · not on the recognition list; 不认',
            },
          ],
        },
        { material: '经营场所证明', typeCodes: [], obstacles: [{ code: 'NO_REPLACEMENT' }] },
      ],
    });
  });

  it('is of an item that could be paperless when only conditions stand in the way', () => {
    const only = { ...item, materials: item.materials.filter(({ name }) => name === '居民身份证') };
    const licences = { ...rules, replacements: new Replacements([replaces('居民身份证', LICENCE)]) };
    expect(paperlessReport(only, { provinces: ['440000'], date: '2026-11-22' }, licences)).toMatchObject({
      couldBePaperless: true,
      materials: [{ obstacles: [{ code: 'CONDITIONS', conditions: ['ONLINE_STATUS'] }] }],
    });
  });
});

describe('the list of replaced materials', () => {
  it('is refused with every fault', () => {
    const faults = faultsThrownBy(
      () =>
        new Replacements([
          { ...replaces('居民身份证', IDENTITY), validTo: '2026-06-01' },
          { ...replaces('居民身份证', LICENCE), validFrom: '2026-06-01' },
          { ...replaces(' '), basicCode: '12' },
          { ...replaces('x', 'Y'), basicCode: `${'11440000MBY900019A'}2${ITEM}` },
        ]),
    );
    expect(faults).toEqual([
      '12  : an item code has 12, 31, 33 or 43 characters, not 2',
      '12  : it names no material',
      '12  : it names no certificate',
      `11440000MBY900019A2${ITEM} x: a basic code has 12 digits, not 31`,
      `11440000MBY900019A2${ITEM} x: a certificate type has 21 characters, not 1`,
      `${ITEM} 居民身份证: two rules on one day`,
    ]);
  });
});
