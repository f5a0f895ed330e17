import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * The hub's own log, for operators: JSON lines on standard output, or in a file. Messages are never written to it, only
 * their names (proved by test/integration/quiet-log.test.ts).
 */
export function createLogger(level: string, file?: string): Logger {
  const serializers = { err: toRecord };
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers };
  return file === undefined
    ? pino(options)
    : pino(options, destination({ dest: file, mkdir: true, sync: true }));
}

/** What is known to be the program's own of an error: PostgreSQL's errors carry rows in their other members. */
function toRecord(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name: type, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type, message, code, stack, ...(cause === undefined ? {} : { cause: toRecord(cause) }) };
}
