import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The programs as they ship. */
export const TONGBAN = fileURLToPath(new URL('../../dist/bin/tongban.js', import.meta.url));
export const TONGBAN_VERIFY = fileURLToPath(new URL('../../dist/bin/tongban-verify.js', import.meta.url));

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Beside PATH and HOME, which are all it has otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node.js itself. */
  readonly node?: readonly string[];
}

/** Runs a program of Node.js to its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return runCommand(process.execPath, [...(options.node ?? []), program, ...args], options.environment);
}

/** Runs any command to its end; an exit code is an answer, not an error. */
export function runCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input?: string | Buffer,
): Promise<Finished> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { env: { PATH, HOME, ...environment }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
        else reject(error);
      },
    );
    child.stdin?.end(input);
  });
}

/** A program that goes on until it is told to end. */
export interface Launched {
  readonly pid: number;
  /** Everything it has written so far. */
  output(): string;
  /** To it and all that it started in its terminal, as Ctrl-C would. */
  signal(signal: 'SIGINT' | 'SIGTERM'): void;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** @param environment beside PATH and HOME. */
export function launch(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Launched {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH, HOME, ...environment },
    detached: true, // a process group of its own
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const pid = child.pid ?? 0;
  return {
    pid,
    output: () => output,
    signal: (signal) => process.kill(-pid, signal),
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

/** Command lines of running processes that name a folder, by process id. Linux only; elsewhere none. */
export function processesIn(folder: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (command.includes(folder)) found.set(Number(name), command);
    } catch {
      // it has ended meanwhile
    }
  }
  return found;
}
