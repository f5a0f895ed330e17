import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallbackSchema, guangdongMapping, toDraft, toInbound } from '#connectors/guangdong';
import { MappingGapError, MappingTables } from '#connectors/kit';
import { bodies, CASE_NO, DISPATCHED, filesOf, incoming, parsed } from './acts.js';

const maps = MappingTables.read(guangdongMapping);

/** A callback as the platform writes it. */
function callback(ywlx: string, sj: object) {
  return CallbackSchema.parse({ lsh: 'LS1', fssj: '2026-11-22 10:00:00', ywlx, sj });
}

const SUBMISSION = {
  SBLSH: '粤2026-1',
  SXBM: '11440000MBY900019A2442090012000',
  BLDXZQH: '410000',
  BLMS: 'YDDSDB',
  SQSJ: '2026-11-22 09:58:00',
  SQR: { SQRLX: '1', XM: '李测试', ZJLX: '10', ZJHM: '441803199001019018', LXDH: '020-80000001' },
  BDXX: [{ ZDM: '证书名称', ZDZ: '一级建造师' }],
  CLQD: [{ CLMC: '居民身份证', CLLY: '2' }],
};

describe('Guangdong’s format', () => {
  it('reads a submission into national codes', () => {
    const draft = toDraft(callback('SB', SUBMISSION), maps, new Map());
    expect(draft).toEqual({
      type: 'SubmitCase',
      body: {
        caseRef: '粤2026-1',
        itemCode: '002090012000',
        divisionCode: '410000',
        mode: 'REMOTE_INTAKE',
        appliedAt: '2026-11-22T09:58:00+08:00',
        personal: {
          open: {
            applicantKind: 'NATURAL_PERSON',
            applicant: {
              name: '李测试',
              idType: '111',
              idNumber: '441803199001019018',
              phone: '020-80000001',
            },
            form: [{ name: '证书名称', value: '一级建造师' }],
          },
        },
        materials: [{ name: '居民身份证', source: 'ORIGINAL_CHECKED' }],
      },
    });
  });

  it('writes a decision of elsewhere in its own words, its times in local time', () => {
    const decision = parsed('DecisionIssued', {
      caseNo: CASE_NO,
      outcome: 'DENIED',
      documentNo: '豫2026-3',
      decidedAt: '2026-11-22T23:30:00Z',
      grounds: '档案中查无此证书',
    });
    expect(toInbound(incoming(decision), maps, new Map())).toEqual({
      ywlx: 'JD',
      sj: { TYBH: CASE_NO, JDJG: 'BY', WSH: '豫2026-3', JDSJ: '2026-11-23 07:30:00', LY: '档案中查无此证书' },
    });
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again', (type) => {
    fc.assert(
      fc.property(bodies(type), (message) => {
        const { stored, fetched } = filesOf(message);
        const { ywlx, sj } = JSON.parse(JSON.stringify(toInbound(incoming(message), maps, stored)));
        const { body } = toDraft(callback(ywlx, sj), maps, fetched);
        expect(parsed(type, body)).toEqual(message);
      }),
      { numRuns: 60 },
    );
  });

  it('takes null and empty texts for fields that were left empty', () => {
    const sj = { TYBH: CASE_NO, BJLSH: 'GZ-1', SLWSH: '', SLSJ: '2026-11-22 10:00:00', CNBJRQ: null };
    expect(toDraft(callback('SL', sj), maps, new Map()).body).toEqual({
      caseNo: CASE_NO,
      competentCaseRef: 'GZ-1',
      acceptedAt: '2026-11-22T10:00:00+08:00',
    });
  });

  it('guesses no code in either direction', () => {
    const unknown = callback('SB', { ...SUBMISSION, SXBM: '11440000MBY900019A9999999999999' });
    expect(() => toDraft(unknown, maps, new Map())).toThrow(MappingGapError);
    const elsewhere = fc.sample(bodies('SubmitCase'), 1)[0];
    if (elsewhere === undefined) throw new Error('no sample');
    const act = incoming(elsewhere, { basicCode: '999999999999' });
    expect(() => toInbound(act, maps, new Map())).toThrow(
      new MappingGapError('guangdong items', '999999999999'),
    );
  });

  it.each([
    ['an unknown word for what happened', 'XX', { TYBH: CASE_NO }],
    ['a missing number', 'SC', { KSSJ: '2026-11-22 10:00:00' }],
    ['a time in another form', 'SC', { TYBH: CASE_NO, KSSJ: '2026/11/22 10:00' }],
    ['a list that is none', 'BZTZ', { TYBH: CASE_NO, TZSH: '1', QSCL: '照片', BZQX: '2026-11-22 10:00:00' }],
  ])('refuses a callback with %s', (_, ywlx, sj) => {
    expect(() => callback(ywlx, sj)).toThrow();
  });
});
