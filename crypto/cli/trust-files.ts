import { readFile } from 'node:fs/promises';
import { systemTime } from '#crypto/primitives';
import { type LogTrust, readLogTrust } from '#crypto/verify';

export interface TimeStampOptions {
  readonly tsa?: readonly string[];
  readonly tsaCrl?: readonly string[];
  /** From when on algorithms are not believed any more. */
  readonly weakFrom?: ReadonlyMap<string, number>;
  /** For which moment it is asked; unix milliseconds. Otherwise now. */
  readonly at?: number;
}

export interface LogTrustOptions extends TimeStampOptions {
  readonly policy: string;
  readonly gm?: string | undefined;
}

/** What an auditor trusts of a log, as the files that he names. @throws TrustError. */
export async function readLogTrustFiles(options: LogTrustOptions): Promise<LogTrust> {
  const { policy, gm } = options;
  return readLogTrust({
    policy: await readFile(policy, 'utf8'),
    gm: gm === undefined ? undefined : await readFile(gm, 'utf8'),
    timeStamps: await readTimeStampFiles(options),
  });
}

export async function readTimeStampFiles({ tsa, tsaCrl = [], weakFrom, at }: TimeStampOptions) {
  return (
    tsa && {
      authorities: await Promise.all(tsa.map((path) => readFile(path, 'utf8'))),
      revocationLists: await Promise.all(tsaCrl.map((path) => readFile(path))),
      asOf: at ?? systemTime(),
      weakFrom,
    }
  );
}
