import { type CaseState, type ClockKind, COUNTER, isHeldBack } from '#domain/case';
import type { CaseProgressView } from '#hub/exchange';
import { actWords, type Words } from '#proto/schema';

type Clock = CaseProgressView['clocks'][number];
type Case = CaseProgressView['row'];

/** What is told to whoever applies: how far it is, and until when it takes. */
export function applicantWords({ row, clocks }: CaseProgressView): Words {
  return joined([STATES[row.state], ...revoked(row), ...limits(clocks)]);
}

/** The same for clerks, with whose turn it is and what is still owed. */
export function clerkWords({ row, clocks, names }: CaseProgressView): Words {
  return joined([
    STATES[row.state],
    ...revoked(row),
    ...turn(row, names),
    ...limits(clocks),
    ...owed(row),
    ...heldBack(row),
  ]);
}

const STATES: Readonly<Record<CaseState, Words>> = {
  SUBMITTED: { zh: '已提交，等待窗口核对材料', en: 'submitted, the window is to check the materials' },
  INTAKE_RECORDED: {
    zh: '已收件，等待办理部门决定是否受理',
    en: 'taken in, the authority is to say whether it accepts it',
  },
  CORRECTION_REQUESTED: { zh: '需要补正材料', en: 'the materials are to be corrected' },
  NOT_ACCEPTED: { zh: '不予受理', en: 'not accepted' },
  ACCEPTED: { zh: '已受理', en: 'accepted' },
  IN_REVIEW: { zh: '审查中', en: 'under review' },
  SUSPENDED: { zh: '已中止，特别程序进行中', en: 'suspended while a special procedure goes on' },
  DECIDED: { zh: '已作出决定', en: 'decided' },
  CONCLUDED: { zh: '已办结，等待送达', en: 'concluded, to be delivered' },
  RESULT_DELIVERED: { zh: '已办结并送达', en: 'concluded and delivered' },
  WITHDRAWN: { zh: '申请人已撤回', en: 'withdrawn by the applicant' },
  TERMINATED: { zh: '已终止', en: 'terminated' },
  AWAITING_PREREQUISITES: {
    zh: '待前置事项办结后自动开始',
    en: 'begins by itself when what it waits for is done',
  },
  LIFE_EVENT_UNDER_WAY: { zh: '一件事办理中', en: 'the life event is under way' },
  LIFE_EVENT_COMPLETED: { zh: '一件事全部办结', en: 'the life event is completed' },
  ITEM_CONSULTATION: { zh: '事项咨询，不是办件', en: 'a question about an item, no case' },
};

const CLOCKS: Readonly<Record<ClockKind, Words>> = {
  ACCEPTANCE_NOTICE: { zh: '告知是否受理', en: 'to say whether it is accepted' },
  DECISION: { zh: '作出决定', en: 'to decide' },
  CERTIFICATE_ISSUE: { zh: '发放证件', en: 'to issue the document' },
  CORRECTION_ANSWER: { zh: '补正', en: 'to correct' },
  AFTER_CHECK: { zh: '核查承诺', en: 'to check what was pledged' },
};

/** 撤销行政决定: the state stays, and what was decided does not. */
function revoked({ facets }: Case): Words[] {
  return facets.pledge?.state === 'REVOKED' ? [{ zh: '决定已撤销', en: 'the decision was revoked' }] : [];
}

function limits(clocks: readonly Clock[]): Words[] {
  return clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(limitWords);
}

function limitWords({ kind, dueDate, remaining = 0, pausedSince, unpublishedYear }: Clock): Words {
  const { zh, en } = CLOCKS[kind];
  if (pausedSince !== undefined) return { zh: `${zh}的时限暂停计算`, en: `the time limit ${en} stands` };
  if (dueDate === undefined)
    return {
      zh: `${zh}的期限须待 ${unpublishedYear} 年放假通知发布`,
      en: `the last day ${en} is not known before the working days of ${unpublishedYear} are published`,
    };
  if (remaining < 0)
    return {
      zh: `最迟 ${dueDate} ${zh}，已逾期 ${-remaining} 个工作日`,
      en: `${en} by ${dueDate}, ${-remaining} working days late`,
    };
  return {
    zh: `最迟 ${dueDate} ${zh}，还有 ${remaining} 个工作日`,
    en: `${en} by ${dueDate}, ${remaining} working days are left`,
  };
}

/** Whose act is awaited, in the states that wait for one. */
const AWAITED: Readonly<Partial<Record<CaseState, 'submitter' | 'competent' | 'counter'>>> = {
  SUBMITTED: 'counter',
  INTAKE_RECORDED: 'competent',
  CORRECTION_REQUESTED: 'submitter',
  ACCEPTED: 'competent',
  IN_REVIEW: 'competent',
  SUSPENDED: 'competent',
  DECIDED: 'competent',
  CONCLUDED: 'counter',
};

function turn(row: Case, names: ReadonlyMap<string, string>): Words[] {
  const role = AWAITED[row.state];
  if (role === undefined) return [];
  const peer = row[role === 'counter' ? COUNTER[row.mode] : role];
  const name = names.get(peer) ?? peer;
  return [{ zh: `由${name}办理`, en: `it is the turn of ${peer}` }];
}

function owed({ facets: { deferral, custody, result } }: Case): Words[] {
  const words: Words[] = [];
  if (deferral !== undefined && deferral.owed.length > 0) {
    const codes = deferral.owed;
    words.push({
      zh: `容缺材料 ${codes.join('、')} 最迟 ${deferral.dueBy} 补齐`,
      en: `deferred materials ${codes.join(', ')} are owed by ${deferral.dueBy}`,
    });
  }
  const held = custody?.held.filter(({ holder }) => holder !== 'APPLICANT') ?? [];
  if (held.length > 0) {
    const sheets = held.reduce((sum, each) => sum + each.sheets, 0);
    words.push({
      zh: `原件 ${sheets} 张尚未退还申请人`,
      en: `${sheets} sheets of originals are not back with the applicant`,
    });
  }
  if (result !== undefined && result.failures > 0)
    words.push({ zh: `送达未成 ${result.failures} 次`, en: `${result.failures} deliveries failed` });
  return words;
}

/** What came before what it builds on. */
function heldBack({ facets: { earlyActs = [] } }: Case): Words[] {
  return earlyActs.filter(isHeldBack).map(({ type, sender, until }) => {
    const { zh, en } = actWords(type);
    const last = new Date(until).toISOString();
    return {
      zh: `${sender} 的“${zh}”先于其前序操作到达，暂存至 ${last}`,
      en: `"${en}" of ${sender} came before what it builds on, and is held until ${last}`,
    };
  });
}

function joined(words: readonly Words[]): Words {
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') };
}
