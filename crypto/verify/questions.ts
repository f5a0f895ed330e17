import type { TrustShown } from './trust-shown.js';

/** The questions an auditor asks of evidence, each answered by itself. */
export const QUESTIONS = {
  FILES: { zh: '文件完整', en: 'files are whole' },
  IN_LOG: { zh: '均在日志中', en: 'every act is in the log' },
  LOG_SIGNATURE: { zh: '日志签名', en: 'the log signed' },
  WITNESSES: { zh: '见证方', en: 'witnesses' },
  TIME: { zh: '时间戳', en: 'time stamps' },
  SIGNATURES: { zh: '各方签名', en: 'signatures of the platforms' },
  SIGNER_KEYS: { zh: '密钥当时有效', en: 'keys were active at the time' },
  RECEIVED: { zh: '对方已签收', en: 'recipients acknowledged' },
  COMMITMENTS: { zh: '报文与日志一致', en: 'messages match their leaves' },
  OPENINGS: { zh: '部分公开的内容', en: 'what is shown of withheld messages' },
  CONSISTENT: { zh: '检查点一致', en: 'checkpoints are consistent' },
  SM2: { zh: '国密签名链', en: 'SM2 signature of the log' },
  TRANSITIONS: { zh: '流程合法', en: 'every step was lawful' },
  CERTIFICATES: { zh: '用证记录', en: 'uses of certificates' },
  REFUSALS: { zh: '拒收记录', en: 'refused messages' },
  ENTRIES: { zh: '条目齐全', en: 'every entry is there' },
  TILES: { zh: '哈希分片', en: 'tiles follow from the entries' },
  ROOT: { zh: '树根相符', en: 'the tree is the one signed' },
  KEYS: { zh: '密钥更换', en: 'changes of the log’s keys' },
  ENDS: { zh: '首尾相接', en: 'beginning and end' },
  LEAVES: { zh: '条目种类', en: 'kinds of entries' },
  PAIRS: { zh: '往来序号', en: 'numbers between platforms' },
  SM3_TREE: { zh: 'SM3 树', en: 'the SM3 tree follows' },
  CROSS_ROOTS: { zh: '双树互证', en: 'both trees bound together' },
  REST: { zh: '其余文件', en: 'files besides' },
  CASES: { zh: '逐件核验', en: 'the evidence of each case' },
  COMPLETE: { zh: '期内齐全', en: 'every act of the period is here' },
  FORK: { zh: '未分叉', en: 'one tree of each size' },
} as const;

export type Question = keyof typeof QUESTIONS;

export type Verdict = 'PASS' | 'FAIL' | 'ERASED' | 'NOT_CHECKED';

export interface Answer {
  readonly question: Question;
  readonly verdict: Verdict;
  /** Facts behind the verdict, or why there is none. */
  readonly zh: string;
  readonly en: string;
  /** A missing answer to a required question makes the evidence incomplete. */
  readonly isRequired: boolean;
}

/** 0: all required pass, or their contents were lawfully erased; 1: something is false; 3: the evidence is incomplete. (2, unreadable, is the caller's.) */
export type ExitCode = 0 | 1 | 3;

/** A use of an electronic certificate for the case, as the log tells it. What its leaf does not say is undefined. */
export interface UseFinding {
  readonly verdict: Verdict;
  readonly useId: string;
  /** By whom. */
  readonly requester: string;
  readonly operation: string | undefined;
  readonly certificateType: string | undefined;
  /** To those who may know which. */
  readonly certificateId: string | undefined;
  readonly outcome: string | undefined;
  /** Of the certificate, as far as the outcome says it. */
  readonly state: string | undefined;
  /** Unix milliseconds, the hub's clock. */
  readonly at: number | undefined;
  /** 授权: the consent; 依职能: the entry of the list of duties; or 亮证: the presentation. */
  readonly consent: string | undefined;
  readonly duty: string | undefined;
  readonly presentation: string | undefined;
  /** Unless it passes: why. */
  readonly fault: { readonly zh: string; readonly en: string } | undefined;
}

/** A message about the case that the hub refused, as the log tells it. */
export interface RefusalFinding {
  readonly verdict: Verdict;
  readonly refusalId: string;
  /** Who was refused. */
  readonly actor: string;
  readonly code: string;
  /** Unix milliseconds, the hub's clock. */
  readonly at: number;
}

/** What was looked at. */
export type ReportKind = 'CASE' | 'LOG' | 'PERIOD' | 'COMPARISON';

export interface Report {
  readonly kind: ReportKind;
  readonly subject: string;
  readonly answers: readonly Answer[];
  readonly uses: readonly UseFinding[];
  readonly refusals: readonly RefusalFinding[];
  /** What it was held against, so that the report can be held against it again. */
  readonly trust: TrustShown;
  readonly exitCode: ExitCode;
}

export type Examined = Omit<Report, 'exitCode' | 'uses' | 'refusals'> &
  Partial<Pick<Report, 'uses' | 'refusals'>>;

export function reportOf({ uses = [], refusals = [], ...examined }: Examined): Report {
  const isFalse = examined.answers.some((answer) => answer.verdict === 'FAIL');
  const isMissing = examined.answers.some((answer) => answer.isRequired && answer.verdict === 'NOT_CHECKED');
  return { ...examined, uses, refusals, exitCode: isFalse ? 1 : isMissing ? 3 : 0 };
}
