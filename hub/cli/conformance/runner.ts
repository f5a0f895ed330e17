import type { Text } from '../speech.js';
import { type Ability, type Check, CheckFailure, Evidence } from './check.js';
import { Interrupted } from './waiting.js';
import type { Ledger } from './world.js';

export type Result = 'PASS' | 'FAIL' | 'SKIPPED';

/** How a check went. */
export interface Outcome {
  readonly check: Ability;
  readonly result: Result;
  /** Why not, unless it passed. */
  readonly reason: Text | undefined;
  readonly evidence: Evidence;
  readonly seconds: number;
}

/** What the runner itself looks at of a world. */
export interface Ground {
  readonly driver: { readonly isProgram: boolean };
  readonly runtime: { elapsed(): number };
}

/** A world that tells its checks how those before went. */
type Told<W extends Ground> = W & { readonly ledger: Ledger };

export interface RunHooks {
  readonly signal: AbortSignal;
  readonly onEnd: (outcome: Outcome) => void;
}

/** Calm checks side by side, towards a program. */
const WIDTH = 4;

/**
 * Runs the checks in their order; neighbours that are calm side by side. A check that breaks off is one that failed, and the
 * next begins: none works with what another has left behind.
 * @returns one outcome for each, in their order.
 */
export async function runChecks<W extends Ground>(
  checks: readonly Check<Told<W>>[],
  world: W,
  hooks: RunHooks,
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const ledger = { proven: [] as string[], others: [] as string[] };
  const runOne = async (check: Check<Told<W>>): Promise<void> => {
    const outcome = await runCheck(check, { ...world, ledger }, obstacle(check, outcomes, world, hooks));
    ledger[outcome.result === 'PASS' ? 'proven' : 'others'].push(...outcome.evidence.caseNos);
    outcomes.set(check.id, outcome);
    hooks.onEnd(outcome);
  };
  const waiting = [...checks];
  while (waiting.length > 0) {
    const group = takeGroup(waiting, world.driver.isProgram);
    await Promise.all(
      Array.from({ length: Math.min(WIDTH, group.length) }, async () => {
        for (let check = group.shift(); check !== undefined; check = group.shift()) await runOne(check);
      }),
    );
  }
  return checks.flatMap(({ id }) => outcomes.get(id) ?? []);
}

/** The first check, and those after it that may run beside it and need none of them. */
function takeGroup<A extends Ability>(waiting: A[], isProgram: boolean): A[] {
  const end = waiting.findIndex((check, i) => {
    const earlier = waiting.slice(0, i);
    return check.isCalm !== true || !isProgram || earlier.some(({ id }) => check.needs.includes(id));
  });
  return waiting.splice(0, end < 0 ? waiting.length : Math.max(1, end));
}

/** Why the check is not worth running. */
function obstacle(
  check: Ability,
  outcomes: ReadonlyMap<string, Outcome>,
  world: Ground,
  { signal }: RunHooks,
): Text | undefined {
  if (signal.aborted) return INTERRUPTED;
  if (check.isForProgramsOnly && !world.driver.isProgram)
    return { zh: '人工驱动不做此项', en: 'not asked of a person' };
  const missing = check.needs.filter((id) => (outcomes.get(id)?.result ?? 'PASS') !== 'PASS');
  if (missing.length === 0) return undefined;
  return { zh: `前提未通过：${missing.join('、')}`, en: `not without ${missing.join(', ')}` };
}

const INTERRUPTED: Text = { zh: '运行被中断', en: 'the run was interrupted' };

async function runCheck<W extends Ground>(
  check: Check<W>,
  world: W,
  skipped: Text | undefined,
): Promise<Outcome> {
  const evidence = new Evidence();
  const from = world.runtime.elapsed();
  const outcome = (result: Result, reason?: Text): Outcome => ({
    check,
    result,
    reason,
    evidence,
    seconds: (world.runtime.elapsed() - from) / 1000,
  });
  if (skipped !== undefined) return outcome('SKIPPED', skipped);
  try {
    await check.run(world, evidence);
    return outcome('PASS');
  } catch (error) {
    if (error instanceof Interrupted) return outcome('SKIPPED', INTERRUPTED);
    return outcome('FAIL', reasonOf(error));
  }
}

function reasonOf(error: unknown): Text {
  if (error instanceof CheckFailure) return error.text;
  const text = error instanceof Error ? error.message : String(error);
  return { zh: `检查中断：${text}`, en: `the check broke off: ${text}` };
}
