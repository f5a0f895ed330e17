import { type Fragment, isClash, type logStore, UnknownOutcomeError } from '#hub/store';
import type { Appending, TransparencyLog } from './transparency-log.js';

/** How often a transaction is tried again after a clash with another process, or an outcome that stayed unknown. */
const MAX_ATTEMPTS = 8;

/** Logs leaves in a transaction; what it answers is to be written there. See TransparencyLog.append. */
export type AppendLeaves = (
  leaves: readonly logStore.Leaf[],
  mustQueue: boolean,
) => Promise<readonly Fragment[]>;

/**
 * Runs a transaction that logs, and runs it again when another process was faster or nobody knows what became of it: so `run`
 * looks first, when it is a retry, whether its work is stored already. Whatever becomes of the transaction, the log hears of
 * it: once it has prepared, it waits.
 */
export async function withLeaves<T>(
  log: TransparencyLog,
  run: (append: AppendLeaves, isRetry: boolean) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const settlement = new LeafSettlement();
    try {
      const result = await run(
        async (leaves, mustQueue) => settlement.settles(await log.append(leaves, mustQueue)).fragments,
        attempt > 1,
      );
      settlement.committed();
      return result;
    } catch (error) {
      settlement.failed(error);
      const mayRetry = error instanceof UnknownOutcomeError || isClash(error);
      if (!mayRetry || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

class LeafSettlement {
  #appending: Appending | undefined;

  settles(appending: Appending): Appending {
    this.#appending = appending;
    return appending;
  }

  committed(): void {
    this.#appending?.committed();
  }

  failed(error: unknown): void {
    this.#appending?.failed(error);
  }
}
