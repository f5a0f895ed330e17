import { sha256, utf8 } from '#crypto/primitives';
import type { CaseAct, DeskAct, FileAct } from './desk-words.js';

/** What the suite's cases say. Invented, and awkward on purpose: rare characters, signs that formats use, long texts, odd bytes. */

export interface SampleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const RARE = '㐂𠮷䶮';
const SIGNS = `<申请> & "引号" '单引号' , ; | \\ %41`;
const PARAGRAPH = `申请人${RARE}于二〇一五年取得证书，因保管不慎遗失，现申请补发。${SIGNS}`;

/** As many characters as wanted, of ordinary and rare text. */
function longText(length: number): string {
  const repeated = PARAGRAPH.repeat(Math.ceil(length / PARAGRAPH.length));
  return `${repeated.slice(0, length - 1).replace(/[\ud800-\udbff]$/u, '')}。`; // never half of a character
}

/** Bytes that look like nothing, the same on every run. */
function noise(size: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * 32 < size; i++) blocks.push(sha256(utf8(`sample ${i}`)));
  return Buffer.concat(blocks).subarray(0, size);
}

const PDF = utf8('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export const SAMPLE_FILES = {
  statement: {
    name: '遗失声明.pdf',
    mediaType: 'application/pdf',
    bytes: Buffer.concat([PDF, Buffer.from(Array.from({ length: 256 }, (_, i) => i))]), // every byte there is
  },
  scan: { name: '扫描件.pdf', mediaType: 'application/pdf', bytes: Buffer.concat([PDF, noise(300_000)]) },
  photo: {
    name: '照片.jpg',
    mediaType: 'image/jpeg',
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise(20_000)]),
  },
  result: { name: '补发证书.pdf', mediaType: 'application/pdf', bytes: Buffer.concat([PDF, noise(64_000)]) },
} as const satisfies Record<string, SampleFile>;

export type SampleFileName = keyof typeof SAMPLE_FILES;

/** @throws TypeError for a name that is not one of them. */
export function sampleFile(name: string): SampleFile {
  const found = Object.entries(SAMPLE_FILES).find(([each]) => each === name)?.[1];
  if (found === undefined) throw new TypeError(`no sample file ${name}`);
  return found;
}

/** A submission with everything that a platform must carry. The item is still to be named. */
export function fullSubmission(division: string, mode: FileAct['mode']): FileAct {
  return {
    kind: 'file',
    item: '',
    division,
    mode,
    applicant: {
      kind: 'person',
      name: `测试${RARE}`,
      idNumber: '441803199001019018',
      phone: '020-80000001',
    },
    form: [
      { name: '证书名称', value: '一级建造师' },
      { name: '管理号', value: '00002015034410340000004101000123' },
      { name: '补发理由', value: `${SIGNS}\n第二行 ${RARE}` },
      { name: '情况说明', value: longText(9_000) },
    ],
    materials: [
      { name: '居民身份证', source: 'original' },
      { name: `遗失声明（${RARE}）`, source: 'upload', fileId: 'statement' },
      { name: '证书扫描件', source: 'upload', fileId: 'scan' },
      { name: '学历信息', source: 'shared' },
    ],
  };
}

/** As little as a case needs, for checks that are about something else. */
export function plainSubmission(division: string, mode: FileAct['mode'] = 'remote'): FileAct {
  return {
    kind: 'file',
    item: '',
    division,
    mode,
    applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
    form: [{ name: '证书名称', value: '一级建造师' }],
    materials: [{ name: '居民身份证', source: 'original' }],
  };
}

/** One act of each kind, as far as it does not depend on its case. */
export const ACTS = {
  intake: { kind: 'intake', window: `广州测试政务服务中心12号窗口${RARE}`, originals: ['居民身份证'] },
  notice: {
    kind: 'notice',
    noticeNo: '补正2026-0012',
    missing: ['近期免冠照片', `授权书（${RARE}）`],
    faulty: [{ material: '遗失声明', reason: `缺少本人签名。${SIGNS}` }],
    deadline: '2027-01-08',
  },
  correct: {
    kind: 'correct',
    noticeNo: '补正2026-0012',
    materials: [{ name: '近期免冠照片', source: 'upload', fileId: 'photo' }],
  },
  reject: { kind: 'reject', code: 'R-404', reason: `档案中查无此证书。${longText(1_500)}` },
  review: { kind: 'review' },
  suspend: { kind: 'suspend', procedure: '专家评审', reason: `需专家评审。${RARE}` },
  resume: { kind: 'resume' },
  grant: { kind: 'decide', granted: true, documentNo: '测人考补〔2026〕345号' },
  deny: {
    kind: 'decide',
    granted: false,
    documentNo: '测人考不〔2026〕3号',
    grounds: `与档案记录不一致。${longText(1_500)}`,
  },
  conclude: { kind: 'conclude' },
  transfer: {
    kind: 'transfer',
    documents: [{ name: `职业资格证书（补发）${RARE}`, number: '测2026补00345', fileId: 'result' }],
    waybill: 'EMS2026112200123',
  },
  deliver: { kind: 'deliver', how: 'courier', waybill: 'SF2026112200456' },
  withdraw: { kind: 'withdraw', reason: `申请人撤回。${SIGNS}` },
  terminate: { kind: 'terminate', code: 'T-501', reason: `申请人${RARE}死亡，程序终止。` },
} as const satisfies Record<string, CaseAct>;

/** 视为受理: the hub's own act, for which no desk has words of its own. */
export const LAPSE = {
  kind: 'other',
  type: 'AcceptedByLapse',
  fields: [
    { path: 'receivedAt', value: '2026-11-16T10:00:00.000Z' },
    { path: 'dueDate', value: '2026-11-23' },
    { path: 'rule', value: `行政许可法第三十二条${RARE}` },
    { path: 'calendar', value: 'CN/2026/1 ; <CN>' },
  ],
} as const satisfies CaseAct;

/** Intake without anything awkward. */
export const PLAIN_INTAKE = {
  kind: 'intake',
  window: '12号窗口',
  originals: ['居民身份证'],
} as const satisfies CaseAct;

/** Acceptance under the deciding platform's own number. */
export function acceptance(number: string): Extract<CaseAct, { kind: 'accept' }> {
  return { kind: 'accept', number, documentNo: '测人考受〔2026〕12号', promised: '2026-12-18' };
}

/** One of each kind, as the suite's checks use them. */
export const CONFORMANCE_ACTS: readonly DeskAct[] = [
  fullSubmission('440000', 'remote'),
  acceptance('受理2026-1'),
  ...Object.values(ACTS),
  LAPSE,
];
