export { type Bound, boundOf, workOf } from './bounded.js';
export { ExpressionError, type ExpressionErrorCode } from './error.js';
export { FUNCTIONS as EXPRESSION_FUNCTIONS } from './grammar.js';
export { ExpressionPool, type PoolOptions } from './pool.js';
export type { ExpressionValue } from './protocol.js';
