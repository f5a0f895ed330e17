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

interface Known {
  readonly bound: Bound;
  /** Once it has been needed. */
  expression?: ReadStep['expression'];
}

interface BoundedStep extends ReadStep {
  readonly bound: Bound;
}

/**
 * Evaluates in the connector's own process the expressions whose work is bounded, about cases for which that is little. It reads
 * only what a child has read before, so that the reading harms nobody either. One job after the other: the library keeps
 * where it is in objects that all its evaluations share.
 */
export class OwnEvaluator {
  readonly #known = new Map<string, Known>();
  #last: Promise<unknown> = Promise.resolve();
  /** Since the process last went on with something else. */
  #work = 0;

  learn(source: string, bound: Bound): void {
    this.#known.set(source, { bound });
  }

  /** @returns undefined: this is for a child. */
  async evaluate(job: ExpressionJob): Promise<WireResult | undefined> {
    const steps = job.isTrial === true ? undefined : this.#read(job);
    if (steps === undefined) return undefined;
    const result = this.#last.then(() => this.#run(job, steps));
    this.#last = result.catch(() => {}); // whoever asked has it
    return result;
  }

  /** @returns undefined unless all of them are known, and can be read here too. */
  #read({ steps }: ExpressionJob): BoundedStep[] | undefined {
    const read: BoundedStep[] = [];
    for (const { source, own, into } of steps) {
      const known = this.#known.get(source);
      if (known === undefined) return undefined;
      known.expression ??= compile(source, {}); // limits that it could not come near
      if ('code' in known.expression) return undefined;
      read.push({ expression: known.expression, bound: known.bound, own, into });
    }
    return read;
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
