/** The questions an auditor asks of evidence, each answered by itself. */
export const QUESTIONS = {
  FILES: { zh: '文件完整', en: 'files are whole' },
  IN_LOG: { zh: '均在日志中', en: 'every act is in the log' },
  LOG_SIGNATURE: { zh: '日志签名', en: 'the log signed' },
  WITNESSES: { zh: '见证方', en: 'witnesses' },
  TIME: { zh: '时间戳', en: 'time stamps' },
  SIGNATURES: { zh: '各方签名', en: 'signatures of the platforms' },
  RECEIVED: { zh: '对方已签收', en: 'recipients acknowledged' },
  COMMITMENTS: { zh: '报文与日志一致', en: 'messages match their leaves' },
  CONSISTENT: { zh: '检查点一致', en: 'checkpoints are consistent' },
  SM2: { zh: '国密签名链', en: 'SM2 signature of the log' },
  TRANSITIONS: { zh: '流程合法', en: 'every step was lawful' },
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

/** 0: all required pass; 1: something is false; 3: the evidence is incomplete. (2, unreadable, is the caller's.) */
export type ExitCode = 0 | 1 | 3;

export interface Report {
  readonly subject: string;
  readonly answers: readonly Answer[];
  readonly exitCode: ExitCode;
}

export function reportOf(subject: string, answers: readonly Answer[]): Report {
  const isFalse = answers.some((answer) => answer.verdict === 'FAIL');
  const isMissing = answers.some((answer) => answer.isRequired && answer.verdict === 'NOT_CHECKED');
  return { subject, answers, exitCode: isFalse ? 1 : isMissing ? 3 : 0 };
}
