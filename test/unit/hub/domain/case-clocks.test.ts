import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActType,
  applyAct,
  type CaseAct,
  type CaseFacts,
  HUB,
  isRefusal,
  type OpeningType,
} from '#domain/case';
import { type CaseClock, caseClocks, dueAt, extendClock, isClockRefusal } from '#domain/deadline';
import type { ItemDetails } from '#domain/item';
import { CALENDARS, cst, LIMITS } from '../../../kit/calendars.js';
import { anAct } from '../../../kit/case-acts.js';

const RULES = { calendars: CALENDARS, timeLimits: LIMITS };
const PERMIT = '000115035000';

type Later = Exclude<ActType, OpeningType>;
type Step = readonly [type: Later, at: string, members?: object];

/** The life of a case of 河南, taken in by 广东; days are those of the country. */
function caseAfter(...steps: readonly Step[]): CaseFacts {
  return steps.reduce<CaseFacts>((facts, [type, at, members]) => {
    const after = applyAct(facts, actOf(type, at, members));
    return isRefusal(after) ? expect.fail(after.detail) : after;
  }, submitted());
}

function submitted(): CaseFacts {
  const opened = applyAct(undefined, {
    type: 'SubmitCase',
    actor: 'guangdong',
    mode: 'REMOTE_INTAKE',
    competent: 'henan',
    at: cst('2026-02-10'),
  });
  return isRefusal(opened) ? expect.fail(opened.detail) : opened;
}

const SUBMITTERS: readonly Later[] = [
  'IntakeRecorded',
  'CorrectionSubmitted',
  'ResultDelivered',
  'CaseWithdrawn',
];
const HUBS: readonly Later[] = ['AcceptedByLapse', 'ClockWarned', 'DeadlineRecomputed'];

function actOf(type: Later, at: string, members: object = {}): CaseAct {
  const actor = SUBMITTERS.includes(type) ? 'guangdong' : HUBS.includes(type) ? HUB : 'henan';
  return anAct(type, actor, { ...members, at: cst(at) });
}

const INTAKE: Step = ['IntakeRecorded', '2026-02-11'];
const IN_REVIEW: readonly Step[] = [
  INTAKE,
  ['CaseAccepted', '2026-02-13'],
  ['ReviewStarted', '2026-02-13T13:00:00'],
];

function clockOf(
  facts: CaseFacts,
  kind = 'DECISION',
  details: ItemDetails = {},
  basicCode = PERMIT,
): CaseClock {
  const implementationCode = `11410000MBY900019A2${basicCode}`;
  const terms = { region: '410000', basicCode, implementationCode, mode: facts.mode, version: 1, details };
  const clocks = caseClocks({ facets: facts.facets, terms, date: '2026-02-10' }, RULES);
  return clocks.find((each) => each.kind === kind) ?? expect.fail(`no clock ${kind}`);
}

function dueDate({ clock }: CaseClock): string {
  const due = dueAt(clock, CALENDARS);
  return due.kind === 'due' ? due.dueDate : due.kind;
}

describe('negative fixture 2: the time for a decision', () => {
  it('is 20 working days from 2026-02-13, over 春节 and its make-up days, to 2026-03-19', () => {
    expect(dueDate(clockOf(caseAfter(...IN_REVIEW)))).toBe('2026-03-19');
  });

  it('is 10 working days longer when the head of the authority approves it, once and no more', () => {
    const { clock } = clockOf(caseAfter(...IN_REVIEW));
    const request = { approver: 'AUTHORITY_HEAD', reason: '案情复杂', at: cst('2026-03-16') } as const;
    const by = (amount: number) => ({ amount, unit: 'WORKING_DAY' }) as const;
    expect(extendClock(clock, { ...request, by: by(11) }, CALENDARS)).toMatchObject({
      code: 'EXTENSION_TOO_LONG',
    });
    const extended = clockOf(caseAfter(...IN_REVIEW, ['TimeLimitExtended', '2026-03-16']));
    expect(dueDate(extended)).toBe('2026-04-02');
    const again = extendClock(extended.clock, { ...request, by: by(1) }, CALENDARS);
    expect(isClockRefusal(again) && again.code).toBe('EXTENSION_USED_UP');
  });

  it('stands during a hearing, and two procedures that overlap count once', () => {
    const hearing: Step = ['CaseSuspended', '2026-03-02', { procedure: '听证' }];
    const open = caseAfter(...IN_REVIEW, hearing);
    expect(open.state).toBe('SUSPENDED');
    expect(dueDate(clockOf(open))).toBe('paused');
    const both = caseAfter(
      ...IN_REVIEW,
      hearing,
      ['CaseSuspended', '2026-03-04', { procedure: 'TESTING' }],
      ['CaseResumed', '2026-03-09', { procedure: '听证' }],
    );
    expect(both.state).toBe('SUSPENDED');
    const over = applyAct(both, actOf('CaseResumed', '2026-03-11', { procedure: undefined }));
    if (isRefusal(over)) expect.fail(over.detail);
    expect(over.state).toBe('IN_REVIEW');
    // 3 to 6 and 9 to 11 March began while it stood.
    expect(dueDate(clockOf(over))).toBe('2026-03-30');
  });

  it('is as long whichever of two overlapping procedures begins or ends first', () => {
    const hour = fc.integer({ min: 0, max: 24 * 20 });
    fc.assert(
      fc.property(fc.tuple(hour, hour, hour, hour), (hours) => {
        const [a = 0, b = 0, c = 0, d = 0] = [...hours].sort((x, y) => x - y);
        const at = (n: number) =>
          new Date(cst('2026-03-02') + n * 3_600_000 + 28_800_000).toISOString().slice(0, 19);
        const crossing = (first: string, second: string): Step[] => [
          ['CaseSuspended', at(a), { procedure: first }],
          ['CaseSuspended', at(b), { procedure: second }],
          ['CaseResumed', at(c), { procedure: first }],
          ['CaseResumed', at(d), { procedure: second }],
        ];
        const one = caseAfter(...IN_REVIEW, ['CaseSuspended', at(a)], ['CaseResumed', at(d)]);
        for (const steps of [crossing('HEARING', 'TESTING'), crossing('TESTING', 'HEARING')]) {
          expect(dueDate(clockOf(caseAfter(...IN_REVIEW, ...steps)))).toBe(dueDate(clockOf(one)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is not stopped by what the law does not name, and that is said', () => {
    const waiting = clockOf(
      caseAfter(...IN_REVIEW, ['CaseSuspended', '2026-03-02', { procedure: '领导出差' }]),
    );
    expect(dueDate(waiting)).toBe('2026-03-19');
    expect(waiting.uncounted).toEqual(['领导出差']);
  });
});

describe('procedures of a case', () => {
  const suspended = caseAfter(...IN_REVIEW, ['CaseSuspended', '2026-03-02']);
  const both = caseAfter(
    ...IN_REVIEW,
    ['CaseSuspended', '2026-03-02'],
    ['CaseSuspended', '2026-03-03', { procedure: 'TESTING' }],
  );
  it.each([
    ['begin once', suspended, actOf('CaseSuspended', '2026-03-03'), 'HEARING is under way already'],
    [
      'end by name',
      suspended,
      actOf('CaseResumed', '2026-03-03', { procedure: 'TESTING' }),
      'TESTING is not under way',
    ],
    [
      'are named when there are several',
      both,
      actOf('CaseResumed', '2026-03-04', { procedure: undefined }),
      'HEARING, TESTING are under way',
    ],
  ])('%s', (_, facts, act, detail) => {
    expect(applyAct(facts, act)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      detail: expect.stringContaining(detail),
    });
  });

  it('are counted where an auditor is not told which they are', () => {
    const untold = { procedure: undefined };
    const stillOne = caseAfter(
      ...IN_REVIEW,
      ['CaseSuspended', '2026-03-02', untold],
      ['CaseSuspended', '2026-03-03', untold],
      ['CaseResumed', '2026-03-04', untold],
    );
    expect(stillOne.state).toBe('SUSPENDED');
    const over = applyAct(stillOne, actOf('CaseResumed', '2026-03-05', untold));
    expect(isRefusal(over) ? over.detail : over.state).toBe('IN_REVIEW');
  });
});

describe('the clocks of a case', () => {
  it('count a decision from when the papers were held, where the law makes the acceptance', () => {
    const lapsed = caseAfter(
      INTAKE,
      ['DispatchAcknowledgement', '2026-02-13', { eventSeq: 2 }],
      ['AcceptedByLapse', '2026-02-28T00:00:01'],
    );
    expect(dueDate(clockOf(lapsed))).toBe('2026-03-19');
  });

  it('stop with what they wait for, and the next one starts', () => {
    const decided = caseAfter(...IN_REVIEW, ['DecisionIssued', '2026-03-13', { outcome: 'GRANTED' }]);
    expect(clockOf(decided).clock.stoppedAt).toBe(cst('2026-03-13'));
    expect(dueDate(clockOf(decided, 'CERTIFICATE_ISSUE'))).toBe('2026-03-27');
    const denied = caseAfter(...IN_REVIEW, ['DecisionIssued', '2026-03-13', { outcome: 'DENIED' }]);
    expect(denied.facets.clocks).not.toHaveProperty('CERTIFICATE_ISSUE');
    const withdrawn = caseAfter(...IN_REVIEW, ['CaseWithdrawn', '2026-03-13']);
    expect(clockOf(withdrawn).clock.stoppedAt).toBe(cst('2026-03-13'));
  });

  it('give the applicant until the day of the notice, or the working day after it', () => {
    const asked = (deadline: string) => caseAfter(INTAKE, ['CorrectionNotice', '2026-02-13', { deadline }]);
    const clock = clockOf(asked('2026-03-06T17:00:00+08:00'), 'CORRECTION_ANSWER');
    expect([dueDate(clock), clock.source]).toEqual(['2026-03-06', 'NOTICE']);
    expect(dueDate(clockOf(asked('2026-03-07T12:00:00+08:00'), 'CORRECTION_ANSWER'))).toBe('2026-03-09');
  });

  it('say that a year is not published, and give no date', () => {
    const late = caseAfter(INTAKE, ['CaseAccepted', '2026-12-21']);
    expect(dueDate(clockOf(late))).toBe('unpublished');
  });
});

describe('a promised date', () => {
  const promised = (promisedDate: string) =>
    caseAfter(INTAKE, ['CaseAccepted', '2026-02-13', { promisedDate }]);

  it('is counted when it is no later than the law allows', () => {
    const clock = clockOf(promised('2026-03-10'));
    expect([dueDate(clock), clock.source, clock.promise]).toEqual(['2026-03-10', 'ACCEPTANCE', 'KEPT']);
  });

  it('is not counted when it is later than the law allows, or than the item promises, and that is said', () => {
    const late = clockOf(promised('2026-03-20'));
    expect([dueDate(late), late.source, late.promise]).toEqual(['2026-03-19', 'RULE', 'LONGER']);
    const item = { promisedLimit: { amount: 10, unit: 'WORKING_DAY' } } as const;
    const later = clockOf(promised('2026-03-18'), 'DECISION', item);
    expect([dueDate(later), later.source, later.promise]).toEqual(['2026-03-05', 'PROMISED', 'LONGER']);
  });

  it('is counted alone where neither law nor item say how long, and moves with a hearing', () => {
    const facts = promised('2026-03-10');
    const clock = clockOf(facts, 'DECISION', {}, '002091010000');
    expect([dueDate(clock), clock.source]).toEqual(['2026-03-10', 'ACCEPTANCE']);
  });
});

describe('a warning', () => {
  const warned = caseAfter(...IN_REVIEW, ['ClockWarned', '2026-03-16']);

  it('is told once for one last day, and again for another one', () => {
    expect(applyAct(warned, actOf('ClockWarned', '2026-03-16'))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const moved = actOf('ClockWarned', '2026-03-30', { dueDate: '2026-04-02' });
    expect(applyAct(warned, moved)).toMatchObject({
      facets: { clocks: { DECISION: { warned: { dueDate: '2026-04-02', levels: ['soon'] } } } },
    });
  });

  it('is not told of a clock that was stopped', () => {
    const decided = caseAfter(...IN_REVIEW, ['DecisionIssued', '2026-03-13']);
    expect(applyAct(decided, actOf('ClockWarned', '2026-03-16'))).toMatchObject({
      detail: expect.stringContaining('DECISION does not run'),
    });
  });
});
