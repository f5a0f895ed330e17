import type { Fragment } from './fragment.js';

/** New leaves wait for the sequencer. */
export const PENDING_CHANNEL = 'tongban_pending';
/** The log has grown. */
export const LOG_CHANNEL = 'tongban_log';
/** New dispatches wait; the payload names the recipients, separated by commas. */
export const INBOX_CHANNEL = 'tongban_inbox';

/** A notification reaches its listeners when, and only if, the transaction commits. */
export function notify(channel: string, payload: string): Fragment {
  return { name: channel, call: 'pg_notify($1::text, $2::text)', values: [channel, payload] };
}
