import type { MessageType } from './case-messages.js';

/** For whoever reads it: applicant, clerk and operator alike. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const ACT_WORDS: Readonly<Record<MessageType, Words>> = {
  SubmitCase: { zh: '申报', en: 'submitted' },
  IntakeRecorded: { zh: '收件', en: 'taken in' },
  CorrectionNotice: { zh: '补正告知', en: 'correction requested' },
  CorrectionSubmitted: { zh: '补正', en: 'corrected' },
  CaseAccepted: { zh: '受理', en: 'accepted' },
  AcceptedByLapse: { zh: '视为受理', en: 'accepted by lapse' },
  DeferredMaterialsAcceptance: { zh: '容缺受理', en: 'accepted with deferred materials' },
  DeferredMaterialsSupplied: { zh: '容缺材料补齐', en: 'deferred materials supplied' },
  TerminatedByLapse: { zh: '逾期终止', en: 'terminated by lapse' },
  CaseNotAccepted: { zh: '不予受理', en: 'not accepted' },
  ReviewStarted: { zh: '审查', en: 'review begun' },
  CaseSuspended: { zh: '中止', en: 'suspended' },
  CaseResumed: { zh: '恢复', en: 'resumed' },
  TimeLimitExtended: { zh: '延期', en: 'time limit extended' },
  ClockWarned: { zh: '时限预警', en: 'time limit warning' },
  DeadlineRecomputed: { zh: '重新计算期限', en: 'deadline recomputed' },
  ReplyDeadlineRecomputed: {
    zh: '重新计算整改或答复期限',
    en: 'deadline of a remedy or an answer recomputed',
  },
  DecisionIssued: { zh: '决定', en: 'decided' },
  CaseConcluded: { zh: '办结', en: 'concluded' },
  ResultTransferred: { zh: '结果转送', en: 'result transferred' },
  ResultDelivered: { zh: '送达', en: 'result delivered' },
  DeliveryFailed: { zh: '送达未成', en: 'delivery failed' },
  ResultReturned: { zh: '结果退回', en: 'result returned' },
  CaseWithdrawn: { zh: '撤回', en: 'withdrawn' },
  CaseTerminated: { zh: '终止', en: 'terminated' },
  OriginalsHandedOver: { zh: '原件交接', en: 'originals handed over' },
  OriginalsReceived: { zh: '原件签收', en: 'originals received' },
  OriginalsLost: { zh: '原件遗失', en: 'originals lost' },
  PartOpened: { zh: '联办发起', en: 'part opened' },
  PartOverdue: { zh: '督办', en: 'part overdue' },
  PartEnded: { zh: '联办办结', en: 'part ended' },
  PartSettled: { zh: '联办处置', en: 'part settled' },
  LeadEnded: { zh: '牵头办件终结', en: 'lead ended' },
  CompensationRequested: { zh: '补偿申请', en: 'compensation requested' },
  Compensated: { zh: '已补偿', en: 'compensated' },
  CompensationRefused: { zh: '不予补偿', en: 'compensation refused' },
  CommitmentChecked: { zh: '承诺核查', en: 'pledge checked' },
  DecisionRevoked: { zh: '撤销行政决定', en: 'decision revoked' },
  CreditRestored: { zh: '信用修复', en: 'credit restored' },
  ServiceRating: { zh: '好差评评价', en: 'rated' },
  ComplaintReceived: { zh: '投诉', en: 'complaint received' },
  RatingRemedy: { zh: '差评整改答复', en: 'answer to a bad rating' },
  RatingAppealed: { zh: '差评申诉', en: 'rating appealed' },
  AppealDecided: { zh: '申诉复核', en: 'appeal decided' },
  RatingFollowUp: { zh: '回访', en: 'followed up' },
  RemedyWarned: { zh: '整改预警督办', en: 'remedy warning' },
  ConsultationOpened: { zh: '咨询', en: 'consultation opened' },
  ItemConsultationOpened: { zh: '事项咨询', en: 'asked about an item' },
  ConsultationAnswered: { zh: '咨询答复', en: 'consultation answered' },
  ConsultationFurtherAsked: { zh: '追问', en: 'further question' },
  ConsultationClosed: { zh: '咨询办结', en: 'consultation closed' },
  ConsultationWarned: { zh: '咨询预警督办', en: 'consultation warning' },
  VideoConsultationProposed: { zh: '视频会商预约', en: 'meeting proposed' },
  VideoConsultationConfirmed: { zh: '视频会商确认', en: 'meeting confirmed' },
  VideoConsultationDeclined: { zh: '视频会商取消', en: 'meeting declined' },
  VideoConsultationHeld: { zh: '视频会商记录', en: 'meeting recorded' },
  VideoRecordAnswered: { zh: '会商记录会签', en: 'meeting record answered' },
  MemberSubmitted: { zh: '一件事事项申报', en: 'member submitted' },
  MemberEnded: { zh: '一件事事项办结', en: 'member ended' },
  LifeEventCompleted: { zh: '一件事办结', en: 'life event completed' },
  PrerequisitesMet: { zh: '前置事项已办成', en: 'prerequisites met' },
  PrerequisiteFailed: { zh: '前置事项未办成', en: 'a prerequisite failed' },
  LifeEventEnded: { zh: '一件事撤回', en: 'life event withdrawn' },
  LifeEventRated: { zh: '一件事差评转办', en: 'the life event was rated badly' },
  EarlyActHeld: { zh: '提前到达暂存', en: 'held: it came early' },
  EarlyActRefused: { zh: '暂存操作拒收', en: 'held act refused' },
  DispatchAcknowledgement: { zh: '签收', en: 'receipt acknowledged' },
};

/** What a message of a case is called, at windows and in timelines; the type itself where nobody has named it. */
export function actWords(type: string): Words {
  const named: Readonly<Record<string, Words>> = ACT_WORDS;
  return (Object.hasOwn(named, type) ? named[type] : undefined) ?? { zh: type, en: type };
}
