import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * The hub's own log, for operators: JSON lines on standard output, or in a file. Messages are never written to it, only
 * their names (proved by test/integration/quiet-log.test.ts).
 */
export function createLogger(level: string, file?: string): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return file === undefined
    ? pino(options)
    : pino(options, destination({ dest: file, mkdir: true, sync: true }));
}
