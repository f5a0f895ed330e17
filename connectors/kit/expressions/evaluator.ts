import { boundOf } from './bounded.js';
import type { ExpressionFault } from './error.js';
import { compile, type Expression } from './library.js';
import type { Answer, Batch, BoundedSource, WireJob, WireResult } from './protocol.js';
import { evaluateSteps, type ReadStep } from './steps.js';

/** Evaluates any expression. Runs in a child process only: what its own limits do not hold must not take a connector along. */
export class Evaluator {
  readonly #learnt = new Map<number, Expression | ExpressionFault>();

  async evaluate({ learn, facts, jobs }: Batch): Promise<Answer> {
    const bounded = learn.flatMap(([number, source]) => this.#learn(number, source));
    const results: WireResult[] = [];
    for (const job of jobs) results.push(await this.#run(job, facts[job.facts]));
    return { results, bounded };
  }

  /** @returns what bounds its work, if anything does. */
  #learn(number: number, source: string): BoundedSource[] {
    const expression = compile(source);
    this.#learnt.set(number, expression);
    const bound = 'code' in expression ? undefined : boundOf(expression.ast());
    return bound === undefined ? [] : [[source, bound]];
  }

  async #run({ mapped, steps, isTrial }: WireJob, facts: object | undefined): Promise<WireResult> {
    const read = steps.map((step) => ({
      ...step,
      expression: this.#learnt.get(step.expression) ?? UNKNOWN,
    }));
    return isTrial ? trial(read) : evaluateSteps({ facts, mapped, steps: read });
  }
}

const UNKNOWN: ExpressionFault = { code: 'EXPRESSION_FAILED', message: 'the expression was never learnt' };

function trial(steps: readonly ReadStep[]): WireResult {
  for (const [at, { expression }] of steps.entries()) {
    if ('code' in expression) return { fault: expression, at };
  }
  return { values: [] };
}
