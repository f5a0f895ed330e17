import type { InboxClaims } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';

/** A recipient whose dispatches wait too long: it is away, cannot take them, or takes them and never acknowledges. */
export interface InboxAlarm {
  readonly recipient: string;
  readonly waiting: number;
  readonly dead: number;
  /** How long the oldest event has waited for its acknowledgement. */
  readonly overdueMs: number;
}

export interface InboxWatchOptions {
  readonly claims: InboxClaims;
  readonly runtime: Runtime;
  readonly alarmAfterMs: number;
  readonly onSummary: (summary: {
    readonly recipient: string;
    readonly waiting: number;
    readonly dead: number;
  }) => void;
  readonly onAlarm: (alarm: InboxAlarm) => void;
  readonly onError: (error: Error) => void;
}

const PERIOD_MS = 15_000;

/** Raises an alarm for every inbox that somebody should look at. On by default. */
export class InboxWatch {
  readonly #options: InboxWatchOptions;
  readonly #timer: NodeJS.Timeout;

  constructor(options: InboxWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.look().catch(options.onError), PERIOD_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    const { claims, runtime, alarmAfterMs, onSummary, onAlarm } = this.#options;
    for (const { recipient, waiting, dead, oldest } of await claims.summaries()) {
      onSummary({ recipient, waiting, dead });
      const overdueMs = oldest === null ? 0 : runtime.now() - oldest;
      if (overdueMs > alarmAfterMs) onAlarm({ recipient, waiting, dead, overdueMs });
    }
  }
}
