import type { OpeningWeights } from './openings.js';

/** What a story is mostly about; a bit of everything is in each. */
export interface Theme {
  readonly name: string;
  readonly openings: OpeningWeights;
  readonly mostCases: number;
  /** How often a case takes its next straight step. */
  readonly straightOn: number;
  /** How many in a hundred possible acts may be such as come at any time, though others could. */
  readonly beside: number;
  /** How many in a hundred possible acts may end a case. */
  readonly ending: number;
  /** How often time passes. */
  readonly passing: number;
  /** How often grants of intake are given and taken back. */
  readonly grants: number;
}

const PLAIN: Theme = {
  name: 'plain cases in all modes',
  openings: { alone: 6, committed: 15, joint: 1, lifeEvent: 0 },
  mostCases: 3,
  straightOn: 6,
  beside: 15,
  ending: 6,
  passing: 6,
  grants: 0,
};

export const THEMES: readonly Theme[] = [
  PLAIN,
  {
    ...PLAIN,
    name: '容缺受理 and 告知承诺',
    openings: { alone: 1, committed: 95, joint: 0, lifeEvent: 0 },
    straightOn: 8,
    passing: 10,
  },
  {
    ...PLAIN,
    name: '多地联办',
    openings: { alone: 0, committed: 0, joint: 4, lifeEvent: 0 },
    mostCases: 6,
    straightOn: 25,
    ending: 14,
  },
  {
    ...PLAIN,
    name: '一件事',
    openings: { alone: 0, committed: 0, joint: 0, lifeEvent: 4 },
    mostCases: 6,
    straightOn: 60,
  },
  { ...PLAIN, name: '好差评, 咨询 and 原件', mostCases: 2, straightOn: 9, beside: 75 },
  { ...PLAIN, name: '收件授权', mostCases: 5, grants: 12 },
];
