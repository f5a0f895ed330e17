import { join } from 'node:path';
import {
  type Config,
  readCalendars,
  readCodeTables,
  readCommitments,
  readDivisions,
  readTimeLimits,
} from '#config';
import { keyIdOf, type MessageKey } from '#crypto/jose';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { SignaturePool } from '#hub/access';
import { openApp } from '#hub/console';
import { Dispatcher, InboxWatch, OpenLines, Wakeups } from '#hub/dispatch';
import {
  ApplicantTags,
  AuditedEvidence,
  Auditors,
  CaseMaterials,
  CaseProgress,
  CaseReading,
  CaseSearch,
  CatalogueChanges,
  type CertificateRules,
  Certificates,
  CodeTables,
  Consultations,
  Door,
  DueActs,
  type DueActsParts,
  type EarlyActParts,
  EarlyActs,
  enterOwnKey,
  Files,
  type FixedRules,
  HolderTags,
  HubSigner,
  InboxClaims,
  IntakeGranting,
  LifeEvents,
  logDirectory,
  Mappings,
  MaterialReferences,
  OwnActs,
  type OwnKey,
  PresentationCodes,
  Ratings,
  Recorder,
  Statistics,
  StatusLists,
  Supervision,
  UseFiles,
  watchRules,
} from '#hub/exchange';
import { startGrpc } from '#hub/grpc';
import { type LogKeys, type LogPolicies, logSigners, openLog, type TimeStamping } from '#hub/log';
import { createMetrics, type Logger } from '#hub/observe';
import { auditorDoor, httpDoor, keySet, listen, logFiles, openApiDocument, restApp } from '#hub/rest';
import type { Runtime } from '#hub/runtime';
import {
  Announcer,
  APP_ROLE,
  type Database,
  FileBlobFolder,
  FileUseFolders,
  INBOX_CHANNEL,
  openDatabase,
} from '#hub/store';
import { type HubServices, mutualTls, serverTls, type TlsMaterial } from '#hub/wire';
import type { Draft } from '#proto/schema';

/** The hub's secrets and its TLS identity, already read from wherever they are kept. */
export interface HubMaterial extends LogKeys {
  /** Signs dispatch statements. */
  readonly messageKey: MessageKey & { readonly validFrom: number; readonly validTo: number };
  /** 32 bytes: names holders of certificates, and makes the codes that they show. */
  readonly holderTagKey: Uint8Array;
  readonly tls: TlsMaterial;
}

export interface HubParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly material: HubMaterial;
  readonly logger: Logger;
  readonly runtime: Runtime;
  /** What may be issued, recognised and used. */
  readonly certificateRules: CertificateRules;
  /** Whom the log is shown to before it is published. */
  readonly logPolicy?: LogPolicies;
  /** Who stamps what is published. */
  readonly timeStamping?: TimeStamping | undefined;
  /** For tests: stands between the hub and its database. */
  readonly wrapDatabase?: (db: Database) => Database;
  /** For the conformance suite: stands between the transports and what they serve. */
  readonly wrapServices?: (honest: HubServices) => HubServices;
}

export interface RunningHub {
  /** `audit` is 0 when that door is not opened. */
  readonly ports: {
    readonly grpc: number;
    readonly rest: number;
    readonly open: number;
    readonly audit: number;
  };
  readonly services: HubServices;
  readonly dueActs: DueActs;
  /** Lets the hub do something by itself now. @throws HubError when that is not possible as the case stands. */
  act(draft: Draft): Promise<void>;
  /** Lets everything under way end, and gives the log up to another process. */
  close(): Promise<void>;
}

/** A connection is told to go and come back after this long, so that load spreads over processes. */
const CONNECTION_AGE_MS = 3_600_000;

/** Puts the hub together and opens its doors. The database is migrated already. */
export async function startHub(parts: HubParts): Promise<RunningHub> {
  const { config, material, logger, runtime } = parts;
  const { hub, limits, batches, dispatch, exchange } = config;
  const onError = (error: Error) => logger.warn({ err: error }, 'recovering');
  const metrics = createMetrics();

  const opened = openDatabase({
    url: parts.databaseUrl,
    poolSize: config.database.poolSize,
    role: APP_ROLE,
    onError,
  });
  const db = parts.wrapDatabase?.(opened) ?? opened;
  const announcer = new Announcer(db, onError);
  const divisions = readDivisions();
  await enterOwnKey(db, hub.id, ownKey(material.messageKey), runtime);
  const rules = await watchRules(db, { divisions, ...readRules(config) }, onError);
  const signersOf = (origin: string) => logSigners(origin, material);
  const log = await openLog({
    db,
    announcer,
    ...{ origin: hub.logOrigin, hubId: hub.id, newId: runtime.newId },
    signersOf: (origin) => signersOf(origin).sha256,
    ...(config.sm3.tree
      ? { sm3: { signersOf: (origin) => signersOf(origin).sm3, bindEveryMs: config.sm3.bindEveryMs } }
      : {}),
    maxLeaves: batches.maxLeaves,
    backlogLimit: limits.logBacklog,
    ...(parts.logPolicy === undefined ? {} : { publishing: { ...config.witnessing, ...parts.logPolicy } }),
    highWaterFile: (origin) =>
      join(config.dataDir, 'log', `${hex(sha256(utf8(origin))).slice(0, 16)}.checkpoint`),
    timeStamping: parts.timeStamping,
    now: runtime.now,
    elapsed: runtime.elapsed,
    random: runtime.random,
    onAlarm: (text) => logger.error(`ALARM log: ${text}`),
    onCatchUp: (size, of) => logger.info({ size, of }, 'bringing the SM3 tree up to the log'),
    onError,
  });
  await logDirectory(db, hub.id, runtime);
  const signatures = new SignaturePool(batches.verifyWorkers);
  const tags = new HolderTags(material.holderTagKey);
  const references = new MaterialReferences(parts.certificateRules, tags);
  const applicants = new ApplicantTags(tags, runtime);
  const recorder = new Recorder(
    { db, announcer, rules, log, runtime, references, applicants },
    {
      hubId: hub.id,
      clockWindowMs: limits.clockWindowMs,
      intakeGrants: exchange.intakeGrants,
      holdsEarlyActs: exchange.earlyActs.heldForMs > 0,
    },
  );
  const signer = new HubSigner(hub.id, material.messageKey, runtime);
  const ownActs = new OwnActs({ hubId: hub.id, signer, signatures, rules, runtime });
  const onWarned: DueActsParts['onWarned'] = (warning) => {
    metrics.clockWarned(warning.clock, warning.level);
    if (warning.escalateTo.includes('HUB_OPERATOR'))
      logger.error(warning, 'ALARM clock: a time limit comes to its end');
  };
  const onRefused: EarlyActParts['onRefused'] = (refusal) => {
    metrics.earlyAct('REFUSED');
    logger.error(refusal, 'ALARM order: an act that came too early was refused');
  };
  const earlyActs = new EarlyActs(
    { db, ownActs, signatures, rules, runtime, onEarly: metrics.earlyAct, onRefused },
    { hubId: hub.id, ...exchange.earlyActs },
  );
  const dueActs = new DueActs(
    { db, rules, ownActs, earlyActs, recorder, runtime, onError, onWarned },
    config.dueActs,
  );
  const door = new Door(
    { rules, signatures, recorder, earlyActs, log, runtime },
    { hubId: hub.id, ...limits, maxBatch: batches.maxMessages, minGapMs: batches.minGapMs },
  );
  const reading = new CaseReading(db, log);
  const search = new CaseSearch(db, applicants);
  const materials = new CaseMaterials({
    db,
    reading,
    certificateRules: parts.certificateRules,
    now: runtime.now,
  });
  const folder = new FileBlobFolder(join(config.dataDir, 'files'));
  const files = new Files(
    { db, folder, runtime, onForgotten: (count) => metrics.filesForgotten(count), onError },
    limits,
  );
  const mappings = new Mappings(
    { db, files, rules, signatures, runtime },
    { hubId: hub.id, clockWindowMs: limits.clockWindowMs },
  );
  const intakeGranting = new IntakeGranting(
    { db, rules, signatures, runtime },
    { hubId: hub.id, clockWindowMs: limits.clockWindowMs },
  );
  const catalogue = new CatalogueChanges({ db, divisions, runtime }, hub.logOrigin);
  const codeTables = new CodeTables(readCodeTables(divisions));
  const claims = new InboxClaims(db, runtime, dispatch, (buried) => {
    metrics.deadLetter(buried.recipient);
    logger.error(buried, 'ALARM dead letter: the case waits until an operator puts it back');
  });
  const dispatcher = new Dispatcher({ claims, log, signer });
  const lines = new OpenLines(config.certificates.issuerWaitMs);
  const certificates = new Certificates(
    {
      db,
      rules,
      certificateRules: parts.certificateRules,
      tags,
      codes: new PresentationCodes(material.holderTagKey),
      signatures,
      log,
      lines,
      signer,
      runtime,
      onError,
      onFishing: (alarm) => {
        metrics.fishing(alarm.platform, alarm.sign);
        logger.error(alarm, 'ALARM certificates: a platform asks for more than its limit');
      },
    },
    {
      hubId: hub.id,
      ...limits,
      ...config.certificates,
      maxBatch: batches.maxMessages,
      minGapMs: batches.minGapMs,
    },
  );
  const folders = new FileUseFolders(join(config.dataDir, 'certificate-files'));
  const useFiles = new UseFiles({ db, folders, runtime, onError }, config.certificates.fileBytes);
  const statusLists = new StatusLists({ db, rules, log, runtime }, { hubId: hub.id, ...limits });
  const wakeups = new Wakeups();
  const inboxListener = await db.listen([INBOX_CHANNEL], (_channel, recipient) => wakeups.heard(recipient));
  const inboxWatch = new InboxWatch({
    claims,
    runtime,
    alarmAfterMs: dispatch.alarmAfterMs,
    onSummary: ({ recipient, waiting, dead }) => metrics.inbox(recipient, waiting, dead),
    onAlarm: (alarm) =>
      logger.error(alarm, 'ALARM inbox overdue: the recipient does not take its dispatches'),
    onError,
  });

  const honest: HubServices = {
    identity: {
      hubId: hub.id,
      get logOrigin() {
        return log.origin;
      },
      get logVkey() {
        return signersOf(log.origin).sha256.own[0].vkey;
      },
      get logVkeySm2() {
        return signersOf(log.origin).sha256.besides[0].vkey;
      },
      keys: [signingKey(material.messageKey)],
    },
    door,
    reading,
    search,
    materials,
    progress: new CaseProgress({ reading, rules, now: runtime.now }),
    ratings: new Ratings({ db, reading, rules }),
    supervision: new Supervision({ db, rules, runtime }),
    consultations: new Consultations({ db, reading, rules }),
    statistics: new Statistics(db),
    lifeEvents: new LifeEvents({ db, rules }),
    claims,
    dispatcher,
    wakeups,
    files,
    mappings,
    intakeGranting,
    certificates,
    statusLists,
    useFiles,
    lines,
    catalogue,
    codeTables,
    log,
    rules,
    runtime,
  };
  const services = parts.wrapServices?.(honest) ?? honest;
  const grpc = await startGrpc(
    services,
    {
      ...config.listen.grpc,
      tls: material.tls,
      connections: limits.connections,
      requestTimeoutMs: limits.requestTimeoutMs,
      leaseMs: dispatch.leaseMs,
      maxConnectionAgeMs: CONNECTION_AGE_MS,
    },
    metrics,
    logger,
  );
  const sinks = { metrics, logger, runtime };
  const rest = await listen(
    restApp(services, sinks),
    { ...config.listen.rest, ...limits },
    mutualTls(material.tls, limits.requestTimeoutMs),
  );
  const auditors = new Auditors({ db, runtime, hubId: hub.id });
  const evidence = new AuditedEvidence({
    ...{ db, reading, runtime, hubId: hub.id },
    directory: () => rules.current().directory,
  });
  const audit =
    config.listen.audit.host === ''
      ? undefined
      : await listen(
          auditorDoor({ auditors, evidence, logFiles: logFiles(log) }, sinks),
          { ...config.listen.audit, ...limits },
          serverTls(material.tls, limits.requestTimeoutMs),
        );
  const pages = openApp({
    logFiles: logFiles(log),
    keySet: keySet(services),
    openApi: openApiDocument(),
    metrics: async () => {
      metrics.log({
        waiting: log.backlog(),
        isLeading: log.isLeading(),
        unwitnessedMs: log.unwitnessedMs(),
        unstampedMs: log.unstampedMs(),
        restampDueMs: log.restampDueMs(),
      });
      return { contentType: metrics.registry.contentType, body: await metrics.registry.metrics() };
    },
    isReady: () => isReady(db, services),
  });
  const open = await listen(
    httpDoor(sinks, (app) => app.route('/', pages)),
    { ...config.listen.open, ...limits },
  );

  return {
    ports: { grpc: grpc.port, rest: rest.port, open: open.port, audit: audit?.port ?? 0 },
    services,
    dueActs,
    act: async ({ type, body }) => {
      const [recorded] = await recorder.record([await ownActs.prepare(type, body)]);
      if (recorded?.kind === 'refused') throw recorded.error;
    },
    close: async () => {
      await Promise.all([lines.close(), grpc.close(), rest.close(), open.close(), audit?.close()]);
      await Promise.all([
        door.drain(),
        dueActs.close(),
        certificates.close(),
        files.close(),
        useFiles.close(),
      ]);
      inboxWatch.close();
      await inboxListener.close();
      await log.close();
      await rules.close();
      await signatures.close();
      await db.close();
    },
  };
}

async function isReady(db: Database, services: HubServices): Promise<boolean> {
  try {
    await db.query({ text: 'select 1' });
    return !services.log.isBehind();
  } catch {
    return false; // the database cannot be reached, which is the answer
  }
}

/** Which days are working days, how long things may take, and what may rest on a commitment. @throws ConfigError. */
function readRules({ timeLimits, commitments }: Config): Omit<FixedRules, 'divisions'> {
  const file = (path: string) => (path === '' ? undefined : path);
  return {
    calendars: readCalendars({ folder: file(timeLimits.calendars) }),
    timeLimits: readTimeLimits(file(timeLimits.rules)),
    commitments: readCommitments(file(commitments.rules)),
  };
}

function signingKey(own: HubMaterial['messageKey']): HubServices['identity']['keys'][number] {
  const key = ownKey(own);
  return { kid: keyIdOf(key), ...key, revokedAt: null };
}

function ownKey({ key, validFrom, validTo }: HubMaterial['messageKey']): OwnKey {
  const { suite, spki } = key.publicKey;
  return { suite, spki, validFrom, validTo };
}
