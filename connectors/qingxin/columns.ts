/** The files of a batch and their columns, by the names in their header rows. */

/** Who applies, and who for them. */
export const PERSON_COLUMNS = [
  '申请人类型',
  '申请人',
  '证件类型',
  '证件号码',
  '联系电话',
  '代理人',
  '代理人证件类型',
  '代理人证件号码',
  '代理人电话',
] as const;

/** 办件: one row for each act. */
export const ACT_COLUMNS = [
  '业务流水号',
  '业务类型',
  '发生时间',
  '办件编号',
  '统一编号',
  '办件内序号',
  '明细数',
  '发送方',
  '对方办件编号',
  '事项编码',
  '目录版本',
  '办理区划',
  '办理方式',
  ...PERSON_COLUMNS,
  '窗口名称',
  '窗口区划',
  '窗口号',
  '身份核验',
  '文书号',
  '补正期限',
  '受理编号',
  '承诺日期',
  '程序名称',
  '决定结果',
  '原因代码',
  '原因',
  '送达方式',
  '运单号',
  '收件区划',
] as const;

/** 材料及明细: what an act has several of. */
export const DETAIL_COLUMNS = [
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
] as const;

/** 回执: what the platform says to acts of others. */
export const ANSWER_COLUMNS = ['报文编号', '结果', '办件编号', '原因'] as const;

/** 回执: what the hub said to a row of the platform. */
export const RECEIPT_COLUMNS = ['业务流水号', '结果', '统一编号', '日志位置', '代码', '原因'] as const;

/** 清单: the files of a batch. */
export const MANIFEST_COLUMNS = ['文件名', '字节数', '行数', '摘要算法', '摘要'] as const;

/** 等待清单: what waits for too long. */
export const WAITING_COLUMNS = ['名称', '自', '原因'] as const;

/** Stands first in files of rows that were not taken up; ignored when such a file comes back corrected. */
export const REASON_COLUMN = '不予接收原因';

export type ActColumn = (typeof ACT_COLUMNS)[number];
export type DetailColumn = (typeof DETAIL_COLUMNS)[number];

/** Values by column; a column that is empty has none. */
export type Values<C extends string> = Readonly<Partial<Record<C, string>>>;
