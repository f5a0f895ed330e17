import { type ChildEnding, ExpressionChild } from './child-process.js';
import { ExpressionError, type ExpressionErrorCode, type ExpressionFault } from './error.js';
import type { ExpressionJob, ExpressionStep } from './job.js';
import { OwnEvaluator } from './own-evaluator.js';
import type { Answer, Batch, ExpressionValue, WireResult, WireStep } from './protocol.js';

export interface PoolOptions {
  readonly children?: number;
  /** How long one message to a child may take; then the child is killed. Milliseconds. */
  readonly deadlineMs?: number;
}

interface Waiting {
  readonly job: ExpressionJob;
  /** It was in a batch whose child died: it may be the reason, and must not take others along again. */
  isSuspect: boolean;
  readonly resolve: (result: WireResult) => void;
  readonly reject: (error: ExpressionError) => void;
}

interface Member {
  readonly child: ExpressionChild;
  isReady: boolean;
  /** What it works on. */
  batch: readonly Waiting[];
}

const CHILDREN = 2;
const DEADLINE_MS = 2_000;
/** Large enough to pay for the hop between processes, small enough to share the work between them. */
const BATCH = 32;
/** Characters of one case. */
const MAX_FACTS = 262_144;

/**
 * Evaluates expressions that the operators of a province wrote, in child processes: whatever an expression does to its own
 * process, the connector and the other cases in flight do not notice (proved by test/fault/expressions.test.ts). The first
 * case starts the first child; a pool that is never asked starts none. Expressions whose work is bounded (bounded.ts) are evaluated
 * in this process, once a child has read them.
 *
 * When a child dies over a batch, each of its cases is tried again by itself, so that only the guilty one fails.
 */
export class ExpressionPool {
  readonly #size: number;
  readonly #deadlineMs: number;
  readonly #members = new Set<Member>();
  readonly #own = new OwnEvaluator();
  readonly #numbers = new Map<string, number>();
  readonly #sizes = new WeakMap<object, number>();
  #queue: Waiting[] = [];
  #isClosed = false;

  constructor({ children = CHILDREN, deadlineMs = DEADLINE_MS }: PoolOptions = {}) {
    this.#size = children;
    this.#deadlineMs = deadlineMs;
  }

  /** Process ids of the children there are. */
  get pids(): number[] {
    return [...this.#members].flatMap(({ child }) => child.pid ?? []);
  }

  /** @returns one value for each step; null: nothing. @throws ExpressionError for the first that has none. */
  async evaluate(job: ExpressionJob): Promise<readonly ExpressionValue[]> {
    if (job.steps.length === 0) return [];
    if (this.#isClosed) throw closed();
    if (this.#sizeOf(job) > MAX_FACTS) {
      throw failure('EXPRESSION_MEMORY', `the case has more than ${MAX_FACTS} characters`);
    }
    const result = (await this.#own.evaluate(job)) ?? (await this.#send(job));
    if ('values' in result) return result.values;
    throw new ExpressionError(result.fault, job.steps[result.at]?.source);
  }

  /** @returns for each expression what is wrong with it as it stands; undefined: nothing. */
  async check(sources: readonly string[]): Promise<(ExpressionFault | undefined)[]> {
    return Promise.all(sources.map((source) => this.#check(source)));
  }

  /** @returns when no child is left. What was in flight fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#abandon(closed());
    await Promise.all([...this.#members].map(({ child }) => child.close()));
  }

  async #check(source: string): Promise<ExpressionFault | undefined> {
    try {
      await this.evaluate({ facts: {}, steps: [{ source }], isTrial: true });
      return undefined;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { code: error.code, message: error.detail, position: error.position };
    }
  }

  /** What is asked for in one go leaves in one go: a case, and all the cases of a turn. */
  #send(job: ExpressionJob): Promise<WireResult> {
    if (this.#isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, isSuspect: false, resolve, reject });
      if (this.#queue.length === 1) process.nextTick(() => this.#dispatch());
    });
  }

  #dispatch(): void {
    while (this.#queue.length > 0 && !this.#isClosed) {
      const idle = [...this.#members].find(({ isReady, batch }) => isReady && batch.length === 0);
      if (idle === undefined) break;
      this.#assign(idle, this.#nextBatch());
    }
    if (this.#queue.length > 0 && !this.#isClosed) this.#grow();
  }

  /** One more child for what waits, unless there are enough or one is on its way. */
  #grow(): void {
    const isStarting = [...this.#members].some(({ isReady }) => !isReady);
    if (isStarting || this.#members.size >= this.#size) return;
    const child = new ExpressionChild({
      onReady: () => {
        member.isReady = true;
        this.#dispatch();
      },
      onAnswer: (answer) => {
        this.#take(member, answer);
        this.#dispatch();
      },
      onEnd: (ending) => this.#bury(member, ending),
    });
    const member: Member = { child, isReady: false, batch: [] };
    this.#members.add(member);
  }

  #take(member: Member, { results, bounded }: Answer): void {
    const { batch } = member;
    member.batch = [];
    for (const [source, bound] of bounded) this.#own.learn(source, bound);
    for (const [i, { resolve, reject }] of batch.entries()) {
      const result = results[i];
      if (result === undefined) reject(failure('EXPRESSION_FAILED', 'the child gave no result'));
      else resolve(result);
    }
  }

  /** A suspect goes alone. */
  #nextBatch(): Waiting[] {
    const firstSuspect = this.#queue.findIndex(({ isSuspect }) => isSuspect);
    const size = firstSuspect < 0 ? BATCH : Math.max(1, Math.min(BATCH, firstSuspect));
    return this.#queue.splice(0, size);
  }

  #assign(member: Member, batch: Waiting[]): void {
    const learn: [number, string][] = [];
    const facts = [...new Set(batch.map(({ job }) => job.facts))];
    const places = new Map(facts.map((each, i) => [each, i]));
    const jobs = batch.map(({ job }) => ({
      facts: places.get(job.facts) ?? 0,
      mapped: job.mapped,
      steps: this.#numbered(job.steps, member.child, learn),
      isTrial: job.isTrial,
    }));
    member.batch = batch;
    member.child.send({ learn, facts, jobs } satisfies Batch, this.#deadlineMs);
  }

  /** Facts that several jobs share are measured once. */
  #sizeOf({ facts, mapped, steps }: ExpressionJob): number {
    const size = this.#sizes.get(facts) ?? sizeOf(facts);
    this.#sizes.set(facts, size);
    return size + sizeOf(mapped) + sizeOf(steps);
  }

  /** Each expression goes to each child once; afterwards its number is enough. */
  #numbered(
    steps: readonly ExpressionStep[],
    { known }: ExpressionChild,
    learn: [number, string][],
  ): WireStep[] {
    return steps.map(({ source, own, into }) => {
      const expression = this.#numberOf(source);
      if (!known.has(expression)) learn.push([expression, source]);
      known.add(expression);
      return { expression, own, into };
    });
  }

  #numberOf(source: string): number {
    const number = this.#numbers.get(source) ?? this.#numbers.size;
    this.#numbers.set(source, number);
    return number;
  }

  #bury(member: Member, ending: ChildEnding): void {
    this.#members.delete(member);
    const retried: Waiting[] = [];
    for (const waiting of member.batch) {
      const isGuilty =
        member.batch.length === 1 && (waiting.isSuspect || ending.isLate || ending.isExhausted);
      if (this.#isClosed) waiting.reject(closed());
      else if (isGuilty) waiting.reject(guilt(ending));
      else retried.push(Object.assign(waiting, { isSuspect: true }));
    }
    this.#queue.unshift(...retried);
    if (ending.wasReady) this.#dispatch();
    else this.#abandon(failure('EXPRESSION_FAILED', 'no child could be started')); // trying on would be a loop
  }

  #abandon(error: ExpressionError): void {
    for (const waiting of this.#queue) waiting.reject(error);
    this.#queue = [];
  }
}

function guilt({ isLate, isExhausted }: ChildEnding): ExpressionError {
  if (isLate) return failure('EXPRESSION_TIMEOUT', 'its process was killed at the deadline');
  if (isExhausted) return failure('EXPRESSION_MEMORY', 'its process ran out of memory');
  return failure('EXPRESSION_FAILED', 'its process died, twice');
}

function closed(): ExpressionError {
  return failure('EXPRESSION_FAILED', 'the pool is closed');
}

function failure(code: ExpressionErrorCode, message: string): ExpressionError {
  return new ExpressionError({ code, message });
}

/** Characters of all texts in a value, about as many as its JSON has. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 0;
  for (const name of Object.keys(value)) size += name.length + sizeOf(Reflect.get(value, name));
  return size;
}
