import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '#hub/observe';

/** A hub's own log, written as in production, for reading. */
export interface CapturedLog {
  readonly logger: Logger;
  /** Everything that was written. */
  text(): string;
  /** The lines with this message. */
  lines(message: string): Record<string, unknown>[];
  remove(): void;
}

export function captureLog(level = 'trace'): CapturedLog {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-log-'));
  const file = join(folder, 'hub.log');
  const text = () => readFileSync(file, 'utf8');
  return {
    logger: createLogger(level, file),
    text,
    lines: (message) =>
      text()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>) // pino writes objects
        .filter((line) => line.msg === message),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
