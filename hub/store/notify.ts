import type { Tx } from './database.js';

/** New leaves wait for the sequencer. */
export const PENDING_CHANNEL = 'tongban_pending';
/** The log has grown; the payload is its size. */
export const LOG_CHANNEL = 'tongban_log';
/** New dispatches wait; the payload names the recipients, separated by commas. */
export const INBOX_CHANNEL = 'tongban_inbox';

/** A notification reaches its listeners when, and only if, the transaction commits. */
export function notify(tx: Tx, channel: string, payload: string): void {
  tx.send({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
}
