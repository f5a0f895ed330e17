import type { Bound } from './bounded.js';
import type { ExpressionFault } from './error.js';

/** What a pool and its children say to each other, as JSON. */

/** What an expression may come to; null: nothing. */
export type ExpressionValue = string | number | boolean | null;

export interface WireStep {
  /** By the number under which the child learnt the expression. */
  readonly expression: number;
  /** Seen by this step alone, beside the facts. */
  readonly own?: Readonly<Record<string, unknown>> | undefined;
  /** Later steps of the job see the result as a member of `mapped` with this name. */
  readonly into?: string | undefined;
}

export interface WireJob {
  /** Which facts of the batch the expressions are about. */
  readonly facts: number;
  readonly mapped?: Readonly<Record<string, unknown>> | undefined;
  readonly steps: readonly WireStep[];
  /** The expressions are only read, not evaluated. */
  readonly isTrial?: boolean | undefined;
}

/** The first fault ends the job: `at` is its step. */
export type WireResult =
  | { readonly values: readonly ExpressionValue[] }
  | { readonly fault: ExpressionFault; readonly at: number };

export interface Batch {
  /** Expressions that the child has not seen yet, with their numbers. */
  readonly learn: readonly (readonly [number: number, source: string])[];
  /** What the expressions are about, each case once. */
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  readonly jobs: readonly WireJob[];
}

/** An expression whose work is bounded. */
export type BoundedSource = readonly [source: string, bound: Bound];

export interface Answer {
  /** One for each job. */
  readonly results: readonly WireResult[];
  /** Of the expressions that the batch taught. */
  readonly bounded: readonly BoundedSource[];
}

export type FromChild = { readonly kind: 'ready' } | ({ readonly kind: 'answer' } & Answer);

/** What one expression may take. The pool's own wall stands behind each of these limits. */
export const LIMITS = {
  timeoutMs: 250,
  /** Depth of the evaluation. */
  stack: 200,
  /** Members of any list on the way. */
  sequence: 10_000,
  /** Characters of the expression. */
  sourceChars: 2_000,
  /** Characters of the result. */
  resultChars: 65_536,
} as const;
