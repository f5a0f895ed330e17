/** What can become of an expression; nothing else is ever thrown for one. */
export type ExpressionErrorCode =
  /** It cannot be read, or uses what expressions may not use. */
  | 'EXPRESSION_INVALID'
  | 'EXPRESSION_TIMEOUT'
  /** It, or the case that it is about, needs more memory than an expression may have. */
  | 'EXPRESSION_MEMORY'
  | 'EXPRESSION_RESULT_TOO_LARGE'
  /** It came to no usable result for this case. */
  | 'EXPRESSION_FAILED';

/** What is wrong with an expression, as it passes between processes. */
export interface ExpressionFault {
  readonly code: ExpressionErrorCode;
  readonly message: string;
  /** How many characters lead up to the end of what is wrong. */
  readonly position?: number | undefined;
}

/** An expression that gave no result. */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode;
  readonly detail: string;
  readonly position: number | undefined;
  /** The expression itself, where it is known which one of a case it was. */
  readonly expression: string | undefined;

  constructor({ code, message, position }: ExpressionFault, expression?: string) {
    super(`${code}: ${message}${position === undefined ? '' : ` (character ${position})`}`);
    this.name = 'ExpressionError';
    this.code = code;
    this.detail = message;
    this.position = position;
    this.expression = expression;
  }
}
