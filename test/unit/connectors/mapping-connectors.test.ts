import { describe, expect, it } from 'vitest';
import {
  CallbackSchema,
  toDraft as fromGuangdong,
  guangdongMapping,
  toInbound as toGuangdong,
} from '#connectors/guangdong';
import { buildPackage, toDraft as fromHenan, henanMapping, parsePackage, toRecord } from '#connectors/henan';
import {
  CaseEventSchema,
  toSubmission as fromHunan,
  toDraft as fromHunanEvent,
  hunanMapping,
  partOf,
  ThingSchema,
  toInbound as toHunan,
} from '#connectors/hunan';
import { type FormField, type IncomingAct, localDay, type MappingTables } from '#connectors/kit';
import { type ActRows, toDraft as fromQingxin, qingxinMapping, toRows } from '#connectors/qingxin';
import { shanxiMapping, toBatch, toNationalAct } from '#connectors/shanxi';
import type { Draft } from '#proto/schema';
import { eloquent } from '../../kit/mappings.js';
import { CASE_NO, incoming, parsed } from './acts.js';
import { form, MappingBench } from './mapping-bench.js';
import { readBack } from './shanxi-batches.js';

/** Every connector applies the whole of its mapping, and not only the tables without conditions. */

const bench = new MappingBench();
const NO_FILES = new Map();

/** One connector's own words, as this test looks at them. */
interface Dialect {
  readonly file: string;
  /** An act of elsewhere as its platform would be given it. */
  write(act: IncomingAct, maps: MappingTables): Promise<unknown>;
  /** The same, had the platform written it itself. */
  read(written: unknown, maps: MappingTables): Promise<Draft>;
  /** Item and form of what was written. */
  show(written: unknown): { readonly item: unknown; readonly form: readonly FormField[] };
}

interface Gd {
  readonly ywlx: string;
  readonly sj: { SXBM?: string; BDXX?: { ZDM: string; ZDZ: string }[] };
}
interface Hn {
  readonly eventType: string;
  readonly payload: {
    members?: { itemCode: string }[];
    formFields?: { fieldName: string; fieldValue: string }[];
  };
}
type Sx = Awaited<ReturnType<typeof toBatch>>;

/* What a connector wrote has been through JSON, to be changed on the way: the casts name what it was before. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  guangdong: {
    file: guangdongMapping,
    write: (act, maps) => toGuangdong(act, maps, NO_FILES),
    read: (written, maps) => {
      const callback = { lsh: 'LS1', fssj: '2026-11-22 10:00:00', ...(written as Gd) };
      return fromGuangdong(CallbackSchema.parse(callback), maps, NO_FILES);
    },
    show: (written) => {
      const { SXBM, BDXX = [] } = (written as Gd).sj;
      return { item: SXBM, form: BDXX.map(({ ZDM, ZDZ }) => ({ name: ZDM, value: ZDZ })) };
    },
  },
  henan: {
    file: henanMapping,
    write: async (act, maps) => buildPackage({}, [await toRecord(act, maps, NO_FILES)]),
    read: async (written, maps) => {
      const [record = {}] = parsePackage(String(written).replaceAll('DFBJBH', 'BJBH'));
      return fromHenan({ YWSJ: '20261122100000', ...record }, maps, NO_FILES);
    },
    show: (written) => {
      const [record = {}] = parsePackage(String(written));
      const fields =
        (record.BD as { FIELD: { '@name': string; '#text': string }[] } | undefined)?.FIELD ?? [];
      return {
        item: record.SXBM,
        form: fields.map((each) => ({ name: each['@name'], value: each['#text'] })),
      };
    },
  },
  hunan: {
    file: hunanMapping,
    write: (act, maps) => toHunan(act, maps, NO_FILES),
    read: async (written, maps) => {
      const { eventType, payload } = written as Hn;
      const occurTime = Date.parse('2026-11-22T10:00:00+08:00');
      const around = { eventId: 'E1', eventType, occurTime, caseNo: 'HN1', hubCaseNo: CASE_NO, payload };
      if (eventType !== 'THING_FILED') return fromHunanEvent(CaseEventSchema.parse(around), maps, NO_FILES);
      const filed = ThingSchema.parse(payload);
      const [member] = filed.members;
      if (member === undefined) throw new Error('no member');
      return fromHunan(partOf(filed, member, undefined), maps, NO_FILES);
    },
    show: (written) => {
      const { members = [], formFields = [] } = (written as Hn).payload;
      const fields = formFields.map(({ fieldName, fieldValue }) => ({ name: fieldName, value: fieldValue }));
      return { item: members[0]?.itemCode, form: fields };
    },
  },
  shanxi: {
    file: shanxiMapping,
    write: (act, maps) => toBatch(act, maps, NO_FILES),
    read: async (written, maps) => {
      const batch = written as Sx;
      const message = batch.head.case_state === '10' ? submission([]) : correction([]);
      return (await toNationalAct(readBack(batch, message), maps, async () => NO_FILES)).draft;
    },
    show: (written) => {
      const { rows } = written as Sx;
      const fields = rows.filter(({ table, values }) => table === 'kstb_list' && values.list_kind === '表单');
      return {
        item: rows.find(({ table }) => table === 'up_pro_accept')?.values.task_handle_item,
        form: fields.map(({ values }) => ({
          name: String(values.item_name),
          value: String(values.item_value),
        })),
      };
    },
  },
  qingxin: {
    file: qingxinMapping,
    write: (act, maps) => toRows(act, maps, NO_FILES),
    read: (written, maps) => {
      const { fields, details } = written as ActRows;
      const { 发送方: _, 对方办件编号: ref, ...own } = fields;
      return fromQingxin({ fields: { ...own, ...(ref && { 办件编号: ref }) }, details }, maps, NO_FILES);
    },
    show: (written) => {
      const { fields, details } = written as ActRows;
      const named = details.filter(({ 类别: category }) => category === '表单');
      return {
        item: fields.事项编码,
        form: named.map(({ 名称: name = '', 内容: value = '' }) => ({ name, value })),
      };
    },
  },
};

const PERSON = {
  applicantKind: 'NATURAL_PERSON',
  applicant: { name: '李测试', idType: '111', idNumber: '1' },
};

function submission(fields: readonly FormField[]) {
  return parsed('SubmitCase', {
    caseRef: 'X-1',
    itemCode: '002091011000',
    divisionCode: '410000',
    mode: 'REMOTE_INTAKE',
    appliedAt: '2026-11-22T09:58:00+08:00',
    personal: { open: { ...PERSON, form: fields } },
    materials: [],
  });
}

function correction(fields: readonly FormField[]) {
  const personal = { open: { ...PERSON, form: fields } };
  return parsed('CorrectionSubmitted', { caseNo: CASE_NO, noticeNo: '补1', materials: [], personal });
}

const NATIONAL = form({ 办理类别: '补领', 学历层次: '本科', 毕业日期: '2008-07', 份数: '2' });
const LOCAL = form({ 办理类别: '补领', 学历: '2', 毕业年月: '2008年07月', 份数: '2' });

/** What was written, with another item. */
function withItem(written: unknown, from: unknown, to: string): unknown {
  return JSON.parse(JSON.stringify(written).replaceAll(String(from), to));
}

describe.each(Object.entries(DIALECTS))('the connector of %s', (_, { file, write, read, show }) => {
  const speak = () => bench.read(eloquent(file));

  it.each(['SubmitCase', 'CorrectionSubmitted'] as const)(
    'puts the form of %s into its own fields and back: renamed, by a table, by an expression',
    async (type) => {
      const maps = speak();
      const message = type === 'SubmitCase' ? submission(NATIONAL) : correction(NATIONAL);
      const written = await write(incoming(message, { basicCode: '002091011000' }), maps);
      expect(show(written).form).toEqual(LOCAL);
      const { body } = await read(JSON.parse(JSON.stringify(written)), maps);
      expect(body).toMatchObject({ personal: { open: { form: NATIONAL } } });
    },
  );

  it.each([
    ['换领', '002091010000'],
    ['补领', '002091011000'],
  ])('tells by the form what its one item for two is nationally: %s', async (kind, national) => {
    const maps = speak();
    const act = incoming(submission(form({ 办理类别: kind })), { basicCode: '002091011000' });
    const written = await write(act, maps);
    const { body } = await read(withItem(written, show(written).item, 'T-CARD'), maps);
    expect(body).toMatchObject({ itemCode: national });
  });

  it.each([
    ['补卡', 'T-NEW'],
    ['换卡', 'T-SWAP'],
  ])('tells by the form which of its two items a national one is: %s', async (kind, own) => {
    const act = incoming(submission(form({ 补换类型: kind })), { basicCode: '002091020000' });
    expect(show(await write(act, speak())).item).toBe(own);
  });

  it('lets a case wait whose form does not say, and one with a value that no table has', async () => {
    const maps = speak();
    const written = await write(incoming(submission([]), { basicCode: '002091011000' }), maps);
    const own = withItem(written, show(written).item, 'T-CARD');
    await expect(read(own, maps)).rejects.toThrow('items has no counterpart for T-CARD');
    const strange = incoming(submission(form({ 学历层次: '博士后' })), { basicCode: '002091011000' });
    await expect(write(strange, maps)).rejects.toThrow('levels has no counterpart for 博士后');
  });

  it('looks at the conditions of what happens to a case later', async () => {
    const decision = parsed('DecisionIssued', {
      caseNo: CASE_NO,
      outcome: 'GRANTED',
      documentNo: '决1',
      decidedAt: '2026-11-22T10:00:00+08:00',
    });
    const maps = speak();
    const special = await write(incoming(decision, { basicCode: '002090009000' }), maps);
    const usual = await write(incoming(decision), maps);
    expect([JSON.stringify(special).includes('T9'), JSON.stringify(usual).includes('T9')]).toEqual([
      true,
      false,
    ]);
  });

  it('judges a case by the mapping of its day, not of today', async () => {
    const early = { ...eloquent(file), validTo: localDay('2026-11-21T12:00:00+08:00') };
    const act = incoming(submission([]), { basicCode: '002091011000' });
    await expect(write(act, bench.read(early))).rejects.toThrow('is not in force on 2026-11-22');
  });
});
