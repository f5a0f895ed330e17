import type { IncomingAct } from '#connectors/kit';
import { FORMED, incoming, parsed } from './acts.js';
import { messageIdAt } from './recorded-http.js';

/** What recordings are made of: one act of each kind, in words that never change. */

/** What has a form of its own, and one act that has none: what comes later crosses as that one does. */
export const RECORDED = [...FORMED, 'AcceptedByLapse'] as const;

export const BLOB = {
  sha256: 'ab'.repeat(32),
  sm3: 'cd'.repeat(32),
  size: '9',
  mediaType: 'application/pdf',
  fileName: '结果.pdf',
};

/** Every act of a desk, in the order in which no desk would do them. */
export const DESK_ACTS = [
  { kind: 'intake', window: '长沙市政务服务中心', originals: ['居民身份证'] },
  {
    kind: 'notice',
    noticeNo: '湘补1',
    missing: ['照片'],
    faulty: [{ material: '声明', reason: '未签名' }],
    deadline: '2026-12-01',
  },
  { kind: 'accept', number: '湘受1', documentNo: '湘受文1', promised: '2026-12-18' },
  { kind: 'reject', code: 'HN-1', reason: '不属于本机关' },
  { kind: 'review' },
  { kind: 'suspend', procedure: '听证', reason: '申请人要求听证' },
  { kind: 'resume' },
  { kind: 'decide', granted: false, documentNo: '湘决1', grounds: '不符合条件' },
  { kind: 'conclude' },
  { kind: 'deliver', how: 'courier', waybill: 'EMS1' },
  { kind: 'withdraw', reason: '不办了' },
  { kind: 'terminate', code: 'HN-2', reason: '申请人死亡' },
  {
    kind: 'other',
    type: 'AcceptedByLapse',
    name: '视为受理',
    fields: [
      { path: 'receivedAt', label: '收到时间', value: '2026-11-16T10:00:00.000Z' },
      { path: 'dueDate', label: '到期日', value: '2026-11-23' },
      { path: 'rule', label: '依据', value: '行政许可法第三十二条' },
      { path: 'calendar', value: 'CN/2026/1' },
    ],
  },
];

/** One message of every type. */
export const MESSAGES: Record<(typeof RECORDED)[number], object> = {
  SubmitCase: {
    caseRef: '粤2026-1',
    itemCode: '002090012000',
    divisionCode: '430000',
    mode: 'REMOTE_INTAKE',
    appliedAt: '2026-11-22T09:58:00+08:00',
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '李测试', idType: '111', idNumber: '441803199001019018', phone: '020-80000001' },
        agent: { name: '代测试', idType: '111', idNumber: '410102198802299026' },
        form: [{ name: '证书名称', value: '一级建造师' }],
      },
    },
    materials: [
      { name: '遗失声明', source: 'UPLOADED', code: 'CL-1', blob: BLOB },
      { name: '居民身份证', source: 'ORIGINAL_CHECKED' },
    ],
  },
  IntakeRecorded: {
    window: { divisionCode: '440100', orgName: '广州窗口', windowNo: '12' },
    identityChecked: true,
    originalsChecked: ['居民身份证'],
    recordedAt: '2026-11-22T10:00:00+08:00',
  },
  CorrectionNotice: {
    noticeNo: '粤补1',
    missing: ['照片'],
    faulty: [{ material: '声明', reason: '未签名' }],
    deadline: '2026-12-01T18:00:00+08:00',
  },
  CorrectionSubmitted: { noticeNo: '湘补1', materials: [{ name: '照片', source: 'UPLOADED', blob: BLOB }] },
  CaseAccepted: {
    competentCaseRef: '粤受1',
    documentNo: '粤受文1',
    acceptedAt: '2026-11-22T10:00:00+08:00',
    promisedDate: '2026-12-18',
  },
  CaseNotAccepted: { reasonCode: 'GD-1', reason: '档案中查无', documentNo: '粤文1' },
  ReviewStarted: { startedAt: '2026-11-22T10:00:00+08:00' },
  CaseSuspended: { procedure: '听证', reason: '申请人要求听证' },
  CaseResumed: { reason: '听证结束' },
  DecisionIssued: { outcome: 'GRANTED', documentNo: '粤决1', decidedAt: '2026-11-22T10:00:00+08:00' },
  CaseConcluded: { concludedAt: '2026-11-22T10:00:00+08:00' },
  ResultTransferred: {
    documents: [{ name: '证书', documentNo: '粤证1', blob: BLOB }],
    waybill: 'SF1',
  },
  ResultDelivered: { mode: 'AT_WINDOW', deliveredAt: '2026-11-22T10:00:00+08:00' },
  CaseWithdrawn: { reason: '不办了' },
  CaseTerminated: { reasonCode: 'GD-2', reason: '申请人死亡' },
  AcceptedByLapse: {
    receivedAt: '2026-11-16T10:00:00.000Z',
    dueDate: '2026-11-23',
    rule: '行政许可法第三十二条',
    calendar: 'CN/2026/1',
  },
};

export const PDF = Buffer.from('%PDF-1.4 声明');

/** A case as a clerk files it. */
export function sampleFiling(item: string, fileId: string) {
  return {
    item,
    division: '410000',
    mode: 'remote',
    applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '020-80000001' },
    form: [{ name: '证书名称', value: '一级建造师' }],
    materials: [
      { name: '遗失声明', source: 'upload', fileId },
      { name: '居民身份证', source: 'original' },
    ],
  };
}

/** The acts of a desk that hold files. */
export function withFiles(fileId: string) {
  return [
    { kind: 'correct', noticeNo: '补1', materials: [{ name: '照片', source: 'upload', fileId }] },
    { kind: 'transfer', documents: [{ name: '证书', number: '证1', fileId }], waybill: 'EMS1' },
  ];
}

/** One act of every kind, by its place in the list of kinds, as the hub dispatches it. */
export function incomingOf(index: number, caseNo: string): IncomingAct {
  const type = RECORDED[index] ?? 'SubmitCase';
  const body = type === 'SubmitCase' ? MESSAGES[type] : { caseNo, ...MESSAGES[type] };
  return incoming(parsed(type, body), {
    ...{ caseNo, actor: 'hunan', messageId: messageIdAt(index) },
    fetchFile: () => Promise.resolve(PDF),
  });
}
