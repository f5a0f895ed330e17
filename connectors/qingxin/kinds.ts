import { type ActColumn, type DetailColumn, PERSON_COLUMNS, type Values } from './columns.js';

/** Which columns each kind of row may fill. What nobody would read is refused, not passed over. */

interface Kind {
  readonly columns: readonly ActColumn[];
  /** Of details. */
  readonly categories: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  申报: {
    columns: ['事项编码', '目录版本', '办理区划', '办理方式', '收件区划', '主办统一编号', ...PERSON_COLUMNS],
    categories: ['材料', '表单'],
  },
  收件: { columns: ['窗口名称', '窗口区划', '窗口号', '身份核验'], categories: ['原件'] },
  补正告知: { columns: ['文书号', '补正期限'], categories: ['缺件', '不合格'] },
  补正: { columns: ['文书号', ...PERSON_COLUMNS], categories: ['材料', '表单'] },
  受理: { columns: ['受理编号', '文书号', '承诺日期'], categories: [] },
  不予受理: { columns: ['原因代码', '原因', '文书号'], categories: [] },
  审查: { columns: [], categories: [] },
  决定: { columns: ['决定结果', '文书号', '原因'], categories: [] },
  办结: { columns: [], categories: [] },
  结果转送: { columns: ['运单号'], categories: ['结果'] },
  送达: { columns: ['送达方式', '运单号'], categories: [] },
  撤回: { columns: ['原因'], categories: [] },
  中止: { columns: ['程序名称', '原因'], categories: [] },
  恢复: { columns: ['原因'], categories: [] },
  终止: { columns: ['原因代码', '原因'], categories: [] },
  其他: { columns: [], categories: ['类型', '要素'] },
  作废: { columns: [], categories: [] },
};

/** Of every row. */
const ENVELOPE: readonly ActColumn[] = [
  '业务流水号',
  '业务类型',
  '发生时间',
  '办件编号',
  '统一编号',
  '办件内序号',
  '明细数',
];
const DETAIL_ENVELOPE: readonly DetailColumn[] = ['业务流水号', '序号', '类别', '名称'];

const CATEGORIES: Readonly<Record<string, readonly DetailColumn[]>> = {
  材料: ['编码', '来源', '附件', '文件名', '文件类型', '内容'],
  表单: ['内容'],
  原件: [],
  缺件: [],
  不合格: ['内容'],
  结果: ['编码', '附件', '文件名', '文件类型'],
  类型: ['编码'],
  要素: ['编码', '内容', '附件', '文件名', '文件类型'],
};

/** Takes the number of a row that will never come right, so that the later ones of its case go on. */
export const VOID = '作废';

/** What stands in columns or details where nobody would read it. */
export function misplaced(fields: Values<ActColumn>, details: readonly Values<DetailColumn>[]): string[] {
  const name = fields.业务类型 ?? '';
  const kind = KINDS[name];
  if (kind === undefined) return [`未知的业务类型“${name}”`];
  const columns = filled(fields, [...ENVELOPE, ...kind.columns]).map((column) => `${name}不应填 ${column}`);
  const ofDetails = details.flatMap((detail) => {
    const { 类别: category = '' } = detail;
    if (!kind.categories.includes(category)) return [`${name}没有类别为“${category}”的明细`];
    const allowed = [...DETAIL_ENVELOPE, ...(CATEGORIES[category] ?? [])];
    return filled(detail, allowed).map((column) => `类别为“${category}”的明细不应填 ${column}`);
  });
  return [...columns, ...new Set(ofDetails)];
}

function filled<C extends string>(values: Values<C>, allowed: readonly C[]): string[] {
  return Object.keys(values).filter((column) => !allowed.some((each) => each === column));
}
