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
  '主办统一编号',
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

/** 证照: one row for each thing that happened to a certificate. */
export const CERTIFICATE_COLUMNS = [
  '业务流水号',
  '业务类型',
  '发生时间',
  '证照编号',
  '证照内序号',
  '证照标识',
  '证照类型',
  '颁发机构',
  '管辖区划',
  '持证主体类别',
  '持证主体代码',
  '有效期起',
  '有效期止',
  '原证照标识',
  '证照状态',
  '状态时间',
  '原因',
  '状态列表',
  '列表位置',
] as const;

/** 状态列表: in which state a place of a list is; a row without a place opens the list. */
export const STATUS_COLUMNS = ['列表编号', '列表位置', '证照状态', '状态时间'] as const;

/** 用证: what a window wants of another province's certificate. */
export const USE_COLUMNS = [
  '业务流水号',
  '发生时间',
  '用证方式',
  '证照标识',
  '证照类型',
  '持证主体类别',
  '持证主体代码',
  '事项编码',
  '办件编号',
  '用证事由',
  '用证单位',
  '经办人',
  '授权截止',
  '职权编号',
  '字段',
  '亮证码',
  '格式',
  '附件',
] as const;

/** 用证结果: what the window is told. */
export const USE_ANSWER_COLUMNS = [
  '业务流水号',
  '结果',
  '代码',
  '原因',
  '用证编号',
  '证照标识',
  '证照状态',
  '状态时间',
  '颁证平台',
  '互认条件',
  '内容数',
  '凭证',
  '附件',
  '原件摘要',
  '原件签章',
  '文件相符',
  '文件签章',
] as const;

/** 问询: what another platform wants to know. */
export const QUESTION_COLUMNS = [
  '问询编号',
  '证照标识',
  '用证平台',
  '用证单位',
  '经办人',
  '事项基本编码',
  '办件编号',
  '用证事由',
  '用证依据',
  '依据编号',
  '字段',
  '问询方式',
  '格式',
  '文件摘要',
] as const;

/** 答复: what the platform says to it. */
export const REPLY_COLUMNS = [
  '问询编号',
  '结果',
  '证照标识',
  '证照状态',
  '状态时间',
  '说明',
  '内容数',
  '附件',
  '文件相符',
  '颁发机构',
  '管辖区划',
  '有效期止',
  '状态列表',
  '列表位置',
] as const;

/** 照面: contents, seen or told, by the number of what they go with; or whether one is as it was seen. */
export const CONTENT_COLUMNS = ['编号', '名称', '内容', '相符'] as const;

/** Stands first in files of rows that were not taken up; ignored when such a file comes back corrected. */
export const REASON_COLUMN = '不予接收原因';

export type ActColumn = (typeof ACT_COLUMNS)[number];
export type DetailColumn = (typeof DETAIL_COLUMNS)[number];
export type CertificateColumn = (typeof CERTIFICATE_COLUMNS)[number];
export type StatusColumn = (typeof STATUS_COLUMNS)[number];
export type ContentColumn = (typeof CONTENT_COLUMNS)[number];
export type UseColumn = (typeof USE_COLUMNS)[number];

/** Values by column; a column that is empty has none. */
export type Values<C extends string> = Readonly<Partial<Record<C, string>>>;
