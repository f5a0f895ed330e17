/**
 * What acts and their members are called at windows. A new kind of act needs one line here for itself and one for each name that
 * its members bring; test/unit/connectors/other-acts.test.ts says which are missing.
 */

/** By the name of the message. */
const ACTS: Readonly<Record<string, string>> = {
  SubmitCase: '申报',
  IntakeRecorded: '收件',
  CorrectionNotice: '补正告知',
  CorrectionSubmitted: '补正',
  CaseAccepted: '受理',
  AcceptedByLapse: '视为受理',
  CaseNotAccepted: '不予受理',
  ReviewStarted: '审查',
  CaseSuspended: '中止',
  CaseResumed: '恢复',
  DecisionIssued: '决定',
  CaseConcluded: '办结',
  ResultTransferred: '结果转送',
  ResultDelivered: '送达',
  DeliveryFailed: '送达未成',
  ResultReturned: '结果退回',
  CaseWithdrawn: '撤回',
  CaseTerminated: '终止',
  OriginalsHandedOver: '原件交接',
  OriginalsReceived: '原件签收',
  OriginalsLost: '原件遗失',
  DispatchAcknowledgement: '签收',
};

/** By the name of the member, whichever message it stands in. */
const MEMBERS: Readonly<Record<string, string>> = {
  acceptedAt: '受理时间',
  agent: '代理人',
  applicant: '申请人',
  applicantKind: '申请人类型',
  appliedAt: '申请时间',
  blob: '附件',
  calendar: '工作日历',
  caseNo: '统一编号',
  caseRef: '办件编号',
  catalogueVersion: '目录版本',
  certificate: '电子证照',
  certificateId: '证照标识',
  code: '编码',
  collectorChecked: '已核验领取人',
  competentCaseRef: '受理编号',
  concludedAt: '办结时间',
  deadline: '期限',
  decidedAt: '决定时间',
  deliveredAt: '送达时间',
  differences: '差异',
  divisionCode: '行政区划',
  documentNo: '文书号',
  documents: '文书',
  dueDate: '到期日',
  eventSeq: '办件内序号',
  failedAt: '未成时间',
  faulty: '不合格材料',
  form: '表单',
  giver: '交出方',
  grounds: '理由',
  handOverNo: '交接编号',
  handedAt: '交接时间',
  idNumber: '证件号码',
  idType: '证件类型',
  identityChecked: '已核验身份',
  image: '影像',
  intakeDivision: '收件区划',
  itemCode: '事项编码',
  lostAt: '遗失时间',
  material: '材料',
  materials: '材料',
  messageId: '报文编号',
  missing: '缺少材料',
  mode: '方式',
  name: '名称',
  noticeNo: '告知书编号',
  oldDocumentDue: '须交回旧证',
  oldDocumentSurrendered: '已交回旧证',
  open: '内容',
  orgName: '机构',
  originalDetails: '原件明细',
  originals: '原件',
  originalsChecked: '已核验原件',
  outcome: '结果',
  personal: '个人信息',
  phone: '联系电话',
  procedure: '程序名称',
  promisedDate: '承诺日期',
  reason: '原因',
  reasonCode: '原因代码',
  receivedAt: '收到时间',
  recordedAt: '登记时间',
  remark: '说明',
  returnedAt: '退回时间',
  rule: '依据',
  sheets: '页数',
  source: '来源',
  startedAt: '开始时间',
  takenAt: '签收时间',
  takenAtOnce: '当场签收',
  taker: '接收方',
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
