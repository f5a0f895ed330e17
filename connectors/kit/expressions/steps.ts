import type { ExpressionFault } from './error.js';
import { type Expression, faultOf, plain } from './library.js';
import type { ExpressionValue, WireResult } from './protocol.js';

/** A step of a job whose expression has been read, or could not be. */
export interface ReadStep {
  readonly expression: Expression | ExpressionFault;
  readonly own?: Readonly<Record<string, unknown>> | undefined;
  readonly into?: string | undefined;
}

interface StepTask<S extends ReadStep> {
  readonly facts: object | undefined;
  readonly mapped: Readonly<Record<string, unknown>> | undefined;
  readonly steps: readonly S[];
  /** Asked before each step, with all that it would see; what it says is the result of the job. */
  readonly objection?: (step: S, seen: object) => ExpressionFault | undefined;
}

/** Evaluates steps in their order. */
export async function evaluateSteps<S extends ReadStep>(task: StepTask<S>): Promise<WireResult> {
  const values: ExpressionValue[] = [];
  let mapped = task.mapped ?? {};
  for (const [at, step] of task.steps.entries()) {
    const { expression, own, into } = step;
    if ('code' in expression) return { fault: expression, at };
    const seen = { ...task.facts, ...own, mapped };
    const objection = task.objection?.(step, seen);
    if (objection !== undefined) return { fault: objection, at };
    try {
      const value = plain(await expression.evaluate(seen));
      values.push(value);
      if (into !== undefined) mapped = withResult(mapped, into, value);
    } catch (error) {
      return { fault: faultOf(error), at };
    }
  }
  return { values };
}

/** A field that stands more than once is a list, as in the form itself. */
function withResult(mapped: Readonly<Record<string, unknown>>, name: string, value: ExpressionValue) {
  const all = Object.hasOwn(mapped, name) ? [mapped[name], value].flat() : value;
  return Object.fromEntries([...Object.entries(mapped), [name, all]]);
}
