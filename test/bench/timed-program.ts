import { execFile } from 'node:child_process';

/** A program in a process of its own, as whoever runs it would. */

export interface Timed {
  readonly seconds: number;
  readonly peakMb: number;
}

export interface Ran {
  readonly timed: Timed;
  readonly stdout: string;
}

export interface TimedOptions {
  /** Beside 0. */
  readonly expectedCode?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Tells the peak of the process when it ends: no file of /proc does so on every system. */
const TELL_PEAK =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))';

/** @throws Error when it ends otherwise. */
export function runTimed(
  program: string,
  args: readonly string[],
  { expectedCode = 0, environment = {} }: TimedOptions = {},
): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', TELL_PEAK, program, ...args],
      { env: { PATH, HOME, ...environment }, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const seconds = (performance.now() - started) / 1000;
        const isExpected = error === null || error.code === expectedCode;
        const peakMb = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
        if (isExpected) resolve({ timed: { seconds, peakMb }, stdout });
        else reject(new Error(stdout + stderr));
      },
    );
  });
}
