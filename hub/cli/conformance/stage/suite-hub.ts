import { join } from 'node:path';
import { loadConfig, readCertificatePowers, readCertificateRules } from '#config';
import { hex } from '#crypto/primitives';
import { type HubMaterial, type RunningHub, startHub } from '#hub/main';
import { createLogger } from '#hub/observe';
import type { Runtime } from '#hub/runtime';
import { type TemporaryDatabase, temporaryDatabase } from '#hub/store';
import { startEmbedded } from '#hub/store/embedded';
import type { Interference } from './interference.js';

/** A server of the suite's own, and databases in it that are gone afterwards. */
export interface SuiteDatabases {
  /** @param purpose a word for its name. */
  make(purpose: string): Promise<string>;
  /** Drops what was made, and ends the server if the suite started it. */
  close(): Promise<void>;
}

/** Far enough below the 63 bytes that PostgreSQL reads of a name. */
const LONGEST_NAME = 24;

/** @param serverUrl empty: the embedded server, in the folder. @param peerId stands in the names, for whoever finds them. */
export async function openDatabases(
  serverUrl: string,
  folder: string,
  peerId: string,
  runtime: Runtime,
): Promise<SuiteDatabases> {
  const embedded = serverUrl === '' ? await startEmbedded(folder) : undefined;
  const url = embedded?.url ?? serverUrl;
  const made: TemporaryDatabase[] = [];
  return {
    make: async (purpose) => {
      const name = `conformance_${peerId.slice(0, LONGEST_NAME)}_${purpose}_${hex(runtime.random(6))}`;
      const database = await temporaryDatabase(url, name);
      made.push(database);
      return database.url;
    },
    close: async () => {
      try {
        for (const database of made) await database.drop();
      } finally {
        await embedded?.stop();
      }
    },
  };
}

/**
 * What a refused dispatch waits before it comes again is short, and it comes again for as long as the suite runs: what is
 * tested is the peer, not its patience.
 */
const SETTINGS = [
  ...['grpc', 'rest', 'open'].map((name) => `listen.${name}.port=0`),
  ...['dispatch.leaseMs=10000', 'dispatch.backoffMs=100', 'dispatch.backoffMaxMs=1000'],
  ...['dispatch.maxAttempts=100000', 'limits.refusalBurst=100000'],
];

/** The hub of `tongban serve`, in this process; only what goes to the peer under test passes through other hands. */
export async function startSuiteHub(parts: {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly material: HubMaterial;
  readonly interference: Interference;
  readonly runtime: Runtime;
}): Promise<{ readonly hub: RunningHub; readonly clockWindowMs: number }> {
  const { databaseUrl, folder, material, interference, runtime } = parts;
  const config = loadConfig({ environment: { TONGBAN_DATA_DIR: folder }, overrides: SETTINGS });
  const hub = await startHub({
    config,
    databaseUrl,
    material,
    logger: createLogger('info', join(folder, 'logs', 'hub.log')),
    runtime,
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
    wrapServices: (honest) => interference.wrap(honest),
  });
  return { hub, clockWindowMs: config.limits.clockWindowMs };
}
