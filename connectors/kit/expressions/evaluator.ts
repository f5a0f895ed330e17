import jsonata from 'jsonata';
import { rewriteDate } from './date.js';
import { ExpressionError, type ExpressionErrorCode, type ExpressionFault } from './error.js';
import { forbiddenIn } from './grammar.js';
import { type Batch, type ExpressionValue, LIMITS, type WireJob, type WireResult } from './protocol.js';

/** Evaluates expressions. Runs in a child process only: what its own limits do not hold must not take a connector along. */
export class Evaluator {
  readonly #learnt = new Map<number, jsonata.Expression | ExpressionFault>();

  async evaluate({ learn, facts, jobs }: Batch): Promise<WireResult[]> {
    for (const [number, source] of learn) this.#learnt.set(number, compile(source));
    const results: WireResult[] = [];
    for (const job of jobs) results.push(await this.#run(job, facts[job.facts]));
    return results;
  }

  async #run(
    { mapped: given = {}, steps, isTrial }: WireJob,
    facts: object | undefined,
  ): Promise<WireResult> {
    const values: ExpressionValue[] = [];
    let mapped = given;
    for (const [at, { expression, own, into }] of steps.entries()) {
      const learnt = this.#learnt.get(expression);
      if (learnt === undefined || 'code' in learnt) return { fault: learnt ?? UNKNOWN, at };
      if (isTrial) continue;
      try {
        const value = plain(await learnt.evaluate({ ...facts, ...own, mapped }));
        values.push(value);
        if (into !== undefined) mapped = withResult(mapped, into, value);
      } catch (error) {
        return { fault: faultOf(error), at };
      }
    }
    return { values };
  }
}

/** A field that stands more than once is a list, as in the form itself. */
function withResult(mapped: Readonly<Record<string, unknown>>, name: string, value: ExpressionValue) {
  const all = Object.hasOwn(mapped, name) ? [mapped[name], value].flat() : value;
  return Object.fromEntries([...Object.entries(mapped), [name, all]]);
}

const UNKNOWN: ExpressionFault = { code: 'EXPRESSION_FAILED', message: 'the expression was never learnt' };

function compile(source: string): jsonata.Expression | ExpressionFault {
  if (source.length > LIMITS.sourceChars) {
    return { code: 'EXPRESSION_INVALID', message: `longer than ${LIMITS.sourceChars} characters` };
  }
  try {
    const { timeoutMs: timeout, stack, sequence } = LIMITS;
    const expression = jsonata(source, { timeout, stack, sequence });
    expression.registerFunction('date', rewriteDate, '<s-ss:s>');
    return forbiddenIn(expression.ast()) ?? expression;
  } catch (error) {
    const { message, position } = thrown(error);
    return { code: 'EXPRESSION_INVALID', message: message ?? 'cannot be read', position };
  }
}

/** @throws ExpressionError when the result is not one plain value of bearable size. */
function plain(result: unknown): ExpressionValue {
  if (result === undefined || result === null) return null;
  if (typeof result === 'boolean' || (typeof result === 'number' && Number.isFinite(result))) return result;
  if (typeof result !== 'string') {
    const what = Array.isArray(result) ? 'a list' : `a ${typeof result}`;
    throw new ExpressionError({ code: 'EXPRESSION_FAILED', message: `gave ${what}, not one value` });
  }
  if (result.length <= LIMITS.resultChars) return result;
  throw new ExpressionError({
    code: 'EXPRESSION_RESULT_TOO_LARGE',
    message: `more than ${LIMITS.resultChars} characters`,
  });
}

/** The library's own codes for what ran into a limit. */
const CODES: Readonly<Record<string, ExpressionErrorCode>> = {
  D1011: 'EXPRESSION_MEMORY',
  D1012: 'EXPRESSION_TIMEOUT',
  D2014: 'EXPRESSION_RESULT_TOO_LARGE',
  D2015: 'EXPRESSION_RESULT_TOO_LARGE',
};

/** The library's sentences quote the case, which must not get into a log: its codes stand for them. */
const MEANINGS: Readonly<Record<string, string>> = {
  D1011: 'nested too deeply',
  D1012: `takes longer than ${LIMITS.timeoutMs} ms`,
  D2014: 'a list too long',
  D2015: 'a list too long',
  D3030: 'not a number',
  DATE: 'not a date of this form',
  T0410: 'a function was given a value of another type',
};

function faultOf(error: unknown): ExpressionFault {
  if (error instanceof ExpressionError) return { code: error.code, message: error.detail };
  if (error instanceof RangeError) return { code: 'EXPRESSION_MEMORY', message: 'a text or list too long' };
  const { code = 'unknown', position } = thrown(error);
  return {
    code: CODES[code] ?? 'EXPRESSION_FAILED',
    message: `${MEANINGS[code] ?? 'cannot be worked out'} [${code}]`,
    position,
  };
}

/** The library throws objects of its own, not all of them errors. */
function thrown(error: unknown): {
  code?: string | undefined;
  message?: string | undefined;
  position?: number | undefined;
} {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = 'message' in error && typeof error.message === 'string' ? error.message : undefined;
  const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined;
  return { code, message, position };
}
