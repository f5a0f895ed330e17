import { startHunan } from '#connectors/hunan';
import type { ConnectorConfig, ConnectorLog, RunningConnector } from '#connectors/kit';
import { startQingxin } from '#connectors/qingxin';
import { startShanxi } from '#connectors/shanxi';
import type { DeskClient } from '#hub/cli';
import { openHunan } from './hunan-stand.js';
import { openQingxin } from './qingxin.js';
import type { RegisterClient } from './register.js';
import { openShanxi } from './shanxi.js';

/**
 * The platforms that take part only where a test asks for them; the two of the demonstration are always there. One line for
 * each province.
 */

export type Starter = (config: ConnectorConfig, log: ConnectorLog) => Promise<RunningConnector>;

/** What a platform is given. */
export interface StandOptions {
  /** A folder of its own; it is there, and is removed when the platform has closed. */
  readonly folder: string;
  /** Of the test run's PostgreSQL, with the right to make databases. */
  readonly serverUrl: string;
  /** What platform and connector know each other by. */
  readonly token: string;
}

/** A sandbox platform that runs, and what its connector must be told. */
export interface Stand {
  readonly desk: DeskClient;
  readonly register: RegisterClient;
  /** The connector's `province`. */
  readonly settings: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface StandKind {
  readonly start: Starter;
  open(options: StandOptions): Promise<Stand>;
}

export const STANDS = {
  hunan: { start: startHunan, open: openHunan },
  qingxin: { start: startQingxin, open: openQingxin },
  shanxi: { start: startShanxi, open: openShanxi },
} satisfies Record<string, StandKind>;
