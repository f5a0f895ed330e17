import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CallbackSchema, guangdongMapping, toDraft, toInbound } from '#connectors/guangdong';
import { MappingGapError, MappingTables } from '#connectors/kit';
import { bodies, CASE_NO, DISPATCHED, filesOf, incoming, lateDenial, parsed } from './acts.js';

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
  afterAll(() => maps.close());

  it('reads a submission into national codes', async () => {
    const draft = await toDraft(callback('SB', SUBMISSION), maps, new Map());
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

  it('writes a decision of elsewhere in its own words, its times in local time', async () => {
    const decision = lateDenial();
    expect(await toInbound(incoming(decision), maps, new Map())).toEqual({
      ywlx: 'JD',
      sj: { TYBH: CASE_NO, JDJG: 'BY', WSH: '豫2026-3', JDSJ: '2026-11-23 07:30:00', LY: '档案中查无此证书' },
    });
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again', async (type) => {
    await fc.assert(
      fc.asyncProperty(bodies(type), async (message) => {
        const { stored, fetched } = filesOf(message);
        const { ywlx, sj } = JSON.parse(JSON.stringify(await toInbound(incoming(message), maps, stored)));
        const { body } = await toDraft(callback(ywlx, sj), maps, fetched);
        expect(parsed(type, body)).toEqual(message);
      }),
      { numRuns: 60 },
    );
  });

  it('takes null and empty texts for fields that were left empty', async () => {
    const sj = { TYBH: CASE_NO, BJLSH: 'GZ-1', SLWSH: '', SLSJ: '2026-11-22 10:00:00', CNBJRQ: null };
    expect((await toDraft(callback('SL', sj), maps, new Map())).body).toEqual({
      caseNo: CASE_NO,
      competentCaseRef: 'GZ-1',
      acceptedAt: '2026-11-22T10:00:00+08:00',
    });
  });

  it('guesses no code in either direction', async () => {
    const unknown = callback('SB', { ...SUBMISSION, SXBM: '11440000MBY900019A9999999999999' });
    await expect(toDraft(unknown, maps, new Map())).rejects.toThrow(MappingGapError);
    const elsewhere = fc.sample(bodies('SubmitCase'), 1)[0];
    if (elsewhere === undefined) throw new Error('no sample');
    const act = incoming(elsewhere, { basicCode: '999999999999' });
    await expect(toInbound(act, maps, new Map())).rejects.toThrow(
      new MappingGapError('guangdong items', '999999999999'),
    );
  });

  it('puts the fields of its forms into national ones and back, by table, by expression and by name', async () => {
    const BDXX = [
      { ZDM: 'ZSJB', ZDZ: '2' },
      { ZDM: 'PZRQ', ZDZ: '20190701' },
      { ZDM: 'LXDZ', ZDZ: '广州市某路1号' },
      { ZDM: '证书名称', ZDZ: '经济师' },
    ];
    const draft = await toDraft(callback('SB', { ...SUBMISSION, BDXX }), maps, new Map());
    const message = parsed('SubmitCase', draft.body);
    expect(message.body).toMatchObject({
      personal: {
        open: {
          form: [
            { name: '证书级别', value: '中级' },
            { name: '批准日期', value: '2019-07-01' },
            { name: '联系地址', value: '广州市某路1号' },
            { name: '证书名称', value: '经济师' },
          ],
        },
      },
    });
    expect(await toInbound(incoming(message), maps, new Map())).toMatchObject({ sj: { BDXX } });
  });

  it.each([
    ['a day that never was', 'PZRQ', '20190230', 'EXPRESSION_FAILED'],
    [
      'a code that its table does not have',
      'ZSJB',
      '9',
      'guangdong certificateLevels has no counterpart for 9',
    ],
    ['a name that means another field nationally', '证书级别', '中级', 'more than one counterpart'],
  ])('lets a form wait that has %s', async (_, ZDM, ZDZ, reason) => {
    const wrong = callback('SB', { ...SUBMISSION, BDXX: [{ ZDM, ZDZ }] });
    await expect(toDraft(wrong, maps, new Map())).rejects.toThrow(reason);
  });

  it.each([
    [[], '11440000MBY900019A2442091040000'],
    [[{ name: '补换类型', value: '补卡' }], '11440000MBY900019A2442091040001'],
    [[{ name: '补换类型', value: '换卡' }], '11440000MBY900019A2442091040002'],
  ])(
    'chooses by the form %j which of its items one national item is, and finds the way back',
    async (form, code) => {
      const applicant = { name: '李测试', idType: '111', idNumber: '441803199001019018' };
      const message = parsed('SubmitCase', {
        caseRef: 'HN-1',
        itemCode: '002091040000',
        divisionCode: '440100',
        mode: 'FULLY_ONLINE',
        appliedAt: '2026-11-22T10:00:00+08:00',
        personal: { open: { applicantKind: 'NATURAL_PERSON', applicant, form } },
      });
      const act = incoming(message, { basicCode: '002091040000' });
      const { ywlx, sj } = await toInbound(act, maps, new Map());
      expect(sj.SXBM).toBe(code);
      const draft = await toDraft(callback(ywlx, JSON.parse(JSON.stringify(sj))), maps, new Map());
      expect(draft.body).toMatchObject({ itemCode: '002091040000' });
    },
  );

  it.each([
    ['an unknown word for what happened', 'XX', { TYBH: CASE_NO }],
    ['a missing number', 'SC', { KSSJ: '2026-11-22 10:00:00' }],
    ['a time in another form', 'SC', { TYBH: CASE_NO, KSSJ: '2026/11/22 10:00' }],
    ['a list that is none', 'BZTZ', { TYBH: CASE_NO, TZSH: '1', QSCL: '照片', BZQX: '2026-11-22 10:00:00' }],
  ])('refuses a callback with %s', (_, ywlx, sj) => {
    expect(() => callback(ywlx, sj)).toThrow();
  });
});
