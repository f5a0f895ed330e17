import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as guangdong from '#connectors/guangdong';
import * as henan from '#connectors/henan';
import * as hunan from '#connectors/hunan';
import {
  actName,
  fromFields,
  type GivenAct,
  isFormed,
  labelOf,
  type OtherAct,
  readOtherAct,
  toFields,
  toOtherAct,
} from '#connectors/kit';
import * as qingxin from '#connectors/qingxin';
import * as shanxi from '#connectors/shanxi';
import {
  blobsOf,
  CASE_MESSAGES,
  type CaseMessage,
  type MessageType,
  type Shape,
  shapeOf,
} from '#proto/schema';
import { CERTIFICATE } from '../../kit/evidence.js';
import { CASE_NO, filesOf, parsed } from './acts.js';
import { anyBody } from './any-body.js';
import { BLOB } from './recorded-acts.js';

const TYPES = Object.keys(CASE_MESSAGES) as MessageType[]; // the keys of a constant

function messages(type: MessageType): fc.Arbitrary<CaseMessage> {
  const isOpening = !shapeOf(type).members.has('caseNo');
  return anyBody(type, isOpening ? {} : { caseNo: CASE_NO }).map((body) => parsed(type, body));
}

const LAPSE = parsed('AcceptedByLapse', {
  caseNo: CASE_NO,
  receivedAt: '2026-11-16T10:00:00+08:00',
  dueDate: '2026-11-23',
  rule: '行政许可法第三十二条',
  calendar: 'CN/2026/1',
});

const TRANSFER = parsed('ResultTransferred', {
  caseNo: CASE_NO,
  documents: [{ name: '证书', blob: BLOB }, { name: '附页' }],
});

const SUBMISSIONS = {
  submission: {
    caseRef: 'SB-1',
    itemCode: '002090012000',
    mode: 'REMOTE_INTAKE',
    appliedAt: '2026-11-23T10:00:00+08:00',
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '测试人员', idType: '111', idNumber: '441803199001019018' },
        form: [{ name: '证书名称', value: '一级建造师' }],
      },
    },
    materials: [],
  },
  pledge: {
    pledge: {
      noticeVersion: '2026-1',
      noticeSha256: 'ab'.repeat(32),
      pledgedCodes: ['M01'],
      pledgedOn: '2026-11-23',
    },
    commitmentNo: 'CN-1',
    creditCheck: { outcome: 'CLEAR', inquiryNo: 'XY-1', checkedOn: '2026-11-23' },
  },
  member: { lifeEvent: { lifeEventNo: CASE_NO, member: 'household' } },
  whole: { members: [{ member: 'birth', itemCode: '002090012000' }] },
  part: { mode: 'JOINT', leadCaseNo: CASE_NO },
} as const;

function membersIn(shape: Shape): string[] {
  if (shape.kind === 'list') return membersIn(shape.element);
  if (shape.kind !== 'record') return [];
  return [...shape.members].flatMap(([name, member]) => [name, ...membersIn(member)]);
}

describe('the table of labels', () => {
  it('names every act and every member of every act', () => {
    expect(TYPES.filter((type) => actName(type) === type)).toEqual([]);
    const members = new Set(TYPES.flatMap((type) => membersIn(shapeOf(type))));
    expect([...members].filter((member) => labelOf(member) === member)).toEqual([]);
  });

  it('names no more than that: a name of nothing is a slip of the pen', () => {
    expect(labelOf('constructor')).toBe('constructor');
    expect(actName('toString')).toBe('toString');
  });
});

describe('an act as a list of fields', () => {
  it('has paths, labels and values in the order of its schema, without the number of its case', () => {
    expect(toFields(LAPSE)).toEqual([
      { path: 'receivedAt', label: '收到时间', value: '2026-11-16T10:00:00+08:00' },
      { path: 'dueDate', label: '到期日', value: '2026-11-23' },
      { path: 'rule', label: '依据', value: '行政许可法第三十二条' },
      { path: 'calendar', label: '工作日历', value: 'CN/2026/1' },
    ]);
  });

  it('numbers lists and gives files whole', () => {
    const blob = { ...BLOB, size: 9 };
    expect(toFields(TRANSFER)).toEqual([
      { path: 'documents.0.name', label: '文书1·名称', value: '证书' },
      { path: 'documents.0.blob', label: '文书1·附件', value: '', blob },
      { path: 'documents.1.name', label: '文书2·名称', value: '附页' },
      { path: 'oldDocumentDue', label: '须交回旧证', value: '否' },
    ]);
    expect(blobsOf(TRANSFER)).toEqual([blob]);
  });

  it.each(TYPES)('loses nothing of %s', (type) => {
    fc.assert(
      fc.property(messages(type), (message) => {
        const fields = toFields(message);
        for (const { value } of fields) expect(value.trim()).toBe(value);
        const { body } = fromFields({ type, caseNo: CASE_NO, fields });
        expect(parsed(type, body)).toEqual(message);
        expect(blobsOf(message)).toEqual(fields.flatMap(({ blob }) => blob ?? []));
      }),
      { numRuns: 60 },
    );
  });

  const transfer = (...fields: GivenAct['fields']) => ({
    ...{ type: 'ResultTransferred', caseNo: CASE_NO },
    fields: [{ path: 'documents.0.name', value: '证书' }, ...fields],
  });
  it.each<[string, GivenAct, string]>([
    ['a member that there is not', transfer({ path: 'remark', value: 'x' }), '/remark'],
    ['a name that every object has', transfer({ path: '__proto__.polluted', value: 'x' }), '/__proto__'],
    ['a member twice', transfer({ path: 'documents.0.name', value: '证书' }), '/documents/0/name'],
    ['a place in a list left out', transfer({ path: 'documents.2.name', value: 'x' }), '/documents/1'],
    ['a value where members are', transfer({ path: 'documents.0', value: 'x' }), '/documents/0'],
    ['members where a value is', transfer({ path: 'waybill.no', value: 'x' }), '/waybill'],
    ['a file that did not come', transfer({ path: 'documents.0.blob', value: '' }), '/documents/0/blob'],
    ['a number of its case beside that of the record', transfer({ path: 'caseNo', value: 'x' }), '/caseNo'],
    ['a value that its schema refuses', transfer({ path: 'waybill', value: '' }), '/waybill'],
  ])('is refused with %s', (_, act, pointer) => {
    expect(() => fromFields(act)).toThrow(
      expect.objectContaining({
        code: 'MALFORMED',
        violations: expect.arrayContaining([expect.objectContaining({ pointer })]),
      }),
    );
  });

  it('is refused for a type that is none, and for one that has a form of its own', () => {
    const act = { caseNo: CASE_NO, fields: [] };
    expect(() => readOtherAct({ ...act, type: 'Nothing' })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_MESSAGE_TYPE' }),
    );
    const resumed = { ...act, type: 'CaseResumed' };
    expect(() => readOtherAct(resumed)).toThrow(
      expect.objectContaining({
        code: 'MALFORMED',
        violations: [{ pointer: '/type', message: 'CaseResumed has a form of its own' }],
      }),
    );
  });

  it('is what an act crosses as that says more than its form holds', () => {
    const delivered = { caseNo: CASE_NO, mode: 'AT_WINDOW', deliveredAt: '2026-11-23T10:00:00+08:00' };
    const transferred = { caseNo: CASE_NO, documents: [{ name: '证书' }] };
    const { submission } = SUBMISSIONS;
    const more = [
      parsed('SubmitCase', { ...submission, ...SUBMISSIONS.pledge }),
      parsed('SubmitCase', { ...submission, ...SUBMISSIONS.member }),
      parsed('SubmitCase', { ...submission, ...SUBMISSIONS.whole }),
      parsed('ResultDelivered', { ...delivered, collectorChecked: true }),
      parsed('ResultDelivered', { ...delivered, oldDocumentSurrendered: true }),
      parsed('ResultTransferred', { ...transferred, oldDocumentDue: true }),
      parsed('ResultTransferred', {
        ...transferred,
        documents: [{ name: '证书', certificateId: CERTIFICATE }],
      }),
    ];
    for (const message of more) {
      expect(isFormed(message)).toBe(false);
      const { type, body } = readOtherAct({ type: message.type, caseNo: CASE_NO, fields: toFields(message) });
      expect(parsed(type, body)).toEqual(message);
    }
    expect(isFormed(parsed('SubmitCase', { ...submission, ...SUBMISSIONS.part }))).toBe(true);
    expect(isFormed(parsed('ResultDelivered', delivered))).toBe(true);
    expect(isFormed(parsed('ResultTransferred', transferred))).toBe(true);
  });
});

/** Through the bytes of each format and back, as a platform would have written it. */
const FORMATS: Readonly<Record<string, (act: OtherAct, message: CaseMessage) => GivenAct>> = {
  guangdong: (act, message) => {
    const { stored, fetched } = filesOf(message);
    const sj = JSON.parse(JSON.stringify(guangdong.toOther(act, CASE_NO, stored)));
    const callback = guangdong.CallbackSchema.parse({
      lsh: '1',
      fssj: '2026-11-22 10:00:00',
      ywlx: 'QT',
      sj,
    });
    if (callback.ywlx !== 'QT') throw new Error('another word');
    return guangdong.fromOther(callback.sj, fetched);
  },
  henan: (act, message) => {
    const { stored, fetched } = filesOf(message);
    const record = { '@sid': 'HA16', XTBH: CASE_NO, ...henan.toOther(act, stored) };
    const [read] = henan.parsePackage(henan.buildPackage({}, [record]));
    if (read === undefined) throw new Error('no record');
    return henan.fromOther(read, fetched);
  },
  hunan: (act, message) => {
    const { stored, fetched } = filesOf(message);
    const around = { eventId: 'E1', occurTime: 1, caseNo: 'HN1', hubCaseNo: CASE_NO };
    const payload = JSON.parse(JSON.stringify(hunan.toOther(act, stored)));
    const event = hunan.CaseEventSchema.parse({ ...around, eventType: 'OTHER_ACT', payload });
    if (event.eventType !== 'OTHER_ACT') throw new Error('another word');
    return hunan.fromOther(event, fetched);
  },
  shanxi: (act, message) => {
    const { stored, fetched } = filesOf(message);
    const maker = new shanxi.RowMaker('B1', 'SXBJ-1');
    shanxi.addOther(maker, act, new Map([...stored].map(([sha256], i) => [sha256, `F${i}`])));
    const digested = new Map([...fetched.values()].map((file, i) => [`F${i}`, file]));
    const rows = JSON.parse(JSON.stringify(maker.finish())) as readonly shanxi.NewRow[]; // what it was
    const of = (table: string) => rows.filter((row) => row.table === table).map(({ values }) => values);
    const reading = new shanxi.Reading();
    const tables = { kstb_list: of('kstb_list'), up_pro_material: of('up_pro_material') };
    const given = shanxi.readOther(tables, CASE_NO, digested, reading);
    reading.finish();
    return given;
  },
  qingxin: (act, message) => {
    const { stored, fetched } = filesOf(message);
    const attached = ({ sha256, fileName, mediaType }: ReturnType<typeof blobsOf>[number]) => ({
      ...{ 附件: stored.get(sha256) ?? '', 文件名: fileName, 文件类型: mediaType },
    });
    const details = qingxin.toOther(act, attached);
    const { rows } = qingxin.readSheet(
      qingxin.writeSheet(qingxin.DETAIL_COLUMNS, details),
      qingxin.DETAIL_COLUMNS,
    );
    const files = new Map<string, (typeof act.fields)[number]['blob']>(
      [...fetched].map(([name, { blob }]) => [name, blob]),
    );
    const blobOf = ({ 附件: name = '' }: { readonly 附件?: string }) => files.get(name);
    const read = rows.map(({ values }) => values);
    return qingxin.fromOther(read, CASE_NO, blobOf, (reason) => expect.fail(reason));
  },
};

describe.each(Object.entries(FORMATS))('the general form of %s', (_, through) => {
  it.each(TYPES)('loses nothing of %s, or refuses it', (type) => {
    let carried = 0;
    fc.assert(
      fc.property(messages(type), (message) => {
        let given: GivenAct;
        try {
          given = through(toOtherAct(message), message);
        } catch (error) {
          if (error instanceof qingxin.Gb18030Error) return; // a character that not every reader sees the same
          throw error;
        }
        carried++;
        expect(given.type).toBe(type);
        expect(parsed(type, fromFields(given).body)).toEqual(message);
      }),
      { numRuns: 30 },
    );
    expect(carried).toBeGreaterThan(3);
  });
});
