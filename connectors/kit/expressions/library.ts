import jsonata from 'jsonata';
import { rewriteDate } from './date.js';
import { ExpressionError, type ExpressionErrorCode, type ExpressionFault } from './error.js';
import { forbiddenIn } from './grammar.js';
import { type ExpressionValue, LIMITS } from './protocol.js';

/** What the library makes of an expression, in whichever process, and what its faults are called. */

export type Expression = jsonata.Expression;

const { timeoutMs: timeout, stack, sequence } = LIMITS;

/** @param limits of the evaluation: time, depth, and length of lists. */
export function compile(
  source: string,
  limits: jsonata.JsonataOptions = { timeout, stack, sequence },
): Expression | ExpressionFault {
  if (source.length > LIMITS.sourceChars) {
    return { code: 'EXPRESSION_INVALID', message: `longer than ${LIMITS.sourceChars} characters` };
  }
  try {
    const expression = jsonata(source, limits);
    expression.registerFunction('date', rewriteDate, '<s-ss:s>');
    return forbiddenIn(expression.ast()) ?? expression;
  } catch (error) {
    const { message, position } = thrown(error);
    return { code: 'EXPRESSION_INVALID', message: message ?? 'cannot be read', position };
  }
}

/** @throws ExpressionError when the result is not one plain value of bearable size. */
export function plain(result: unknown): ExpressionValue {
  if (result === undefined || result === null) return null;
  if (typeof result === 'boolean') return result;
  if (typeof result === 'number' && Number.isFinite(result)) return result === 0 ? 0 : result; // JSON knows no -0
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

export function faultOf(error: unknown): ExpressionFault {
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
