import type { Database } from './database.js';

/** New leaves wait for the sequencer. */
export const PENDING_CHANNEL = 'tongban_pending';
/** The log has grown. */
export const LOG_CHANNEL = 'tongban_log';
/** New dispatches wait; the payload names a recipient. */
export const INBOX_CHANNEL = 'tongban_inbox';

/** Least time between two statements of an announcer. */
const GAP_MS = 10;

/**
 * Tells the processes of the hub, this one included, that there is something to look at. Announcements are made after the
 * commit they speak of and gathered, because a NOTIFY in every transaction costs as much as a table. They are hints: one
 * that is lost with its process is made good by the polls of whoever listens.
 */
export class Announcer {
  readonly #db: Pick<Database, 'query'>;
  readonly #onError: (error: Error) => void;
  /** Payloads by channel. */
  #waiting = new Map<string, Set<string>>();
  #isResting = false;

  constructor(db: Pick<Database, 'query'>, onError: (error: Error) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  announce(channel: string, payload = ''): void {
    const payloads = this.#waiting.get(channel) ?? new Set();
    this.#waiting.set(channel, payloads.add(payload));
    if (!this.#isResting) this.#send();
  }

  #send(): void {
    const announcements = [...this.#waiting].flatMap(([channel, payloads]) =>
      [...payloads].map((payload) => ({ channel, payload })),
    );
    if (announcements.length === 0) return;
    this.#waiting = new Map();
    this.#isResting = true;
    this.#db
      .query({
        name: 'announce',
        text: 'select pg_notify(channel, payload) from unnest($1::text[], $2::text[]) as a(channel, payload)',
        values: [announcements.map((each) => each.channel), announcements.map((each) => each.payload)],
      })
      .catch(this.#onError);
    setTimeout(() => {
      this.#isResting = false;
      this.#send();
    }, GAP_MS).unref();
  }
}
