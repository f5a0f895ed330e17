/** What can be wrong with a row of a catalogue file: a closed list, so that each has its words in both languages and its cure. */

export interface FaultText {
  readonly zh: string;
  readonly en: string;
  /** What to do. */
  readonly cure: { readonly zh: string; readonly en: string };
}

export type FaultCode = keyof typeof FAULTS;

/** One thing that is wrong, and where. */
export interface RowFault {
  readonly code: FaultCode;
  /** The column, by its name in the header; absent when it is about the whole row. */
  readonly column?: string | undefined;
  /** The value, or whatever makes the fault plain. Never longer than a line. */
  readonly detail: string;
}

/** A fault with its place in an import. */
export interface LocatedFault extends RowFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const FAULTS = {
  FILE_UNREADABLE: fault(
    '文件无法读取',
    'the file cannot be read',
    '检查路径与权限',
    'check path and permissions',
  ),
  NO_TABLE: fault(
    '文件夹中没有可识别的表',
    'the folder holds no table that is known',
    '文件名应为国家交换表名，如 up_task_general_basic.csv',
    'files are named like the national exchange tables, as up_task_general_basic.csv',
  ),
  EMPTY_FILE: fault(
    '文件没有表头',
    'the file has no header',
    '第一行应为列名',
    'the first line names the columns',
  ),
  HEADER_MISSING: fault('缺少列', 'a column is missing', '补上该列', 'add the column'),
  HEADER_DUPLICATE: fault('列名重复', 'a column stands twice', '删去其中一列', 'take one of them out'),
  HEADER_UNKNOWN: fault(
    '未知的列',
    'an unknown column',
    '改正列名；不导入的列请以下划线开头',
    'correct the name; a column that begins with _ is not read',
  ),
  HEADER_UNREADABLE: fault(
    '表头不是所指定的编码',
    'the header is not in the encoding that was named',
    '用 --encoding gb18030 或 utf-8 重试',
    'try --encoding gb18030, or utf-8',
  ),
  QUOTES: fault(
    '引号不成对或位置不对',
    'quotes do not match, or stand in the wrong place',
    '含引号、逗号或换行的单元格须整个加引号，其中的引号写两次',
    'a cell with quotes, commas or line breaks is quoted whole, and quotes in it are written twice',
  ),
  RECORD_TOO_LARGE: fault('一行过长', 'a row is too long', '检查引号是否缺失', 'look for a missing quote'),
  TOO_MANY_COLUMNS: fault('列数过多', 'too many columns', '检查分隔符', 'look at the separators'),
  COLUMN_COUNT: fault(
    '单元格数与表头不符',
    'the number of cells is not that of the header',
    '检查逗号与引号',
    'look at commas and quotes',
  ),
  ENCODING: fault(
    '含有无法解码的字节',
    'bytes that are no text in this encoding',
    '确认编码，用 --encoding 指定',
    'find out the encoding and name it with --encoding',
  ),
  CONTROL_CHARACTER: fault('含有控制字符', 'a control character', '删去该字符', 'take the character out'),
  REQUIRED: fault('不能为空', 'must not be empty', '填写该列', 'fill the cell'),
  TOO_LONG: fault('内容过长', 'too long', '缩短', 'shorten it'),
  BAD_LIST_NO: fault(
    '清单编号不正确',
    'not a list number',
    '用字母、数字和连字符',
    'letters, digits and hyphens',
  ),
  BAD_ITEM_CODE: fault(
    '事项编码不正确',
    'not an item code',
    '核对编码及其校验位',
    'compare the code and its check character',
  ),
  CODES_DISAGREE: fault(
    '编码之间不一致',
    'the codes contradict each other',
    '基本编码与实施主体应与实施编码一致',
    'basic code and authority follow from the implementation code',
  ),
  BAD_DIVISION: fault(
    '行政区划代码不正确',
    'not a division code',
    '应为 6、9 或 12 位数字',
    '6, 9 or 12 digits',
  ),
  BAD_DATE: fault('日期不正确', 'not a date', '写作 2026-11-22', 'write 2026-11-22'),
  BAD_PERIOD: fault(
    '结束早于开始',
    'it ends before it begins',
    '核对起止日期',
    'compare the first and the last day',
  ),
  BAD_NUMBER: fault(
    '数值不正确',
    'not a number that fits here',
    '填写非负整数',
    'a whole number, not negative',
  ),
  BAD_MODE: fault(
    '办理模式不正确',
    'not a handling mode',
    '全程网办、异地代收代办、多地联办，或 FULLY_ONLINE REMOTE_INTAKE JOINT',
    'FULLY_ONLINE, REMOTE_INTAKE, JOINT',
  ),
  BAD_VALUE: fault('不在代码表中', 'not in its code list', '核对代码表', 'compare with the code list'),
  BAD_PARTNERS: fault(
    '适用地区不正确',
    'the divisions do not fit the scope',
    'PARTNERS 须列出至少两地，NATIONAL 不列',
    'PARTNERS names at least two divisions, NATIONAL none',
  ),
  BAD_PEER: fault('平台标识不正确', 'not a peer id', '用登记时的标识', 'the id it was registered with'),
  BAD_DETAILS: fault(
    '办事要素不正确',
    'the details do not fit',
    '见 config/catalog/README.md',
    'see config/catalog/README.md',
  ),
  DUPLICATE: fault(
    '与另一行重复',
    'another row says the same key and first day',
    '只保留一行',
    'keep one of them',
  ),
  OVERLAP: fault(
    '有效期与另一行重叠',
    'in force at the same time as another row of the same key',
    '改正起止日期',
    'correct the days',
  ),
  UNKNOWN_PEER: fault(
    '平台未登记',
    'the platform is not registered',
    '先用 tongban register 登记',
    'register it first',
  ),
  PART_BAD: fault(
    '该事项的材料、收费或扩展信息有误',
    'a material, fee or extension of this item is wrong',
    '改正子表中的行',
    'correct the row of the other table',
  ),
  PART_WITHOUT_ITEM: fault(
    '所属事项不在文件夹中',
    'the item it belongs to is not in the folder',
    '补上主表的行，或删去此行',
    'add the row of the basic table, or take this one out',
  ),
} as const satisfies Readonly<Record<string, FaultText>>;

export function faultText(code: FaultCode): FaultText {
  return FAULTS[code];
}

function fault(zh: string, en: string, cureZh: string, cureEn: string): FaultText {
  return { zh, en, cure: { zh: cureZh, en: cureEn } };
}
