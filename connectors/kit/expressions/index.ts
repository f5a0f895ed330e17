export { ExpressionError, type ExpressionErrorCode, type ExpressionFault } from './error.js';
export { FUNCTIONS as EXPRESSION_FUNCTIONS } from './grammar.js';
export { type ExpressionJob, ExpressionPool, type ExpressionStep, type PoolOptions } from './pool.js';
export { type ExpressionValue, LIMITS as EXPRESSION_LIMITS } from './protocol.js';
