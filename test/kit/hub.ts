import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { loadConfig } from '#config';
import { ed25519Signer, type NoteSigner, type TrustPolicy } from '#crypto/tlog';
import type { PeerKey } from '#domain/directory';
import { DevelopmentNetwork, readTimeStamping, registerSampleNetwork, withDatabase } from '#hub/cli';
import { type CertificateRules, changeDirectory } from '#hub/exchange';
import { type RunningHub, startHub } from '#hub/main';
import { createLogger, type Logger } from '#hub/observe';
import { type Runtime, systemRuntime } from '#hub/runtime';
import { freshDatabase, type TestDatabase } from './database.js';
import { SAMPLE_RULES } from './electronic-certificates.js';
import { eventually } from './eventually.js';
import { FaultyDatabase } from './faulty-database.js';
import { TestPeer } from './peer.js';

export interface TestHub {
  readonly database: TestDatabase;
  readonly faults: FaultyDatabase;
  readonly running: RunningHub;
  /** The plain HTTP door: log files, API reference, health, metrics. */
  readonly openUrl: string;
  /** The prefix of the log's C2SP paths. */
  readonly logUrl: string;
  /** Where uploaded files are kept. */
  readonly dataDir: string;
  /** A platform with its connections. Guangdong and Henan are registered; any other has a certificate, but is a stranger. */
  peer(peerId: string): Promise<TestPeer>;
  /** Makes a stranger a peer that may do everything, once the hub knows it. @param divisionCode that it serves; none when absent. */
  register(peerId: string, divisionCode?: string): Promise<void>;
  /** Ends this hub process only; its database lives on for another. */
  stop(): Promise<void>;
  /** What an operator does to register a key, or to change until when it is good. The hub hears of it a moment later. */
  registerKey(key: PeerKey): Promise<void>;
  close(): Promise<void>;
}

export interface TestHubOptions {
  /** `path.to.setting=value`, as on the command line. */
  readonly settings?: readonly string[];
  readonly runtime?: Partial<Runtime>;
  readonly logger?: Logger;
  /** Types, issuers and recognition; those of the tests when absent. */
  readonly certificateRules?: CertificateRules;
  /** Whom the log is shown to before it is published, made for the log's own key. */
  readonly logPolicy?: (log: NoteSigner) => Promise<TrustPolicy>;
  /** Another hub process on the same database. */
  readonly beside?: TestHub;
  /** Made by the test, dropped with the hub. */
  readonly database?: TestDatabase;
  /** The way to the database, for a test that cuts it. */
  readonly databaseUrl?: (direct: string) => Promise<string>;
}

/** A division that is nobody's, so that whoever belongs to it connects no place. */
const NOWHERE = '870000';

/** No entries of the log's own among those that a test counts, however long it takes. */
export const QUIET_TREES = 'sm3.bindEveryMs=3600000';

/** A whole hub in this process: real PostgreSQL, real TLS, real sockets, on ports of the system's choice. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const database = options.beside?.database ?? options.database ?? (await freshDatabase());
  const dataDir = options.beside?.dataDir ?? mkdtempSync(join(tmpdir(), 'tongban-hub-'));
  const ports = ['grpc', 'rest', 'open'].map((name) => `listen.${name}.port=0`);
  const config = loadConfig({
    environment: { TONGBAN_DATA_DIR: dataDir },
    overrides: [...ports, QUIET_TREES, ...(options.settings ?? [])],
  });
  const runtime: Runtime = { ...systemRuntime(), ...options.runtime };
  const network = new DevelopmentNetwork(inject('keyFolder'), runtime);
  const material = await network.hubMaterial([]);
  const logPolicy = await options.logPolicy?.(ed25519Signer(config.hub.logOrigin, material.logEd25519));
  let faults: FaultyDatabase | undefined;
  const running = await startHub({
    config,
    databaseUrl: (await options.databaseUrl?.(database.url)) ?? database.url,
    material,
    ...(logPolicy === undefined ? {} : { logPolicy: { policy: logPolicy } }),
    logger: options.logger ?? createLogger('silent'),
    runtime,
    certificateRules: options.certificateRules ?? SAMPLE_RULES,
    timeStamping: await readTimeStamping(config),
    wrapDatabase: (db) => {
      faults = new FaultyDatabase(db);
      return faults;
    },
  });
  if (faults === undefined) throw new Error('the hub did not take the database it was given');
  const peers: TestPeer[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= running.close();
    return stopped;
  };
  return {
    database,
    faults,
    running,
    openUrl: `http://127.0.0.1:${running.ports.open}`,
    logUrl: `http://127.0.0.1:${running.ports.open}/log`,
    dataDir,
    peer: async (peerId) => {
      const suite = peerId === 'guangdong' ? 'SM2' : 'ED25519';
      const peer = new TestPeer(await network.peerMaterial(peerId, suite), running.ports);
      peers.push(peer);
      return peer;
    },
    register: async (peerId, divisionCode = NOWHERE) => {
      const peer = { peerId, name: peerId, uscc: '', divisionCode, suite: 'ED25519' } as const;
      await withDatabase(database.url, (db) =>
        registerSampleNetwork(db, network, { note: '', peers: [peer] }, runtime),
      );
      const { rules } = running.services;
      await eventually(() => {
        if (rules.current().directory.keysOf(peerId).length === 0) throw new Error(`${peerId} is not known`);
      });
    },
    stop,
    registerKey: (key) =>
      withDatabase(database.url, (db) =>
        changeDirectory(db, { enteredBy: 'tester', runtime }, async (book) => book.key(key)),
      ),
    close: async () => {
      for (const peer of peers) peer.close();
      await stop();
      if (options.beside !== undefined) return;
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
