import { DeskDriver } from './driver/desk-driver.js';
import type { Driver } from './driver/driver.js';
import { plainSubmission } from './samples.js';
import type { Stage } from './stage/stage.js';
import { Waiting } from './waiting.js';
import type { CheckSettings, TestItem, World } from './world.js';

export interface WorldParts {
  readonly item: TestItem;
  readonly settings: Omit<CheckSettings, 'clockWindowMs'>;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  readonly driverOf: (waiting: Waiting) => Driver;
}

/** What the checks work with, on a stage that stands. */
export function worldOn(stage: Stage, parts: WorldParts): Omit<World, 'ledger'> {
  const { world, clockWindowMs } = stage;
  const waiting = new Waiting(parts.patienceMs, parts.signal, () => world.runtime.elapsed());
  return {
    ...world,
    item: parts.item,
    waiting,
    driver: parts.driverOf(waiting),
    settings: { ...parts.settings, clockWindowMs },
  };
}

/**
 * Drives a desk. What the platform calls the suite's item need not be said: a case that came from elsewhere shows it.
 * @param localItem when somebody said it all the same.
 */
export function deskDriver(
  { world: { counterpart, peer } }: Stage,
  url: string,
  waiting: Waiting,
  localItem?: string,
): DeskDriver {
  let asked: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    try {
      return await driver.itemOf(await counterpart.submit(plainSubmission(peer.divisionCode)));
    } catch (error) {
      asked = undefined; // the next check asks again
      throw error;
    }
  };
  const driver: DeskDriver = new DeskDriver({
    url,
    waiting,
    localItem: async () => {
      if (localItem !== undefined) return localItem;
      asked ??= ask();
      return asked;
    },
  });
  return driver;
}
