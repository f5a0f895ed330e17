import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageKey } from '#crypto/jose';
import { createRandom, importPrivateKey, importPublicKey } from '#crypto/primitives';
import { readTlsIdentity } from '#crypto/x509/identity';
import { values } from '#proto/schema';
import { CaseRoute } from './case-route.js';
import { CertificateWork } from './certificates/certificate-work.js';
import { Rounds } from './certificates/rounds.js';
import { readSealTrust, SealsSchema } from './certificates/seal-trust.js';
import { MAX_KEPT_MS } from './certificates/verdict-cache.js';
import { systemClock, systemElapsed } from './clock.js';
import { HubClient } from './hub-client.js';
import { Incoming } from './incoming.js';
import { Journal } from './journal.js';
import type { ConnectorLog } from './log.js';
import { readLogs } from './log-keys.js';
import { LogWatches } from './log-watches.js';
import type { MappingTables } from './mapping/index.js';
import { Outgoing } from './outgoing.js';
import { PeerKeys } from './peer-keys.js';
import type { Province } from './province.js';
import { ReceivedNumbers } from './received-numbers.js';
import { CatalogueCopy } from './reference/catalogue-copy.js';
import { CatalogueDoubts } from './reference/catalogue-doubts.js';
import { ReferenceCopy } from './reference/reference-copy.js';
import { Sync } from './reference/sync.js';
import { Signer } from './signer.js';

/** What every connector is told at start; the province's own settings stand in `province`. */
export const ConnectorConfigSchema = z.strictObject({
  platform: values.peerId,
  hub: z.strictObject({
    id: values.peerId,
    /** host:port of the gRPC interface. */
    address: z.string(),
    /** host:port of each process of the hub, when there are several: certificates are asked for over a line to each. */
    processes: z.array(z.string()).max(16).default([]),
    /** The log key that receipts must end in, as C2SP vkey; while the log changes its key, a list with the old and the new one. */
    logVkey: z.union([z.string(), z.array(z.string()).min(1).max(4)]),
    /** Once the log must be supposed to have forked: nothing more is sent, or everything all the same. */
    whenForked: z.enum(['HOLD', 'GO_ON']).default('HOLD'),
    /** How long the hub may owe a proof that its log is the one of before. */
    proofLimitMs: z.int().min(1_000).max(86_400_000).default(900_000),
    /** SubjectPublicKeyInfo in base64 of the keys that sign dispatch statements. */
    statementKeys: z.array(z.strictObject({ kid: z.string(), publicKey: z.base64() })),
    /** How often the connector asks for mappings, code tables and catalogue, and tells which codes it cannot map. */
    syncMs: z.int().min(50).default(60_000),
    /** How long an act may be missing behind later ones of its sender before that is an alarm. */
    gapAlarmMs: z.int().min(1_000).default(900_000),
    /** How often it fetches status lists and keys for windows without a network; at most so far apart. */
    statusRefreshMs: z.int().min(50).max(3_600_000).default(30_000),
    /** Whose part of the implementation list it keeps: its own divisions, and those it sends to. All of it when there are none. */
    divisions: z.array(values.divisionCode).max(1_000).default([]),
  }),
  /** PEM files; or certificate and key in one PKCS#12 file, and a file that holds nothing but its password. */
  tls: z.strictObject({
    ca: z.string(),
    certificate: z.string().default(''),
    key: z.string().default(''),
    pkcs12: z.string().default(''),
    pkcs12PasswordFile: z.string().default(''),
  }),
  /** Whose seals on certificates' files are believed. */
  seals: SealsSchema,
  /** How long verdicts on certificates of others may be kept and given again, milliseconds; none are, unless it is said. */
  verdictCacheMs: z.int().min(0).max(MAX_KEPT_MS).default(0),
  /** PKCS#8 PEM file: the province's signing key. */
  messageKey: z.string(),
  /** Where the journal lies. */
  dataDir: z.string(),
  province: z.record(z.string(), z.unknown()),
});

export type ConnectorConfig = z.output<typeof ConnectorConfigSchema>;

/** Proofs between checkpoints are asked for so often, at most. */
const WATCH_MS = 1_000;

export interface RunningConnector {
  close(): Promise<void>;
}

/** The hub, with the connector's TLS identity. */
export async function connectToHub({ hub, tls }: ConnectorConfig, address = hub.address): Promise<HubClient> {
  return new HubClient({
    address,
    ca: await readFile(tls.ca, 'utf8'),
    ...(await readTlsIdentity(tls)),
  });
}

/**
 * Puts a connector together: the province on one side, the hub on the other, the journal between. The province's mapping is
 * followed and closed with it.
 */
export async function startConnector(
  config: ConnectorConfig,
  province: Province,
  maps: MappingTables,
  log: ConnectorLog,
): Promise<RunningConnector> {
  const { platform, hub } = config;
  const client = await connectToHub(config);
  const key = messageKey(importPrivateKey(await readFile(config.messageKey, 'utf8')));
  const journal = await Journal.open(join(config.dataDir, 'journal'));
  const signer = new Signer(platform, hub.id, key);
  const peerKeys = new PeerKeys(client);
  const random = createRandom();
  const hubKeys = new Map(
    hub.statementKeys.map((each) => [each.kid, importPublicKey(Buffer.from(each.publicKey, 'base64'))]),
  );
  const logs = readLogs(hub.logVkey);
  const logView = await LogWatches.open({
    ...{ logs, client, dataDir: config.dataDir, clock: systemClock, log },
    ...{ whenForked: hub.whenForked, proofLimitMs: hub.proofLimitMs },
  });
  const shared = { signer, client, hubKeys, peerKeys, logView, province, clock: systemClock, log };
  const copy = await ReferenceCopy.open(config.dataDir);
  const catalogue = await CatalogueCopy.open(config.dataDir, hub.divisions);
  const doubts = new CatalogueDoubts({ copy, catalogue, clock: systemClock, log });
  const route = new CaseRoute({ ...shared, beforeSigning: (act) => doubts.voice(act) });
  const outgoing = new Outgoing({
    ...{ ...shared, journal, route },
    checkMaySend: () => logView.checkMaySend(),
  });
  const watching = new Rounds(() => logView.round(), {
    everyMs: WATCH_MS,
    random,
    log,
    what: 'watch the log',
  });
  const { gapAlarmMs } = hub;
  const received = await ReceivedNumbers.open({
    ...{ dataDir: config.dataDir, gapAlarmMs },
    clock: systemClock,
    log,
  });
  const incoming = new Incoming({ ...shared, received });
  const processes = await connectToProcesses(config, client);
  const { certificates } = province;
  const certificateWork =
    certificates &&
    (await CertificateWork.open({
      ...{ ...shared, certificates, processes, key, random, elapsed: systemElapsed },
      ...{ dataDir: config.dataDir, statusRefreshMs: hub.statusRefreshMs },
      ...{ seals: await readSealTrust(config.seals), verdictCacheMs: config.verdictCacheMs },
    }));
  const takeApproved = () =>
    maps.takeApproved(
      copy.mappings.map((each) => copy.pathOf(each)),
      log,
    );
  const sync = new Sync({
    ...{ client, copy, catalogue, clock: systemClock, log },
    ...{ dataDir: config.dataDir, everyMs: hub.syncMs, divisions: hub.divisions, onMappings: takeApproved },
  });
  const closeAll = async () => {
    await province.close();
    await Promise.all([incoming.close(), outgoing.close(), sync.close(), certificateWork?.close()]);
    received.close();
    await watching.close();
    await logView.keep();
    client.close();
    for (const each of processes.values()) each.close();
    await maps.close();
    await catalogue.close();
  };
  let closing: Promise<void> | undefined;
  // Once: by a second time another connector may work in the folder.
  const close = () => (closing ??= closeAll());
  try {
    await maps.start(config.dataDir, log);
    if (copy.mappings.length > 0) await takeApproved();
    sync.start();
    watching.start();
    outgoing.start();
    incoming.start();
    await certificateWork?.start();
    await province.start((act) => outgoing.accept(act));
  } catch (error) {
    await close();
    throw error;
  }
  log.info({ platform, waiting: await journal.size() }, 'connector is running');
  return { close };
}

/** One connection to each process, for a line of its own; without any, the line shares that of the other calls. */
async function connectToProcesses(
  config: ConnectorConfig,
  client: HubClient,
): Promise<Map<string, HubClient>> {
  const { address, processes } = config.hub;
  if (processes.length === 0) return new Map([[address, client]]);
  const found = new Map<string, HubClient>();
  for (const each of new Set(processes)) found.set(each, await connectToHub(config, each));
  return found;
}
