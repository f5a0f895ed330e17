import { type FormedActType, isFormed } from '#connectors/kit';
import type { CaseMessage } from '#proto/schema';
import type { TableName } from './layout.js';

/** Messages that a platform exchanges. */
export type ActType = Exclude<FormedActType, 'DispatchAcknowledgement'>;

/** Those, and what the others are in the tables. */
export type RowsType = ActType | 'Other';

/** What kstb_list.list_kind says. */
export type ListKind = '表单' | '核验原件' | '缺少' | '不合格' | '免提交' | '类型' | '要素';

/** How an act stands in the tables: one row of its main table, any number in the others, none elsewhere. */
export interface ActForm {
  /** 办件状态, the platform's own number. */
  readonly state: string;
  /** 环节名称. */
  readonly word: string;
  readonly main: TableName;
  readonly also: readonly TableName[];
  readonly lists: readonly ListKind[];
}

const form = (
  state: string,
  word: string,
  main: TableName,
  also: readonly TableName[] = [],
  lists: readonly ListKind[] = [],
): ActForm => ({ state, word, main, also, lists });

export const ACT_FORMS: Readonly<Record<RowsType, ActForm>> = {
  SubmitCase: form('10', '申报', 'up_pro_accept', ['up_pro_material'], ['表单', '免提交']),
  IntakeRecorded: form('11', '收件', 'up_pro_process', [], ['核验原件']),
  CorrectionNotice: form('12', '补正告知', 'up_pro_process', [], ['缺少', '不合格']),
  CorrectionSubmitted: form(
    '13',
    '补正',
    'up_pro_process',
    ['up_pro_accept', 'up_pro_material'],
    ['表单', '免提交'],
  ),
  CaseAccepted: form('20', '受理', 'up_pro_accept'),
  CaseNotAccepted: form('29', '不予受理', 'up_pro_process'),
  ReviewStarted: form('30', '审查', 'up_pro_process'),
  CaseSuspended: form('31', '特别程序开始', 'up_pro_special_procedure'),
  CaseResumed: form('32', '特别程序结束', 'up_pro_special_procedure'),
  DecisionIssued: form('40', '决定', 'up_pro_result'),
  CaseConcluded: form('50', '办结', 'up_pro_process'),
  ResultTransferred: form('60', '结果转送', 'up_pro_process', ['up_pro_result']),
  ResultDelivered: form('70', '送达', 'up_pro_process'),
  CaseWithdrawn: form('91', '撤回', 'up_pro_process'),
  CaseTerminated: form('99', '终止', 'up_pro_process'),
  Other: form('80', '其他', 'up_pro_process', ['up_pro_material'], ['类型', '要素']),
};

const TYPES = new Map(
  (Object.keys(ACT_FORMS) as RowsType[]).map((type) => [ACT_FORMS[type].state, type]), // the keys of a constant
);

/** What a message is in the tables. */
export function rowsTypeOf(message: CaseMessage): RowsType {
  if (!isFormed(message)) return 'Other';
  if (message.type === 'DispatchAcknowledgement') throw new TypeError('acknowledgements are not dispatched');
  return message.type;
}

/** @returns undefined for a state that nobody has defined. */
export function actTypeOf(state: string): RowsType | undefined {
  return TYPES.get(state);
}

/** exchange_state: how far an act, or an event of a certificate, has come on its way through the front database. */
export const EXCHANGE_STATES = {
  /** 待取: nobody has it yet. */
  waiting: '0',
  /** 已取: in the connector's journal; the hub has not answered. */
  taken: '1',
  /** 已接收: by the hub, or inbound by the platform. */
  accepted: '2',
  /** 重复: the same act came in another batch before. */
  repeated: '8',
  /** 退回: not accepted; outcome_text says why. */
  refused: '9',
} as const;

export type ExchangeState = (typeof EXCHANGE_STATES)[keyof typeof EXCHANGE_STATES];

/** kstb_exchange.outcome_code where it is not the hub's own. */
export type ConnectorOutcome =
  | 'BATCH_FORM'
  | 'BATCH_INCOMPLETE'
  | 'BATCH_REPEATED'
  | 'CODE_UNMAPPED'
  | 'NOT_TAKEN'
  | 'ROW_FORM';
