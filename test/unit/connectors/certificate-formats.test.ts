import { afterAll, describe, expect, it } from 'vitest';
import * as guangdong from '#connectors/guangdong';
import * as henan from '#connectors/henan';
import { MappingGapError, MappingTables, type UseResult } from '#connectors/kit';
import { CertificateDesk, certificateIdOf } from '#connectors/sandbox';
import { parseCertificateId } from '#domain/codes';

/** Certificates in the provinces' own words, both ways. */

const maps = {
  guangdong: MappingTables.read(guangdong.guangdongMapping),
  henan: MappingTables.read(henan.henanMapping),
};
afterAll(() => Promise.all(Object.values(maps).map((each) => each.close())));

const ID = '1.2.156.3005.2.11100000MBY0090078904.11410000MBY900027Q.20261122000001.001.0';
const OLD = '1.2.156.3005.2.11100000MBY0090078904.11410000MBY900027Q.20261122000001.000.0';
const USE_ID = '0197a1b0-0000-7000-8000-000000000001';

const EVENT = { ref: 'LS1', occurredAt: Date.parse('2026-11-22T10:00:00+08:00') };
const BODY = {
  certificateId: ID,
  issuer: '11410000MBY900027Q',
  divisionCode: '410000',
  holders: [{ codeType: '111', code: '441803199001019018' }],
  validFrom: '2024-01-01',
  validTo: '2034-12-31',
};
const ENDED = { certificateId: ID, state: 'REVOKED', since: '2026-11-22T09:59:00+08:00', reason: '违规' };

const SJ = {
  ZZBS: ID,
  ZZLX: 'GD-C07',
  BFJG: '11410000MBY900027Q',
  GXQH: '410000',
  CZZT: [{ CZZTMC: '李测试', CZZTDM: '441803199001019018', CZZTLX: 'GR' }],
  YXQQ: '2024-01-01',
  YXQZ: '2034-12-31',
};

const RECORD = {
  '@sid': 'ZZ01',
  JLBH: 'LS1',
  YWSJ: '20261122100000',
  ZZBS: ID,
  ZZLB: 'HA-Z-RS04',
  FZJG: '11410000MBY900027Q',
  FZDQ: '410000',
  CYRS: { CYR: [{ CYRMC: '李测试', CYRDM: '441803199001019018', CYRLB: '01' }] },
  QSRQ: '20240101',
  JZRQ: '20341231',
};

function callback(ywlx: string, sj: object) {
  const read = guangdong.CertificateCallbackSchema.parse({
    lsh: 'LS1',
    fssj: '2026-11-22 10:00:00',
    ywlx,
    sj,
  });
  return guangdong.toCertificateEvent(read, maps.guangdong);
}

const record = (over: object) => henan.toCertificateEvent({ ...RECORD, ...over }, maps.henan);

describe('an event', () => {
  it.each([
    ['Guangdong’s ZZBF', () => callback('ZZBF', SJ)],
    ['Henan’s ZZ01', () => record({})],
  ])('of %s is the issue of a certificate', (_, read) => {
    expect(read()).toEqual({ ...EVENT, draft: { type: 'CertificateIssued', body: BODY } });
  });

  it.each([
    ['Guangdong’s ZZBG', () => callback('ZZBG', { ...SJ, GLZZBS: OLD })],
    ['Henan’s ZZ02', () => record({ '@sid': 'ZZ02', YZZBS: OLD })],
  ])('of %s is a new version', (_, read) => {
    expect(read()).toEqual({
      ...EVENT,
      draft: { type: 'CertificateChanged', body: { ...BODY, supersedes: OLD } },
    });
  });

  it.each([
    [
      'Guangdong’s ZZZT',
      () => callback('ZZZT', { ZZBS: ID, ZZZT: '5', ZTSJ: '2026-11-22 09:59:00', YY: '违规' }),
    ],
    ['Henan’s ZZ03', () => record({ '@sid': 'ZZ03', ZT: 'DX', ZTSJ: '20261122095900', YY: '违规' })],
  ])('of %s is another state', (_, read) => {
    expect(read()).toEqual({ ...EVENT, draft: { type: 'CertificateStateChanged', body: ENDED } });
  });

  it.each([
    ['Guangdong', () => callback('ZZBF', { ...SJ, YXQZ: '长期' })],
    ['Henan', () => record({ JZRQ: '99991231' })],
  ])('of %s may be for ever', (_, read) => {
    expect(read().draft.body).not.toHaveProperty('validTo');
  });

  it.each([
    ['Guangdong', () => callback('ZZBF', { ...SJ, ZZLX: 'GD-X99' })],
    ['Henan', () => record({ ZZLB: 'HA-Z-X99' })],
  ])('of %s waits when its type has no counterpart', (_, read) => {
    expect(read).toThrow(MappingGapError);
  });

  it.each([
    ['Guangdong', () => callback('ZZBF', { ...SJ, ZZLX: 'GD-A01' })],
    ['Henan', () => record({ ZZLB: 'HA-Z-GA01' })],
  ])('of %s is refused when its type is not that of its identifier', (_, read) => {
    expect(read).toThrow();
  });
});

const QUESTION = {
  useId: USE_ID,
  requester: 'hunan',
  certificateId: ID,
  use: {
    operation: 'DATA',
    certificateId: ID,
    purpose: { basicCode: '002090012000', caseRef: 'HN1', reason: '办理补发' },
    consentId: USE_ID,
    organisation: '11430000MBY900035U',
    clerk: '窗口03',
    fields: ['姓名', '证书编号'],
    seen: [],
  },
  fields: ['姓名', '证书编号'],
  presentation: undefined,
} as const;

const DIGEST = 'a'.repeat(64);
const SEEN = [{ name: '姓名', value: '李测试' }];
const FILE_QUESTION = {
  ...QUESTION,
  use: { ...QUESTION.use, operation: 'FILE', fields: [], format: 'PDF' },
} as const;
const SEEN_QUESTION = {
  ...QUESTION,
  use: { ...QUESTION.use, operation: 'VERIFY', fields: [], seen: SEEN, seenSm3: DIGEST },
} as const;
const FILE = Buffer.from('文件');

const STANDING = {
  kind: 'standing',
  state: 'SUSPENDED',
  since: '2026-11-22T09:59:00+08:00',
  fields: [{ name: '证书编号', value: 'CS1' }],
};

describe('a question', () => {
  it('is put to Guangdong’s platform in its words', () => {
    expect(guangdong.toCertificateQuery(QUESTION, maps.guangdong)).toEqual({
      head: { accessId: 'HUB', requestId: USE_ID },
      data: {
        ...{ ZZBS: ID, ZMZD: ['XM', 'ZSBH'], useCause: '办理补发', SXJBM: '002090012000', BLLSH: 'HN1' },
        ...{ YZPT: 'hunan', YZDW: '11430000MBY900035U', JBR: '窗口03', YZFS: '1', SQBH: USE_ID },
      },
    });
  });

  it('is put to Henan’s platform in its words', () => {
    expect(henan.toQuery(QUESTION, maps.henan)).toMatchObject({
      '@sid': 'ZZ06',
      ...{ JLBH: USE_ID, ZZBS: ID, YZSY: '办理补发', SXJBM: '002090012000', BJBH: 'HN1', YZPT: 'hunan' },
      ZDS: { ZD: ['持证人', '管理号'] },
    });
  });

  it('about a file, or about what was seen, is put to each in its words', () => {
    expect(guangdong.toCertificateQuery(FILE_QUESTION, maps.guangdong).data).toMatchObject({ WJGS: 'PDF' });
    const seen = guangdong.toCertificateQuery(SEEN_QUESTION, maps.guangdong).data;
    expect(seen).toMatchObject({ HYXX: [{ ZDM: 'XM', ZDZ: '李测试' }], WJZW: DIGEST });
    expect(henan.toQuery(FILE_QUESTION, maps.henan)).toMatchObject({ CZ: 'WJ', GS: 'PDF' });
    expect(henan.toQuery(SEEN_QUESTION, maps.henan)).toMatchObject({
      ...{ CZ: 'BD', WJZW: DIGEST },
      BDS: { BDX: [{ MC: '持证人', Z: '李测试' }] },
    });
  });

  it('about a file, or about what was seen, is answered by each', () => {
    const inBase64 = FILE.toString('base64');
    const data = { ZZBS: ID, ZZZT: '1', ZTSJ: '2026-11-22 09:59:00', ZMXX: [] };
    const guangdongs = (more: object) =>
      guangdong.fromQueryAnswer({ head: { status: '0' }, data: { ...data, ...more } }, ID, maps.guangdong);
    expect(guangdongs({ WJNR: inBase64 })).toMatchObject({ original: FILE });
    const checked = { matches: [{ name: '姓名', matches: false }], fileMatches: true };
    expect(guangdongs({ HYJG: [{ ZDM: 'XM', SFYZ: '0' }], WJYZ: '1' })).toMatchObject(checked);
    expect(() => guangdongs({ WJNR: 'not base64!' })).toThrow('not base64');
    expect(() => guangdongs({ HYJG: [{ ZDM: 'XM', SFYZ: 'yes' }] })).toThrow();
    const record = { CODE: '0', ZZBS: ID, ZT: 'YX', ZTSJ: '20261122095900' };
    const henans = (more: object) => henan.fromQueryAnswer({ ...record, ...more }, ID, maps.henan);
    expect(henans({ FJS: { FJ: [{ GS: 'OFD', BASE64: inBase64 }] } })).toMatchObject({ original: FILE });
    expect(henans({ BDS: { BDX: [{ MC: '持证人', YZ: '0' }] }, WJYZ: '1' })).toMatchObject(checked);
    expect(() => henans({ FJS: { FJ: [{ GS: 'OFD', BASE64: '?' }] } })).toThrow('not base64');
    expect(() => henans({ BDS: { BDX: [{ MC: '持证人', YZ: '2' }] } })).toThrow('YZ is 2');
  });

  it('is answered by Guangdong’s platform', () => {
    const data = { ZZBS: ID, ZZZT: '2', ZTSJ: '2026-11-22 09:59:00', ZMXX: [{ ZDM: 'ZSBH', ZDZ: 'CS1' }] };
    const read = (answer: unknown) => guangdong.fromQueryAnswer(answer, ID, maps.guangdong);
    expect(read({ head: { status: '0' }, data })).toEqual(STANDING);
    expect(read({ head: { status: '99', message: '查无此证照' } })).toEqual({
      kind: 'refused',
      reason: '查无此证照',
    });
    expect(() => read({ head: { status: '0' }, data: { ...data, ZZBS: OLD } })).toThrow();
    expect(() => read({ head: { status: '1', message: '系统繁忙' } })).toThrow();
  });

  it('is answered by Henan’s platform', () => {
    const given = {
      ...{ CODE: '0', ZZBS: ID, ZT: 'ZK', ZTSJ: '20261122095900' },
      NRS: { NR: [{ MC: '管理号', Z: 'CS1' }] },
    };
    const read = (answer: Record<string, unknown>) => henan.fromQueryAnswer(answer, ID, maps.henan);
    expect(read(given)).toEqual(STANDING);
    expect(read({ CODE: '-61', SM: '查无此证' })).toEqual({ kind: 'refused', reason: '查无此证' });
    expect(() => read({ ...given, ZZBS: OLD })).toThrow('another certificate');
    expect(() => read({ CODE: '-99' })).toThrow('code -99');
  });
});

const USE = {
  ref: 'Q1',
  occurredAt: EVENT.occurredAt,
  operation: 'DATA',
  certificateId: undefined,
  holder: { codeType: '111', code: '441803199001019018' },
  typeCode: '11100000MBY0090078904',
  purpose: { basicCode: '002090012000', caseRef: 'BJ1', reason: '办理补发' },
  basis: { kind: 'CONSENT', expiresAt: '2026-11-22T10:10:00+08:00' },
  organisation: '11440000MBY900019A',
  clerk: '窗口03',
  fields: ['姓名'],
};

const RELEASED: UseResult = {
  kind: 'released',
  useId: USE_ID,
  certificate: {
    certificateId: ID,
    typeCode: '11100000MBY0090078904',
    issuer: '11410000MBY900027Q',
    divisionCode: '410000',
    platform: 'henan',
    state: 'VALID',
    stateSince: '2026-11-22T02:00:00Z',
  },
  fields: [{ name: '姓名', value: '李测试' }],
  credential: undefined,
  conditions: ['ONLINE_STATUS'],
};

describe('a window', () => {
  it('of Guangdong asks with a consent', () => {
    const data = {
      ...{ ZZLX: 'GD-C07', CZZTDM: '441803199001019018', CZZTLX: 'GR', BLLSH: 'BJ1', useCause: '办理补发' },
      ...{ SXBM: '11440000MBY900019A2442090012000', YZDW: '11440000MBY900019A', JBR: '窗口03', ZMZD: ['XM'] },
      ...{ YZFS: '1', SQYXQ: '2026-11-22 10:10:00' },
    };
    const head = { requestId: 'Q1', requestTime: '2026-11-22 10:00:00' };
    const read = (over: object) => guangdong.WindowRequestSchema.parse({ head, data: { ...data, ...over } });
    expect(guangdong.toUseRequest(read({}), 'DATA', maps.guangdong)).toEqual(USE);
    expect(() => read({ useCause: '' })).toThrow();
    expect(() => read({ YZFS: '2' })).toThrow();
  });

  it('of Henan asks with a consent', () => {
    const request = {
      ...{ JLBH: 'Q1', YWSJ: '20261122100000', CZ: 'QX', ZZLB: 'HA-Z-RS04', CYRDM: '441803199001019018' },
      ...{ CYRLB: '01', SXBM: 'HA-RS-0012', BJBH: 'BJ1', YZSY: '办理补发', YZDW: '11440000MBY900019A' },
      ...{ JBR: '窗口03', SQJZ: '20261122101000', ZDS: { ZD: ['持证人'] } },
    };
    expect(henan.toUseRequest(request, maps.henan)).toEqual(USE);
    expect(() => henan.toUseRequest({ ...request, YZSY: '' }, maps.henan)).toThrow('YZSY');
    expect(henan.toUseRequest({ ...request, ZQBH: 'ZZ-1' }, maps.henan).basis).toEqual({
      kind: 'DUTY',
      duty: 'ZZ-1',
    });
  });

  it('is told in its own words', () => {
    expect(guangdong.toWindowAnswer(RELEASED, maps.guangdong)).toMatchObject({
      head: { status: '0' },
      data: { ZZZT: '1', ZTSJ: '2026-11-22 10:00:00', ZMXX: [{ ZDM: 'XM', ZDZ: '李测试' }], YZPT: 'henan' },
    });
    expect(henan.toWindowAnswer('Q1', RELEASED, maps.henan)).toMatchObject({
      ...{ '@sid': 'ZZ05', JLBH: 'Q1', JGDM: '1', ZT: 'YX', ZTSJ: '20261122100000' },
      NRS: { NR: [{ MC: '持证人', Z: '李测试' }] },
    });
  });

  it('is told of a file, and of what it saw, in its own words', () => {
    const original = { sha256: DIGEST, sm3: DIGEST, seals: 'WHOLE', sealedBy: [] } as const;
    const file = { bytes: FILE, mediaType: 'application/ofd', format: 'OFD', original } as const;
    const result: UseResult = {
      ...RELEASED,
      file,
      matches: [{ name: '姓名', matches: true }],
      fileMatches: false,
    };
    expect(guangdong.toWindowAnswer(result, maps.guangdong)).toMatchObject({
      data: {
        WJ: { WJGS: 'OFD', WJNR: FILE.toString('base64'), YJZW: DIGEST, YJQZ: 'WHOLE' },
        HYJG: [{ ZDM: 'XM', SFYZ: '1' }],
        WJYZ: '0',
      },
    });
    expect(henan.toWindowAnswer('Q1', result, maps.henan)).toMatchObject({
      FJS: { FJ: [{ GS: 'OFD', BASE64: FILE.toString('base64') }] },
      ...{ YJZW: DIGEST, YJQZ: 'WHOLE', WJYZ: '0' },
      BDS: { BDX: [{ MC: '持证人', YZ: '1' }] },
    });
  });

  it('is told why it gets nothing', () => {
    const refused = { kind: 'refused', code: 'CERTIFICATE_NOT_VALID', detail: 'it is REVOKED' } as const;
    expect(guangdong.toWindowAnswer(refused, maps.guangdong)).toEqual({
      head: { status: '99', code: 'CERTIFICATE_NOT_VALID', message: 'it is REVOKED' },
    });
    expect(henan.toWindowAnswer('Q1', refused, maps.henan)).toMatchObject({
      ...{ JGDM: '0', YYDM: 'CERTIFICATE_NOT_VALID', YY: 'it is REVOKED' },
    });
  });
});

describe('a sandbox', () => {
  it('gives identifiers whose check characters hold', () => {
    const parts = { typeCode: '11100000000013338W011', issuer: '11430000006122244L', version: '001' };
    expect(certificateIdOf({ ...parts, serial: '20230000403' })).toMatch(/\.U$/);
    const desk = new CertificateDesk({ issuer: '11440000MBY900019A', nextSerial: () => 7, now: Date.now });
    const holders = [{ kind: 'person', name: '李测试', code: '441803199001019018' }] as const;
    const { id } = desk.issue({ kind: 'driving', holders, contents: [], from: '2024-01-01' });
    const next = desk.change(id, []);
    expect([id, next.id].map(parseCertificateId)).toMatchObject([{ version: '001' }, { version: '002' }]);
    expect(desk.get(id).state).toBe('superseded');
  });
});
