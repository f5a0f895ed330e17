import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The programs as they ship. */
export const TONGBAN = fileURLToPath(new URL('../../dist/hub/cli/tongban.js', import.meta.url));
export const TONGBAN_VERIFY = fileURLToPath(
  new URL('../../dist/crypto/cli/tongban-verify.js', import.meta.url),
);

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
