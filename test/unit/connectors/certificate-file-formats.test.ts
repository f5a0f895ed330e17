import { afterAll, describe, expect, it } from 'vitest';
import * as hunan from '#connectors/hunan';
import { type CertificateQuestion, MappingTables, type UseResult } from '#connectors/kit';
import * as qingxin from '#connectors/qingxin';
import * as shanxi from '#connectors/shanxi';

/** 证照文件, 核验 and 亮证 in the words of Hunan, Shanxi and Qingxin, both ways. */

const maps = {
  hunan: MappingTables.read(hunan.hunanMapping),
  shanxi: MappingTables.read(shanxi.shanxiMapping),
  qingxin: MappingTables.read(qingxin.qingxinMapping),
};
afterAll(() => Promise.all(Object.values(maps).map((each) => each.close())));

const NO = '11100000MB03271699001.11140000MBY900043N.20261122000001.002.X';
const ID = `1.2.156.3005.2.${NO}`;
const USE_ID = '0197a1b0-0000-7000-8000-000000000001';
const AT = Date.parse('2026-11-22T10:00:00+08:00');
const DIGEST = 'ab'.repeat(32);
const FILE = new Uint8Array([80, 75]);
const SEEN = [{ name: '权利人', value: '李测试' }];

type Use = CertificateQuestion['use'];

function question(over: Pick<Use, 'operation'> & Partial<Use>): CertificateQuestion {
  const purpose = { basicCode: '002091069000', caseRef: 'HN1', reason: '办理设立登记' };
  const common = { certificateId: ID, purpose, organisation: '11410000MBY900027Q', clerk: '窗口03' };
  const use = { ...common, consentId: USE_ID, fields: [], seen: [], ...over };
  return { useId: USE_ID, requester: 'henan', certificateId: ID, use, fields: [], presentation: undefined };
}
const FILE_QUESTION = question({ operation: 'FILE', format: 'OFD' });
const VERIFY_QUESTION = question({ operation: 'VERIFY', seen: SEEN, seenSm3: DIGEST });

const released = (over: object): UseResult => ({
  kind: 'released',
  useId: USE_ID,
  certificate: {
    certificateId: ID,
    typeCode: '11100000MB03271699001',
    issuer: '11410000MBY900027Q',
    divisionCode: '410000',
    platform: 'henan',
    state: 'VALID',
    stateSince: '2026-11-22T02:00:00Z',
  },
  fields: [],
  conditions: [],
  credential: undefined,
  ...over,
});
const ORIGINAL = { sha256: 'cd'.repeat(32), sm3: DIGEST, seals: 'WHOLE' } as const;
const COPY = released({
  file: { bytes: FILE, mediaType: 'application/ofd', format: 'OFD', original: ORIGINAL },
});
const COMPARED = released({ matches: [{ name: '权利人', matches: false }], fileMatches: true });

const CREDENTIAL = {
  issuer: '11140000MBY900043N',
  place: '140000',
  validTo: '2034-12-31',
  status: { list: 'L1', index: 7 },
};
const PURPOSE = { basicCode: '002091069000', caseRef: 'BJ1', reason: '办理设立登记' };
const SCAN = {
  ref: 'Q1',
  occurredAt: AT,
  purpose: PURPOSE,
  organisation: '11140000MBY900043N',
  clerk: '窗口03',
  fields: ['权利人'],
  code: 'CODE',
};

describe('Hunan’s library', () => {
  const words = (asked: CertificateQuestion) => hunan.toLibraryQuery(asked, maps.hunan);
  const said = (over: object) =>
    hunan.fromStanding(
      hunan.StandingSchema.parse({ certNo: NO, certStatus: 'NORMAL', statusTime: AT, face: {}, ...over }),
      ID,
      maps.hunan,
    );
  const asking = {
    ...{ requestNo: 'Q1', requestTime: AT, useOrg: '11140000MBY900043N', clerk: '窗口03' },
    useFor: { itemCode: '43-SJ-069-01', caseNo: 'BJ1', cause: '办理设立登记' },
  };
  const named = {
    ...asking,
    ...{ certType: 'HNZZ-ZR-0001', basis: { basisType: 'DUTY', dutyNo: 'ZZ-1' } },
    owner: { ownerName: '李测试', idType: 'SFZ', idNumber: '441803199001019018' },
  };
  const asked = (request: object, seenFile?: Uint8Array) => {
    const read = hunan.readRequest(request);
    if (!read.success) throw read.error;
    return hunan.toWindowRequest(read.data, seenFile, maps.hunan);
  };

  it('is asked for a file, and what lies on a counter is held against it', () => {
    expect(words(FILE_QUESTION)).toMatchObject({ fileType: 'OFD' });
    expect(words(VERIFY_QUESTION)).toMatchObject({ seen: { rightOwner: '李测试' }, seenSm3: DIGEST });
    expect(said({ same: { rightOwner: false }, fileSame: true })).toMatchObject({
      matches: [{ name: '权利人', matches: false }],
      fileMatches: true,
    });
    const statusSeat = { listNo: 'L1', seatNo: 7 };
    const endTime = Date.parse('2035-01-01T00:00:00+08:00');
    const facts = { makeOrg: CREDENTIAL.issuer, divisionCode: '140000', endTime, statusSeat };
    expect(said(facts)).toMatchObject({ credential: CREDENTIAL });
  });

  it('hands out what windows want', () => {
    expect(asked({ ...named, operation: 'FETCH', fileType: 'PDF' })).toMatchObject({
      operation: 'FILE',
      format: 'PDF',
    });
    const compare = { ...named, operation: 'COMPARE', seen: { rightOwner: '李测试' } };
    expect(asked(compare, FILE)).toMatchObject({ operation: 'VERIFY', seen: SEEN, seenFile: FILE });
    const basis = { basisType: 'SHOWN', showCode: 'CODE' };
    expect(asked({ ...asking, operation: 'READ', basis, faceNames: ['rightOwner'] })).toEqual(SCAN);
    expect(() => asked({ ...named, operation: 'READ', basis })).toThrow('Unrecognized'); // a code says whose it is
  });

  it('tells windows', () => {
    const stored = { fileId: 'F1', fileName: '证照.ofd' };
    expect(hunan.toRequestAnswer('Q1', COPY, maps.hunan, stored)).toMatchObject({
      ...{ file: stored, originalSm3: DIGEST, originalSeals: 'WHOLE' },
    });
    expect(hunan.toRequestAnswer('Q1', COMPARED, maps.hunan)).toMatchObject({
      ...{ same: { rightOwner: false }, fileSame: true },
    });
  });
});

describe('Shanxi’s tables', () => {
  const row = {
    ...{
      use_id: 'Q1',
      asked_at: '2026-11-22 10:00:00',
      task_handle_item: 'SXJT-0615-001',
      project_no: 'BJ1',
    },
    ...{ use_reason: '办理设立登记', org_code: '11140000MBY900043N', handle_user_name: '窗口03' },
  };
  const named = {
    ...{ ...row, certificate_type_code: 'SXZZ-0613-01', holder_code: '441803199001019018' },
    ...{ holder_type: '自然人', use_basis: '2', duty_no: 'ZZ-1' },
  };
  const asked = (cells: object, seenFile?: Uint8Array) =>
    shanxi.toWindowRequest(cells as Record<string, string>, seenFile, maps.shanxi);
  const said = (over: object, original?: Uint8Array) =>
    shanxi.fromQueryAnswer(
      {
        ...{ answer_code: '00', certificate_source_id: ID, kstb_lic_state: '10', contents: '{}' },
        ...{ kstb_lic_state_time: '2026-11-22 09:59:00', ...over },
      },
      original,
      ID,
      maps.shanxi,
    );

  it('ask for a file, and hold what lies on a counter against it', () => {
    expect(shanxi.toQuery('W1', FILE_QUESTION, maps.shanxi)).toMatchObject({
      query_kind: '3',
      file_format: 'OFD',
    });
    expect(shanxi.toQuery('W1', VERIFY_QUESTION, maps.shanxi)).toMatchObject({
      ...{ query_kind: '4', seen: { qlr: '李测试' }, seen_sm3: DIGEST },
    });
    expect(said({}, FILE)).toMatchObject({ original: FILE });
    expect(said({ matches: '{"qlr":false}', file_matches: '1' })).toMatchObject({
      matches: [{ name: '权利人', matches: false }],
      fileMatches: true,
    });
    const place = { kstb_status_list: 'L1', kstb_status_index: '7', kstb_valid_to: '20341231' };
    const facts = { issue_dept_code: CREDENTIAL.issuer, certificate_area_code: '140000', ...place };
    expect(said(facts)).toMatchObject({ credential: CREDENTIAL });
    expect(() => said({ matches: '{"qlr":"1"}' })).toThrow();
  });

  it('say what windows want', () => {
    expect(asked({ ...named, use_kind: '3', file_format: 'PDF' })).toMatchObject({
      operation: 'FILE',
      format: 'PDF',
    });
    const compare = asked({ ...named, use_kind: '4', seen: '{"qlr":"李测试"}' }, FILE);
    expect(compare).toMatchObject({ operation: 'VERIFY', seen: SEEN, seenFile: FILE });
    const shown = { ...row, use_kind: '1', use_basis: '3', show_code: 'CODE', contents: '["qlr"]' };
    expect(asked(shown)).toEqual(SCAN);
    expect(() => asked({ ...shown, use_kind: '3' })).toThrow('use_kind');
    expect(() => asked({ ...named, use_kind: '3', file_format: 'DOC' })).toThrow('file_format');
    expect(() => asked({ ...named, use_kind: '4', seen: '["qlr"]' })).toThrow('seen');
  });

  it('tell windows', () => {
    expect(shanxi.toUseAnswer('Q1', COPY, maps.shanxi)).toMatchObject({
      ...{ file_format: 'OFD', original_sm3: DIGEST, original_seals: 'WHOLE' },
    });
    expect(shanxi.toUseAnswer('Q1', COMPARED, maps.shanxi)).toMatchObject({
      ...{ matches: { qlr: false }, file_matches: '1' },
    });
  });
});

describe('Qingxin’s sheets', () => {
  const row = {
    ...{ 业务流水号: 'Q1', 发生时间: '2026/11/22 10:00', 事项编码: 'QX0669', 办件编号: 'BJ1' },
    ...{ 用证事由: '办理设立登记', 用证单位: '11140000MBY900043N', 经办人: '窗口03' },
  };
  const named = {
    ...{ ...row, 证照类型: '房产证', 持证主体类别: '个人', 持证主体代码: '441803199001019018' },
    职权编号: 'ZZ-1',
  };
  const seen = [{ 编号: 'Q1', 名称: '产权人', 内容: '李测试' }];
  const asked = (fields: object, contents: readonly object[] = [], file?: Uint8Array) =>
    qingxin.toWindowRequest({ fields, seen: contents }, file, maps.qingxin);
  const said = (fields: object, contents: readonly object[] = [], file?: Uint8Array) => {
    const head = { 结果: '1', 证照标识: ID, 证照状态: '正常', 状态时间: '2026/11/22 9:59' };
    const all = { ...head, 内容数: String(contents.length), ...fields };
    return qingxin.fromReply({ fields: all, contents, file }, ID, maps.qingxin);
  };

  it('ask for a file, and hold what lies on a counter against it', () => {
    expect(qingxin.toQuestion('W1', FILE_QUESTION, maps.qingxin)).toMatchObject({
      问询方式: '取件',
      格式: 'OFD',
    });
    expect(qingxin.toQuestion('W1', VERIFY_QUESTION, maps.qingxin)).toMatchObject({
      问询方式: '比对',
      文件摘要: DIGEST,
    });
    expect(said({}, [], FILE)).toMatchObject({ original: FILE });
    expect(said({ 文件相符: '是' }, [{ 编号: 'W1', 名称: '产权人', 相符: '否' }])).toMatchObject({
      fields: [],
      matches: [{ name: '权利人', matches: false }],
      fileMatches: true,
    });
    const place = { 状态列表: 'L1', 列表位置: '7', 有效期止: '2034/12/31' };
    const facts = { 颁发机构: CREDENTIAL.issuer, 管辖区划: '140000', ...place };
    expect(said(facts)).toMatchObject({ credential: CREDENTIAL });
    expect(() => said({ 文件相符: '1' })).toThrow('相符');
  });

  it('say what windows want', () => {
    expect(asked({ ...named, 用证方式: '取件', 格式: 'PDF' })).toMatchObject({
      operation: 'FILE',
      format: 'PDF',
    });
    const compare = asked({ ...named, 用证方式: '比对' }, seen, FILE);
    expect(compare).toMatchObject({ operation: 'VERIFY', seen: SEEN, seenFile: FILE });
    expect(asked({ ...row, 用证方式: '亮证', 亮证码: 'CODE', 字段: '产权人' })).toEqual(SCAN);
    expect(() => asked({ ...row, 用证方式: '亮证' })).toThrow('亮证码 为空');
    expect(() => asked({ ...named, 用证方式: '取件', 格式: 'DOC' })).toThrow('格式');
    expect(() => asked({ ...named, 用证方式: '比对' }, [{ 编号: 'Q1', 名称: '产权人' }])).toThrow('内容');
  });

  it('tell windows', () => {
    const copy = qingxin.toUseAnswer('Q1', COPY, 'YZ-1-001.ofd', maps.qingxin);
    expect(copy.answer).toMatchObject({ 附件: 'YZ-1-001.ofd', 原件摘要: DIGEST, 原件签章: 'WHOLE' });
    expect(qingxin.toUseAnswer('Q1', COMPARED, '', maps.qingxin)).toMatchObject({
      answer: { 文件相符: '是', 内容数: '1' },
      contents: [{ 编号: 'Q1', 名称: '产权人', 相符: '否' }],
    });
  });
});
