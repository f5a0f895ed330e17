import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { z } from 'zod';
import { packageRoot } from '#config';

/**
 * Commands of this program as child processes. The channel between the two also tells the child when its parent has gone, so
 * nothing is left running.
 */

export interface RunningChild<T> {
  /** What the child announced when it was ready. */
  readonly announced: T;
  readonly pid: number;
  /** Asks it to end in order, and waits. */
  stop(): Promise<void>;
  /** Settles when it has ended, whatever the reason. */
  readonly ended: Promise<void>;
}

/** Asked at once: the parent may be gone by the time this process is ready. */
const IS_CHILD = process.send !== undefined;

const PROGRAM = join(packageRoot, 'dist', 'bin', 'tongban.js');
const STOP_PATIENCE_MS = 15_000;

/** What every child needs of this process's environment, and what else it is given. */
export function childEnvironment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...given };
}

/** @throws Error when the child ends before it is ready. */
export async function startChild<T extends z.ZodType>(
  args: readonly string[],
  schema: T,
  environment: NodeJS.ProcessEnv,
): Promise<RunningChild<z.output<T>>> {
  const child = fork(PROGRAM, [...args], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true, // Ctrl-C in the terminal reaches the parent alone, which then stops its children in order
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const announced = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`tongban ${args.join(' ')} ended with ${code}: ${complaint.trim()}`)),
    );
  });
  return { announced: schema.parse(announced), pid: child.pid ?? 0, stop: () => stop(child, ended), ended };
}

/** In a child: says that it is ready, and ends it in order when told to or when the parent is gone. */
export function announceReady(facts: object, close: () => Promise<void>): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (!IS_CHILD) return;
  process.on('disconnect', end);
  if (process.connected) process.send?.(facts);
  else end();
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(cut);
}
