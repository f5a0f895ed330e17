import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Bound, workOf } from './bounded.js';
import type { ExpressionFault } from './error.js';
import type { ExpressionJob } from './job.js';
import { compile } from './library.js';
import type { WireResult } from './protocol.js';
import { evaluateSteps, type ReadStep } from './steps.js';

/** Work for one case, and before the process goes on with something else, as `workOf` counts it: a few milliseconds. */
const TURN = 250_000;

const TOO_MUCH: ExpressionFault = { code: 'EXPRESSION_FAILED', message: 'not in this process' };

interface BoundedStep extends ReadStep {
  readonly bound: Bound;
}

/**
 * Evaluates in the connector's own process the expressions whose work is bounded, about cases for which that is little. It reads
 * only what a child has read before, so that the reading harms nobody either. One job after the other: the library keeps
 * where it is in objects that all its evaluations share.
 */
export class OwnEvaluator {
  readonly #bounds = new Map<string, Bound>();
  /** Read when they are first needed. */
  readonly #read = new Map<string, ReadStep['expression']>();
  #last: Promise<unknown> = Promise.resolve();
  /** Since the process last went on with something else. */
  #work = 0;

  learn(source: string, bound: Bound): void {
    this.#bounds.set(source, bound);
  }

  /** @returns undefined: this is for a child. */
  async evaluate(job: ExpressionJob): Promise<WireResult | undefined> {
    const steps = job.isTrial === true ? [] : job.steps.flatMap((step) => this.#bounded(step));
    if (steps.length < job.steps.length) return undefined;
    const result = this.#last.then(() => this.#run(job, steps));
    this.#last = result.catch(() => {}); // whoever asked has it
    return result;
  }

  #bounded({ source, ...step }: ExpressionJob['steps'][number]): BoundedStep[] {
    const bound = this.#bounds.get(source);
    if (bound === undefined) return [];
    const expression = this.#read.get(source) ?? compile(source, {}); // limits that it could not come near
    this.#read.set(source, expression);
    return 'code' in expression ? [] : [{ ...step, expression, bound }];
  }

  async #run(
    { facts, mapped }: ExpressionJob,
    steps: readonly BoundedStep[],
  ): Promise<WireResult | undefined> {
    if (this.#work >= TURN) {
      await nextTurn();
      this.#work = 0;
    }
    let work = 0;
    const objection = ({ bound }: BoundedStep, seen: object) => {
      work += workOf(bound, seen);
      return work > TURN ? TOO_MUCH : undefined;
    };
    const result = await evaluateSteps({ facts, mapped, steps, objection });
    this.#work += Math.min(work, TURN);
    return 'fault' in result && result.fault === TOO_MUCH ? undefined : result;
  }
}
