import type { Writable } from 'node:stream';
import type { PublicError } from '#hub/wire';
import { toStatus } from './status.js';

/** Resolves when the stream takes more, or never will: what a caller does not read must not pile up here. */
export function drained(call: Writable): Promise<void> {
  if (!call.writableNeedDrain || call.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ENDS_WAITING) call.off(event, done);
      resolve();
    };
    for (const event of ENDS_WAITING) call.on(event, done);
  });
}

const ENDS_WAITING = ['drain', 'close', 'cancelled'];

/**
 * Ends a stream with an error. grpc-js reads code, details and metadata off an error that is emitted; a stream that is
 * destroyed leaves its caller waiting for ever (proved by test/conformance/streams.test.ts).
 */
export function failStream(call: Writable, error: PublicError): void {
  const status = toStatus(error);
  if (!call.destroyed) call.emit('error', Object.assign(new Error(status.details), status));
}
