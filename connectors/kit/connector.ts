import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageKey } from '#crypto/jose';
import { importPrivateKey, importPublicKey } from '#crypto/primitives';
import { ed25519Verifier } from '#crypto/tlog';
import { readTlsIdentity } from '#crypto/x509/identity';
import { values } from '#proto/schema';
import { systemClock } from './clock.js';
import { HubClient } from './hub-client.js';
import { Incoming } from './incoming.js';
import { Journal } from './journal.js';
import type { ConnectorLog } from './log.js';
import type { MappingTables } from './mapping/index.js';
import { Outgoing } from './outgoing.js';
import type { Province } from './province.js';
import { CatalogueCopy } from './reference/catalogue-copy.js';
import { CatalogueDoubts } from './reference/catalogue-doubts.js';
import { ReferenceCopy } from './reference/reference-copy.js';
import { Sync } from './reference/sync.js';

/** What every connector is told at start; the province's own settings stand in `province`. */
export const ConnectorConfigSchema = z.strictObject({
  platform: values.peerId,
  hub: z.strictObject({
    id: values.peerId,
    /** host:port of the gRPC interface. */
    address: z.string(),
    /** The log key that receipts must end in, as C2SP vkey. */
    logVkey: z.string(),
    /** SubjectPublicKeyInfo in base64 of the keys that sign dispatch statements. */
    statementKeys: z.array(z.strictObject({ kid: z.string(), publicKey: z.base64() })),
    /** How often the connector asks for mappings, code tables and catalogue, and tells which codes it cannot map. */
    syncMs: z.int().min(50).default(60_000),
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
  /** PKCS#8 PEM file: the province's signing key. */
  messageKey: z.string(),
  /** Where the journal lies. */
  dataDir: z.string(),
  province: z.record(z.string(), z.unknown()),
});

export type ConnectorConfig = z.output<typeof ConnectorConfigSchema>;

export interface RunningConnector {
  close(): Promise<void>;
}

/** The hub, with the connector's TLS identity. */
export async function connectToHub({ hub, tls }: ConnectorConfig): Promise<HubClient> {
  return new HubClient({
    address: hub.address,
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
  const logVerifier = ed25519Verifier(hub.logVkey);
  if (logVerifier === undefined) throw new Error('hub.logVkey is not the vkey of an Ed25519 log key');
  const client = await connectToHub(config);
  const key = messageKey(importPrivateKey(await readFile(config.messageKey, 'utf8')));
  const journal = await Journal.open(join(config.dataDir, 'journal'));
  const hubKeys = new Map(
    hub.statementKeys.map((each) => [each.kid, importPublicKey(Buffer.from(each.publicKey, 'base64'))]),
  );
  const shared = { platform, hubId: hub.id, key, client, logVerifier, province, clock: systemClock, log };
  const copy = await ReferenceCopy.open(config.dataDir);
  const catalogue = await CatalogueCopy.open(config.dataDir, hub.divisions);
  const doubts = new CatalogueDoubts({ copy, catalogue, clock: systemClock, log });
  const outgoing = new Outgoing({ ...shared, journal, beforeSigning: (act) => doubts.voice(act) });
  const incoming = new Incoming({ ...shared, hubKeys });
  const takeApproved = () =>
    maps.takeApproved(
      copy.mappings.map((each) => copy.pathOf(each)),
      log,
    );
  const sync = new Sync({
    ...{ client, copy, catalogue, clock: systemClock, log },
    ...{ dataDir: config.dataDir, everyMs: hub.syncMs, divisions: hub.divisions, onMappings: takeApproved },
  });
  const close = async () => {
    await province.close();
    await Promise.all([incoming.close(), outgoing.close(), sync.close()]);
    client.close();
    await maps.close();
    await catalogue.close();
  };
  try {
    await maps.start(config.dataDir, log);
    if (copy.mappings.length > 0) await takeApproved();
    sync.start();
    outgoing.start();
    incoming.start();
    await province.start((act) => outgoing.accept(act));
  } catch (error) {
    await close();
    throw error;
  }
  log.info({ platform, waiting: await journal.size() }, 'connector is running');
  return { close };
}
