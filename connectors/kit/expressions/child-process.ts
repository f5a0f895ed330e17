import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Batch, FromChild } from './protocol.js';

const PROGRAM = new URL('./child.js', import.meta.url);

/** Little memory, little stack, no code out of text; and nothing of the connector's environment. */
const FLAGS = ['--max-old-space-size=64', '--stack-size=900', '--disallow-code-generation-from-strings'];

const START_MS = 20_000;

export interface ChildEvents {
  onReady(): void;
  onAnswer(answer: Answer): void;
  /** It is gone, on its own or killed. Comes once, last. */
  onEnd(ending: ChildEnding): void;
}

export interface ChildEnding {
  readonly wasReady: boolean;
  /** It was killed because the deadline had passed. */
  readonly isLate: boolean;
  /** It ran out of memory: V8 aborts the process. */
  readonly isExhausted: boolean;
}

/** How V8 ends a process whose heap is full, by platform and version. */
const ABORTED: readonly unknown[] = ['SIGABRT', 'SIGTRAP', 'SIGILL'];
const ABORT_STATUS = 134;

/**
 * One child process, which works on one batch at a time. While it works it keeps this process alive; an idle one does not,
 * and ends with it.
 */
export class ExpressionChild {
  /** Numbers of the expressions that it knows. */
  readonly known = new Set<number>();
  readonly #process: ChildProcess;
  #wasReady = false;
  #isLate = false;
  #deadline: NodeJS.Timeout;

  constructor(events: ChildEvents) {
    this.#process = fork(PROGRAM, [], {
      execArgv: FLAGS,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#deadline = setTimeout(() => this.#kill(), START_MS);
    this.#process.on('message', (message: FromChild) => {
      clearTimeout(this.#deadline);
      this.#release();
      if (message.kind === 'ready') {
        this.#wasReady = true;
        events.onReady();
      } else {
        events.onAnswer(message);
      }
    });
    let hasEnded = false;
    const end = (isExhausted: boolean) => {
      clearTimeout(this.#deadline);
      if (hasEnded) return;
      hasEnded = true;
      events.onEnd({ wasReady: this.#wasReady, isLate: this.#isLate, isExhausted });
    };
    this.#process.once('exit', (status, signal) => end(ABORTED.includes(signal) || status === ABORT_STATUS));
    this.#process.on('error', () => {
      if (this.#process.pid === undefined) end(false); // it never was; otherwise 'exit' follows
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Hands over a batch, which must be answered within the deadline, or the child is killed. */
  send(batch: Batch, deadlineMs: number): void {
    this.#hold();
    this.#deadline = setTimeout(() => {
      this.#isLate = true;
      this.#kill();
    }, deadlineMs);
    this.#process.send(batch, () => {}); // a child that is gone: 'exit' follows
  }

  /** @returns when the process is gone. */
  close(): Promise<void> {
    const { exitCode, signalCode, pid } = this.#process;
    if (exitCode !== null || signalCode !== null || pid === undefined) return Promise.resolve();
    const gone = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    this.#hold();
    this.#kill();
    return gone;
  }

  #kill(): void {
    this.#process.kill('SIGKILL');
  }

  #hold(): void {
    this.#process.ref();
    this.#process.channel?.ref();
  }

  #release(): void {
    this.#process.unref();
    this.#process.channel?.unref();
  }
}
