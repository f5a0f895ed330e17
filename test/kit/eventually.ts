import { setTimeout as sleep } from 'node:timers/promises';

/** So long that only what will never be is given up, on whatever machine. It is no measure. */
const WITHIN_MS = 60_000;

/** Tries until it does not throw. For what another process or the background does; never for measuring. */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = WITHIN_MS): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
}
