import type { MessageType } from '#proto/schema';

/**
 * What acts and their members are called at windows. A new kind of act needs one line here for itself and one for each name that
 * its members bring; test/unit/connectors/other-acts.test.ts says which are missing.
 */

/** By the name of the message. */
const ACTS: Readonly<Record<MessageType, string>> = {
  SubmitCase: '申报',
  IntakeRecorded: '收件',
  CorrectionNotice: '补正告知',
  CorrectionSubmitted: '补正',
  CaseAccepted: '受理',
  AcceptedByLapse: '视为受理',
  DeferredMaterialsAcceptance: '容缺受理',
  DeferredMaterialsSupplied: '容缺材料补齐',
  TerminatedByLapse: '逾期终止',
  CaseNotAccepted: '不予受理',
  ReviewStarted: '审查',
  CaseSuspended: '中止',
  CaseResumed: '恢复',
  DecisionIssued: '决定',
  CaseConcluded: '办结',
  ResultTransferred: '结果转送',
  ResultDelivered: '送达',
  CaseWithdrawn: '撤回',
  CaseTerminated: '终止',
  PartOpened: '联办发起',
  PartOverdue: '督办',
  PartEnded: '联办办结',
  PartSettled: '联办处置',
  LeadEnded: '牵头办件终结',
  CompensationRequested: '补偿申请',
  Compensated: '已补偿',
  CompensationRefused: '不予补偿',
  DispatchAcknowledgement: '签收',
};

/** By the name of the member, whichever message it stands in. */
const MEMBERS: Readonly<Record<string, string>> = {
  acceptedAt: '受理时间',
  agent: '代理人',
  applicant: '申请人',
  applicantKind: '申请人类型',
  appliedAt: '申请时间',
  approver: '批准人',
  blob: '附件',
  calendar: '工作日历',
  caseNo: '统一编号',
  caseRef: '办件编号',
  catalogueVersion: '目录版本',
  certificate: '电子证照',
  certificateId: '证照标识',
  code: '编码',
  commitment: '承诺书',
  commitmentNo: '承诺书编号',
  compensatedAt: '补偿时间',
  competentCaseRef: '受理编号',
  concludedAt: '办结时间',
  deadline: '期限',
  decidedAt: '决定时间',
  deferredCodes: '容缺材料编码',
  deferredNames: '容缺材料',
  deliveredAt: '送达时间',
  divisionCode: '行政区划',
  documentNo: '文书号',
  documents: '文书',
  dueBy: '补交期限',
  dueDate: '到期日',
  end: '结束情形',
  eventSeq: '办件内序号',
  faulty: '不合格材料',
  faultyCodes: '不合格材料编码',
  form: '表单',
  grounds: '理由',
  idNumber: '证件号码',
  idType: '证件类型',
  identityChecked: '已核验身份',
  intakeDivision: '收件区划',
  itemCode: '事项编码',
  leadCaseNo: '牵头办件编号',
  material: '材料',
  materials: '材料',
  messageId: '报文编号',
  missing: '缺少材料',
  missingCodes: '缺少材料编码',
  mode: '方式',
  name: '名称',
  noticeNo: '告知书编号',
  open: '内容',
  orgName: '机构',
  originalsChecked: '已核验原件',
  outcome: '结果',
  override: '再次告知',
  overrideGround: '再次告知事由',
  partCaseNo: '联办件编号',
  participant: '参与方',
  personal: '个人信息',
  phone: '联系电话',
  procedure: '程序名称',
  promisedDate: '承诺日期',
  reason: '原因',
  reasonCode: '原因代码',
  receivedAt: '收到时间',
  recordedAt: '登记时间',
  replacedBy: '替代联办件',
  resolution: '处理方式',
  rule: '依据',
  source: '来源',
  stage: '阶段',
  startedAt: '开始时间',
  suppliedCodes: '补交材料编码',
  useId: '用证编号',
  value: '值',
  waybill: '运单号',
  window: '窗口',
  windowNo: '窗口号',
};

/** The type itself where nobody has named it: what an act is called must not keep it from crossing. */
export function actName(type: string): string {
  return own(ACTS, type) ?? type;
}

/** The member's own name where nobody has given it a label. */
export function labelOf(member: string): string {
  return own(MEMBERS, member) ?? member;
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
