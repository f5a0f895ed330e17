import type { ClockKind, Mode, Peer } from './words.js';

/** How long what may take, in working days, and when it is warned of: config/calendar/README.md, and the files beside it. */

/** A level of warnings, so many working days after the last day; before it when less than 0. */
export interface Level {
  readonly id: string;
  readonly offset: number;
}

const TOMORROW: Level = { id: 'tomorrow', offset: -1 };
const TODAY: Level = { id: 'today', offset: 0 };
const OVERDUE: Level = { id: 'overdue', offset: 1 };
const LONG_OVERDUE: Level = { id: 'long-overdue', offset: 5 };

const SHORT: readonly Level[] = [TOMORROW, TODAY, OVERDUE];
const LONG: readonly Level[] = [{ id: 'soon', offset: -3 }, TOMORROW, TODAY, OVERDUE, LONG_OVERDUE];
const REMEDY: readonly Level[] = [TOMORROW, OVERDUE, LONG_OVERDUE];

export interface Limit {
  readonly workdays: number;
  readonly ladder: readonly Level[];
}

export const LIMITS = {
  ACCEPTANCE_NOTICE: { workdays: 5, ladder: SHORT },
  DECISION: { workdays: 20, ladder: LONG },
  CERTIFICATE_ISSUE: { workdays: 10, ladder: LONG },
  CORRECTION_ANSWER: { workdays: 20, ladder: LONG },
  /** By the rule of the pledge. */
  AFTER_CHECK: { workdays: 20, ladder: LONG },
  CONSULTATION_REPLY: { workdays: 5, ladder: SHORT },
  RATING_REMEDY: { workdays: 15, ladder: REMEDY },
  RATING_APPEAL: { workdays: 5, ladder: REMEDY },
  RATING_FOLLOW_UP: { workdays: 5, ladder: REMEDY },
  DEFERRED_MATERIALS: { workdays: 20, ladder: [] },
  JOINT_REPLY: { workdays: 10, ladder: [] },
  JOINT_RELEASE: { workdays: 20, ladder: [] },
} as const satisfies Record<string, Limit>;

/** What may be given beyond a limit: once, so many working days, by the head of the authority. */
export const EXTENSIONS: Readonly<Partial<Record<ClockKind, number>>> = { DECISION: 10 };

/** Special procedures that stop the clock of the decision, by either name. */
export const STOPPING: readonly string[] = ['HEARING', '听证', 'INSPECTION', '检验'];

/** An item, as those that decide it do. */
export interface Item {
  readonly code: string;
  readonly modes: readonly Mode[];
  /** 承诺办结时限, in working days, where it is not the limit of the rules. */
  readonly promised: Readonly<Partial<Record<Peer, number>>>;
  /** Of Henan alone: materials that may come later, and what may be pledged. */
  readonly deferrable: readonly string[];
  readonly pledgeable: readonly string[];
}

const ALONE: readonly Mode[] = ['REMOTE_INTAKE', 'FULLY_ONLINE'];
const PLAIN = { modes: ALONE, promised: {}, deferrable: [], pledgeable: [] };

export const ITEMS: Readonly<Record<string, Item>> = {
  certificate: {
    ...PLAIN,
    code: '002090012000', // 专业技术人员职业资格证书补发
    promised: { guangdong: 3, henan: 5, hunan: 3, shanxi: 8 },
  },
  medical: {
    ...PLAIN,
    code: '002091094000', // 异地就医结算备案
    promised: { guangdong: 1, henan: 1, hunan: 1, shanxi: 1 },
    deferrable: ['M02', 'M03'],
    pledgeable: ['M02', 'M03', 'T01'],
  },
  card: { ...PLAIN, code: '002091037000' }, // 电子社会保障卡申领
  birth: {
    ...PLAIN,
    code: '002091135000', // 生育登记
    promised: { guangdong: 1, henan: 3, hunan: 1, shanxi: 2 },
  },
  household: { ...PLAIN, code: '002091017000', modes: ['JOINT'] }, // 夫妻投靠户口迁移
};

/** The only place whose rules let anything be deferred or pledged. */
export const COMMITTING: Peer = 'henan';
export const CHECKING_METHODS: readonly string[] = ['DATA_COMPARISON', 'DOCUMENTS'];

export function itemNamed(name: string): Item {
  const item = ITEMS[name];
  if (item === undefined) throw new Error(`the model knows no item ${name}`);
  return item;
}
