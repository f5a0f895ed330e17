import { join } from 'node:path';

/**
 * Our own platforms, and how each is started with its connector. One entry for each province; what it is given it need not
 * use.
 */

/** What a sandbox may need of the place where it stands. */
export interface SandboxPlace {
  /** A folder of its own; it is there. */
  readonly folder: string;
  /** What platform and connector know each other by. */
  readonly token: string;
  /** A port of this machine that nobody listens on, for what the platform pushes to its connector. */
  readonly callbackPort: number;
  /** Makes a PostgreSQL database for this platform alone; it is gone afterwards. */
  newDatabase(): Promise<string>;
}

export interface SandboxRecipe {
  /** Options of `tongban sandbox`, beside port, token and data. */
  readonly options: readonly string[];
  /** The `province` of the connector's configuration. @param url the platform's base address. */
  readonly settings: (url: string) => Readonly<Record<string, unknown>>;
}

const QUICK_POLL_MS = 50;

export const SANDBOXES: Readonly<Record<string, (place: SandboxPlace) => Promise<SandboxRecipe>>> = {
  guangdong: async ({ token, callbackPort }) => ({
    options: ['--callback', `http://127.0.0.1:${callbackPort}/callback`],
    settings: (url) => ({ url, token, callbackPort }),
  }),
  henan: async ({ token }) => ({
    options: [],
    settings: (url) => ({ url, licence: token, pollMs: QUICK_POLL_MS }),
  }),
  hunan: async ({ token }) => ({
    options: [],
    settings: (url) => ({ url, appId: 'kstb', appSecret: token, waitMs: 500, pauseMs: QUICK_POLL_MS }),
  }),
  qingxin: async ({ folder }) => {
    const drop = join(folder, 'drop');
    return { options: ['--drop', drop], settings: () => ({ drop, pollMs: QUICK_POLL_MS }) };
  },
  shanxi: async ({ newDatabase }) => {
    const database = await newDatabase();
    return { options: ['--database', database], settings: () => ({ database, pollMs: QUICK_POLL_MS }) };
  },
};
