import { actField } from './act-field.js';
import type {
  DeskAct,
  DeskActKind,
  DeskApplicant,
  DeskDocument,
  DeskEvent,
  DeskField,
  DeskMaterial,
} from './desk.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';

/** Qingxin's format: one wide row for an act, and a row for each thing that an act has several of. */

export type Row = Readonly<Record<string, string>>;

export interface Rows {
  readonly act: Row;
  readonly details: readonly Row[];
}

/** In the order in which the platform writes them; it fills a quarter of them at best. */
export const ACT_HEADER = [
  ...['业务流水号', '办件内序号', '业务类型', '发生时间', '办件编号', '统一编号', '明细数', '事项编码'],
  ...[
    '办理区划',
    '办理方式',
    '收件区划',
    '主办统一编号',
    '申请人类型',
    '申请人',
    '证件类型',
    '证件号码',
    '联系电话',
  ],
  ...['窗口名称', '窗口区划', '身份核验', '文书号', '补正期限', '受理编号', '承诺日期', '程序名称'],
  ...['决定结果', '原因代码', '原因', '送达方式', '运单号', '', ''],
];
export const DETAIL_HEADER = [
  '业务流水号',
  '序号',
  '类别',
  '名称',
  '编码',
  '来源',
  '内容',
  '附件',
  '文件名',
  '文件类型',
];

const KIND: Record<DeskActKind, string> = {
  file: '申报',
  intake: '收件',
  notice: '补正告知',
  correct: '补正',
  accept: '受理',
  reject: '不予受理',
  review: '审查',
  decide: '决定',
  conclude: '办结',
  transfer: '结果转送',
  deliver: '送达',
  withdraw: '撤回',
  suspend: '中止',
  resume: '恢复',
  terminate: '终止',
  other: '其他',
};

const MODE = { remote: '02', online: '01', joint: '03' } as const;
const SOURCE = { upload: '电子件', original: '原件', certificate: '证照', shared: '共享' } as const;
const HOW = { window: '自取', courier: '快递', electronic: '网上' } as const;

/** @param attach gives a file of the desk its name beside the rows. */
export function rowsOf(
  event: DeskEvent,
  head: { readonly seq: number; readonly hubNo: string | undefined },
  attach: (fileId: string) => Row,
): Rows {
  const { id, at, ref, act } = event;
  const details = detailsOf(act, attach).map((detail, i) => ({
    业务流水号: id,
    序号: String(i + 1),
    ...detail,
  }));
  return {
    act: {
      业务流水号: id,
      办件内序号: String(head.seq),
      业务类型: KIND[act.kind],
      发生时间: localTime(at).slice(0, 16).replaceAll('-', '/'), // to the minute
      办件编号: ref,
      统一编号: head.hubNo ?? '',
      明细数: String(details.length),
      ...fieldsOf(act),
    },
    details,
  };
}

function fieldsOf(act: DeskAct): Row {
  switch (act.kind) {
    case 'file':
      return {
        事项编码: act.item,
        办理区划: act.division,
        办理方式: MODE[act.mode],
        收件区划: act.intake ?? '',
        主办统一编号: act.lead ?? '',
        申请人类型: act.applicant.kind === 'person' ? '个人' : '企业',
        申请人: `${act.applicant.name}  `, // of a column of fixed width
        证件类型: act.applicant.kind === 'person' ? 'A' : 'T',
        证件号码: `'${act.applicant.idNumber.replace(/X$/, 'x')}`, // or a spreadsheet makes it 4.41803E+17
        联系电话: act.applicant.phone ?? '',
      };
    case 'intake':
      return { 窗口名称: act.window, 窗口区划: '441803', 身份核验: '是' };
    case 'notice':
      return { 文书号: act.noticeNo, 补正期限: `${act.deadline.replaceAll('-', '/')} 18:00` };
    case 'correct':
      return { 文书号: act.noticeNo };
    case 'accept':
      return { 受理编号: act.number, 文书号: act.documentNo, 承诺日期: act.promised.replaceAll('-', '/') };
    case 'reject':
    case 'terminate':
      return { 原因代码: act.code, 原因: act.reason };
    case 'decide':
      return { 决定结果: act.granted ? '同意' : '不同意', 文书号: act.documentNo, 原因: act.grounds ?? '' };
    case 'transfer':
      return { 运单号: act.waybill ?? '' };
    case 'deliver':
      return { 送达方式: HOW[act.how], 运单号: act.waybill ?? '' };
    case 'withdraw':
      return { 原因: act.reason };
    case 'suspend':
      return { 程序名称: act.procedure, 原因: act.reason };
    case 'review':
    case 'conclude':
    case 'resume':
    case 'other':
      return {};
  }
}

function detailsOf(act: DeskAct, attach: (fileId: string) => Row): Row[] {
  const material = ({ name, source, fileId }: DeskMaterial): Row => {
    return {
      类别: '材料',
      名称: name,
      来源: SOURCE[source],
      ...(fileId === undefined ? {} : attach(fileId)),
    };
  };
  switch (act.kind) {
    case 'file':
      return [
        ...act.form.map(({ name, value }) => ({ 类别: '表单', 名称: name, 内容: value })),
        ...act.materials.map(material),
      ];
    case 'correct':
      return act.materials.map(material);
    case 'intake':
      return act.originals.map((name) => ({ 类别: '原件', 名称: name }));
    case 'notice':
      return [
        ...act.missing.map((name) => ({ 类别: '缺件', 名称: name })),
        ...act.faulty.map((each) => ({ 类别: '不合格', 名称: each.material, 内容: each.reason })),
      ];
    case 'transfer':
      return act.documents.map(({ name, number = '', fileId }) => {
        return { 类别: '结果', 名称: name, 编码: number, ...(fileId === undefined ? {} : attach(fileId)) };
      });
    case 'other':
      return [
        { 类别: '类型', 名称: act.name ?? act.type, 编码: act.type },
        ...act.fields.map(({ path, label = path, value = '', fileId }) => ({
          类别: '要素',
          名称: label,
          编码: path,
          ...(fileId === undefined ? { 内容: value } : attach(fileId)),
        })),
      ];
    default:
      return [];
  }
}

/**
 * What others did, in the desk's words. @param take puts a file beside the rows into the desk.
 * @throws RangeError for a kind that Qingxin does not know.
 */
export function actOf({ act, details }: Rows, take: (detail: Row) => string | undefined): DeskAct {
  const text = (column: string) => act[column] ?? '';
  const named = (category: string) => details.filter((detail) => detail.类别 === category);
  const names = (category: string) => named(category).map(({ 名称 = '' }) => 名称);
  const waybill = text('运单号') === '' ? {} : { waybill: text('运单号') };
  const materials = () => named('材料').map((detail) => materialOf(detail, take));
  const kind = keyOf(KIND, act.业务类型);
  switch (kind) {
    case 'file':
      return {
        kind,
        item: text('事项编码'),
        division: text('办理区划'),
        ...(text('收件区划') === '' ? {} : { intake: text('收件区划') }),
        ...(text('主办统一编号') === '' ? {} : { lead: text('主办统一编号') }),
        mode: modeOf(text('办理方式')),
        applicant: applicantOf(act),
        form: named('表单').map(fieldOf),
        materials: materials(),
      };
    case 'intake':
      return { kind, window: text('窗口名称'), originals: names('原件') };
    case 'notice':
      return {
        kind,
        noticeNo: text('文书号'),
        missing: names('缺件'),
        faulty: named('不合格').map(({ 名称 = '', 内容 = '' }) => ({ material: 名称, reason: 内容 })),
        deadline: text('补正期限').slice(0, 10).replaceAll('/', '-'),
      };
    case 'correct':
      return { kind, noticeNo: text('文书号'), materials: materials() };
    case 'accept':
      return {
        kind,
        number: text('受理编号'),
        documentNo: text('文书号'),
        promised: text('承诺日期').replaceAll('/', '-'),
      };
    case 'reject':
    case 'terminate':
      return { kind, code: text('原因代码'), reason: text('原因') };
    case 'decide':
      return {
        kind,
        granted: text('决定结果') === '同意',
        documentNo: text('文书号'),
        grounds: text('原因'),
      };
    case 'transfer':
      return { kind, documents: named('结果').map((detail) => documentOf(detail, take)), ...waybill };
    case 'deliver':
      return { kind, how: keyOf(HOW, text('送达方式')) ?? 'window', ...waybill };
    case 'withdraw':
      return { kind, reason: text('原因') };
    case 'suspend':
      return { kind, procedure: text('程序名称'), reason: text('原因') };
    case 'review':
    case 'conclude':
    case 'resume':
      return { kind };
    case 'other': {
      const { 名称: name = '', 编码: type = '' } = named('类型')[0] ?? {};
      const fields = named('要素').map((detail) => {
        return actField({ path: detail.编码, label: detail.名称, value: detail.内容, fileId: take(detail) });
      });
      return { kind, type, name, fields };
    }
    case undefined:
      throw new RangeError(`未知的业务类型 ${act.业务类型}`);
  }
}

function modeOf(code: string): keyof typeof MODE {
  return (Object.keys(MODE) as (keyof typeof MODE)[]).find((each) => MODE[each] === code) ?? 'online'; // of a constant
}

function applicantOf(act: Row): DeskApplicant {
  const { 申请人类型 = '', 申请人: name = '', 证件号码: idNumber = '', 联系电话: phone = '' } = act;
  const base = { kind: 申请人类型 === '个人' ? 'person' : 'company', name, idNumber } as const;
  return phone === '' ? base : { ...base, phone };
}

function fieldOf({ 名称: name = '', 内容: value = '' }: Row): DeskField {
  return { name, value };
}

function materialOf(detail: Row, take: (detail: Row) => string | undefined): DeskMaterial {
  const fileId = take(detail);
  const base = { name: detail.名称 ?? '', source: keyOf(SOURCE, detail.来源) ?? 'upload' };
  return fileId === undefined ? base : { ...base, fileId };
}

function documentOf(detail: Row, take: (detail: Row) => string | undefined): DeskDocument {
  const { 名称: name = '', 编码: number = '' } = detail;
  const fileId = take(detail);
  return {
    name,
    ...(number === '' ? {} : { number }),
    ...(fileId === undefined ? {} : { fileId }),
  };
}
