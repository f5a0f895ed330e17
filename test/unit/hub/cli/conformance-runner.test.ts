import { describe, expect, it } from 'vitest';
import { CHECKS, type Check, CheckFailure, Interrupted, runChecks, selectChecks } from '#hub/cli';

/** A check that asks nothing of the world but how those before it went. */
type RunnerCheck = Check<{ readonly ledger: { readonly proven: readonly string[] } }>;

const TEXT = { zh: '甲', en: 'A' };
const check = (id: string, over: Partial<RunnerCheck> = {}): RunnerCheck => ({
  ...{ id, title: TEXT, proves: TEXT, remedy: TEXT, needs: [], run: async () => {} },
  ...over,
});

/** As much of a world as the runner itself looks at. */
const world = (isProgram = true) => ({ driver: { isProgram }, runtime: { elapsed: () => 0 } });

async function results(
  checks: readonly RunnerCheck[],
  { isProgram = true, signal = new AbortController().signal } = {},
) {
  const outcomes = await runChecks(checks, world(isProgram), { signal, onEnd: () => {} });
  return outcomes.map(
    ({ check: { id }, result, reason }) => `${id} ${result}${reason ? ` ${reason.en}` : ''}`,
  );
}

describe('the runner of checks', () => {
  it('goes on after one that fails, breaks off, or needs what has failed', async () => {
    const failing = async () => {
      throw new CheckFailure({ zh: '不成立', en: 'it does not hold' });
    };
    const breaking = async () => {
      throw new TypeError('no such thing');
    };
    expect(
      await results([
        check('a', { run: failing }),
        check('b', { needs: ['a'] }),
        check('c', { needs: ['b'] }),
        check('d', { run: breaking }),
        check('e', { needs: ['not.run'] }),
      ]),
    ).toEqual([
      'a FAIL it does not hold',
      'b SKIPPED not without a',
      'c SKIPPED not without b',
      'd FAIL the check broke off: no such thing',
      'e PASS',
    ]);
  });

  it('tells audits whose cases must be whole', async () => {
    const seen: unknown[] = [];
    const about =
      (caseNo: string, isGood: boolean) => async (_: unknown, evidence: { about(no: string): void }) => {
        evidence.about(caseNo);
        if (!isGood) throw new CheckFailure(TEXT);
      };
    await results([
      check('a', { run: about('TB1', true) }),
      check('b', { run: about('TB2', false) }),
      check('c', { run: async ({ ledger }) => void seen.push({ ...ledger }) }),
    ]);
    expect(seen).toEqual([{ proven: ['TB1'], others: ['TB2'] }]);
  });

  it('runs calm neighbours side by side, none beside what it needs, and all one by one towards a person', async () => {
    const running = new Set<string>();
    const beside = new Set<string>();
    const run = (id: string) => async () => {
      for (const other of running) beside.add(`${other} ${id}`);
      running.add(id);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(id);
    };
    const calm = (id: string, needs: string[] = []) => check(id, { isCalm: true, needs, run: run(id) });
    const checks = [calm('a'), calm('b'), calm('c', ['b']), check('d', { run: run('d') })];
    await results(checks);
    expect([...beside]).toEqual(['a b']);
    beside.clear();
    await results(checks, { isProgram: false });
    expect([...beside]).toEqual([]);
  });

  it('asks no person for what only a program can do', async () => {
    expect(await results([check('a', { isForProgramsOnly: true })], { isProgram: false })).toEqual([
      'a SKIPPED not asked of a person',
    ]);
  });

  it('stops when it is interrupted, and says so of everything that is left', async () => {
    const controller = new AbortController();
    const run = async () => {
      controller.abort();
      throw new Interrupted();
    };
    expect(await results([check('a', { run }), check('b')], { signal: controller.signal })).toEqual([
      'a SKIPPED the run was interrupted',
      'b SKIPPED the run was interrupted',
    ]);
  });
});

describe('the table of checks', () => {
  it('has each id once, and what a check needs before it', () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [i, { id, needs }] of CHECKS.entries()) {
      expect(id).toMatch(/^[a-z]+(?:\.[a-z]+)+$/);
      expect(ids.slice(0, i)).toEqual(expect.arrayContaining([...needs]));
    }
  });

  it('says everything in both languages', () => {
    for (const { title, proves, remedy } of CHECKS)
      for (const text of [title, proves, remedy]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/\p{Script=Han}/u);
        expect(text.en.length).toBeGreaterThan(3);
      }
  });

  it('is chosen from by ids and by their beginnings', () => {
    expect(selectChecks([])).toBe(CHECKS);
    expect(selectChecks(['signing', 'flow.whole.remote']).map(({ id }) => id)).toEqual([
      'signing.acknowledgement',
      'signing.submission',
      'flow.whole.remote.decides',
      'flow.whole.remote.submits',
    ]);
    expect(() => selectChecks(['sign', 'nothing'])).toThrow('sign, nothing');
  });
});
