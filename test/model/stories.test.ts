import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Story } from './model/commands.js';
import { LAW } from './model/law.js';
import { type Expected, Run } from './model/run.js';
import { INBOX_TERMS } from './play/stand.js';
import { Stories, tell } from './story/story.js';
import { THEMES } from './story/themes.js';

/** Rare things need many stories; the model alone tells them quickly. */
const STORIES = fc.sample(
  fc.oneof(...THEMES.map((theme) => new Stories({ inbox: INBOX_TERMS, steps: 50, theme }))),
  { numRuns: 600, seed: 3 },
);

/** What every story comes to. */
const TOLD = STORIES.map(outcome);

interface Outcome {
  readonly run: Run;
  readonly steps: readonly Expected[];
}

function outcome({ start, commands }: Story): Outcome {
  const run = new Run(INBOX_TERMS, start);
  return { run, steps: commands.map((command) => tell(run, command)) };
}

const answers = TOLD.flatMap(({ steps }) => steps.filter((step) => step.do === 'answer'));

describe('the stories', () => {
  it('get everywhere: every act of the table stands in some case, in the end', () => {
    const stood = TOLD.flatMap(({ run }) =>
      run.model.cases.flatMap(({ history }) => history.map(({ type }) => type)),
    );
    expect(Object.keys(LAW).filter((type) => !stood.some((each) => each === type))).toEqual([]);
  });

  it('are refused with every code that the model knows', () => {
    const codes = answers.flatMap(({ answer }) => (answer.kind === 'refused' ? answer.codes : []));
    expect(new Set(codes)).toEqual(
      new Set([
        ...['ALREADY_RATED', 'APPLICANT_BARRED', 'CLOCK_SKEW', 'COMMITMENT_NOT_ALLOWED', 'CONFLICT'],
        ...[
          'DUPLICATE_CASE',
          'ILLEGAL_TRANSITION',
          'INTAKE_NOT_GRANTED',
          'LEASE_LOST',
          'LIFE_EVENT_MEMBER_UNFIT',
        ],
        ...['LIFE_EVENT_UNSOUND', 'MALFORMED', 'MODE_NOT_OFFERED', 'NOTICE_OUTDATED', 'NOT_FOUND'],
        ...['ORIGINALS_UNACCOUNTED', 'POINT_ALREADY_NOTICED', 'POINT_NOT_NOTICED_AT_ONCE'],
        ...['SIGNATURE_INVALID', 'WRONG_PLATFORM'],
      ]),
    );
  });

  it('leave hardly ever open which of several reasons is named', () => {
    const refused = answers.flatMap(({ answer }) =>
      answer.kind === 'refused' ? [new Set(answer.codes)] : [],
    );
    const ambiguous = refused.filter(({ size }) => size > 1);
    expect(ambiguous.length).toBeLessThan(refused.length / 50);
  });

  it('bury dispatches, lose leases, and end grants', () => {
    const isBuried = TOLD.some(({ run }) =>
      [...run.model.inboxes.values()].some(({ waiting }) => waiting.some(({ isDead }) => isDead)),
    );
    const ended = TOLD.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.do === 'withdraw' ? step.codes : [])),
    );
    expect(isBuried).toBe(true);
    expect(ended).toContain('INTAKE_GRANT_ENDED');
    expect(ended).toContain('NOT_FOUND');
  });
});
