import { z } from 'zod';
import { MOST_EARLY_ACTS } from '#domain/case';
import { GRANT_POLICIES } from '#domain/intake';
import { MAX_ISSUER_WAIT_MS } from '#proto/schema';

/** Every setting of a hub, with its default. config/hub.yaml shows the same values with an explanation of each. */

const host = z.string().min(1);
/** 0 lets the system choose. */
const port = z.int().min(0).max(65_535);
const milliseconds = z.int().min(0);
const bytes = z.int().min(1);

function section<S extends z.ZodRawShape>(shape: S) {
  return z
    .strictObject(shape)
    .readonly()
    .prefault({} as never); // every member has a default, which the type of a generic shape cannot say
}

const Listen = section({
  /** Peer platforms over gRPC, mTLS. */
  grpc: section({ host: host.default('127.0.0.1'), port: port.default(7443) }),
  /** Peer platforms over REST, mTLS. */
  rest: section({ host: host.default('127.0.0.1'), port: port.default(8443) }),
  /** Plain HTTP for this machine: the log for auditors, API reference, health, metrics. */
  open: section({ host: host.default('127.0.0.1'), port: port.default(8080) }),
  /** The log over HTTPS for auditors with a token, without client certificates. An empty host: not opened. */
  audit: section({ host: z.string().default(''), port: port.default(8444) }),
});

const Keys = section({
  /** PKCS#8 PEM files; empty: development keys, made at first start in the data folder. */
  message: z.string().default(''),
  logEd25519: z.string().default(''),
  logSm2: z.string().default(''),
  /** What takes the place of a log key while it is being changed: every checkpoint then bears the lines of both. */
  nextLogEd25519: z.string().default(''),
  nextLogSm2: z.string().default(''),
  /** A file with 64 hex digits: names the holders of certificates without saying who they are. */
  holderTag: z.string().default(''),
});

const Tls = section({
  /** PEM: the authorities whose client certificates are let in. */
  ca: z.string().default(''),
  /** PEM: the hub's certificate with its chain, and its key. Or both in one PKCS#12 file, below. */
  certificate: z.string().default(''),
  key: z.string().default(''),
  /** A PKCS#12 file (.p12, .pfx), and a file that holds nothing but its password. */
  pkcs12: z.string().default(''),
  pkcs12PasswordFile: z.string().default(''),
});

const Limits = section({
  /** How far a message's `iat` may lie from the hub's clock, either way. */
  clockWindowMs: milliseconds.default(300_000),
  /** How long an answer waits for the log before it says `pending`. */
  inclusionWaitMs: milliseconds.default(3_000),
  /** Messages being worked on at once, over all connections; more wait at the door of their connection. */
  messagesInFlight: z.int().min(1).default(2_048),
  /** Unsequenced leaves above which new messages are refused with UNAVAILABLE: nothing may go unlogged. */
  logBacklog: z.int().min(1).default(100_000),
  connections: z.int().min(1).default(1_000),
  /** For a whole REST request; over gRPC, streams both ways apart, from one message of a request to the next. 0: for ever. */
  requestTimeoutMs: milliseconds.default(30_000),
  blobBytes: bytes.default(1024 ** 3),
  /** Uploads that one platform has begun and not finished; beyond it, RATE_LIMITED. */
  openUploads: z.int().min(1).default(256),
  /** How long an unfinished upload is kept after the platform last asked for it. */
  uploadLifeMs: milliseconds.min(60_000).default(604_800_000),
  /** How long a whole file that nothing names is kept after an uploader last asked for it. */
  unnamedFileLifeMs: milliseconds.min(60_000).default(604_800_000),
  /** Refusals logged per peer: this many at once, then this many a second; beyond it, RATE_LIMITED and only counted. */
  refusalBurst: z.int().min(1).default(1_000),
  refusalsPerSecond: z.number().positive().default(50),
});

const Batches = section({
  /** Messages stored in one transaction. */
  maxMessages: z.int().min(1).max(1024).default(192),
  /** Least time between two batches under load; a lone message never waits. */
  minGapMs: milliseconds.default(3),
  /** Leaves sequenced in one commit. */
  maxLeaves: z.int().min(1).max(4096).default(1024),
  /** Threads that check signatures. */
  verifyWorkers: z.int().min(1).max(64).default(2),
});

const Witnessing = section({
  /** A C2SP tlog-policy file: the log's key, its witnesses with their addresses, a quorum. Empty: published without witnesses. */
  policy: z.string().default(''),
  /** Between two publications of a log that grows. */
  publishEveryMs: milliseconds.min(50).default(1_000),
  /** A log that does not grow is shown to its witnesses this often. */
  heartbeatMs: milliseconds.min(1_000).default(600_000),
  witnessTimeoutMs: milliseconds.min(50).default(1_000),
  /** How long the log may grow without enough witnesses before new messages are refused; 0: for ever. */
  unwitnessedLimitMs: milliseconds.default(900_000),
});

/** An authority for time stamps (RFC 3161). */
const TimeStampAuthority = z
  .strictObject({
    name: z.string().regex(/^[\w.-]{1,64}$/),
    url: z.url({ protocol: /^https?$/ }),
    /** Files with the authorities, roots as a rule, that issue its certificate; PEM. */
    certificates: z.array(z.string().min(1)).min(1).readonly(),
    /** Files with their lists of revoked certificates; read again for each stamp. */
    revocationLists: z.array(z.string().min(1)).default([]).readonly(),
    /** Where its lists of revoked certificates are fetched for each stamp, and responders (OCSP, RFC 6960) that are asked. */
    crlUrls: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(8)
      .default([])
      .readonly(),
    ocspUrls: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(8)
      .default([])
      .readonly(),
    /** Whether the places that its certificates name are asked too; it then says where the hub connects to. */
    followCertificates: z.boolean().default(false),
    /** In dots; empty: its choice. */
    policy: z
      .string()
      .regex(/^(?:[0-2](?:\.\d+)+)?$/)
      .default(''),
    digest: z.enum(['sha256', 'sm3']).default('sha256'),
  })
  .readonly();

const TimeStamping = section({
  /** Asked in this order, until one gives a time stamp that verifies. Empty: nobody is asked. */
  authorities: z.array(TimeStampAuthority).max(16).default([]).readonly(),
  /** Between two time stamps of a log that grows. */
  everyMs: milliseconds.min(100).default(3_600_000),
  /** How long one authority is waited for. */
  timeoutMs: milliseconds.min(50).default(10_000),
  /** So long after it was made a time stamp is stamped again: a year. */
  restampAfterMs: milliseconds.min(100).default(31_536_000_000),
  /** And so long before a certificate of it expires, ninety days, though not before half of its time is over. */
  restampBeforeExpiryMs: milliseconds.default(7_776_000_000),
  /** Whatever was stamped last before this moment is stamped again: for when an algorithm weakens. Empty: nothing is. */
  restampOlderThan: z.union([z.literal(''), z.iso.datetime({ offset: true })]).default(''),
});

/** A second tree over the log's entries, SM3 in the place of SHA-256. */
const Sm3 = section({
  /** Whether it is kept. */
  tree: z.boolean().default(true),
  /** A policy.gm with the witnesses of this tree; needs witnessing.policy. Empty: published without witnesses. */
  policy: z.string().default(''),
  /** While the log grows, the roots of both trees are logged this often. */
  bindEveryMs: milliseconds.min(50).default(60_000),
});

const TimeLimits = section({
  /** A folder laid out as config/calendar: which days are working days. Empty: that one. */
  calendars: z.string().default(''),
  /** A file laid out as config/calendar/time-limits.json. Empty: that one. */
  rules: z.string().default(''),
});

const Commitments = section({
  /** A file laid out as config/catalog/commitments.json: which items may be handled on a commitment. Empty: that one. */
  rules: z.string().default(''),
});

const DueActs = section({
  /** How often the hub looks whether something is due that it does by itself. */
  everyMs: milliseconds.min(10).default(500),
  /** For how long acts that a process has taken up are left alone by the others. */
  leaseMs: milliseconds.min(1_000).default(30_000),
  /** How many are taken up at once. */
  batch: z.int().min(1).max(1_024).default(256),
});

const Dispatching = section({
  leaseMs: milliseconds.default(30_000),
  maxAttempts: z.int().min(1).default(12),
  /** Delay after attempt n: backoffMs × 2^(n−1), at most backoffMaxMs. */
  backoffMs: milliseconds.default(1_000),
  backoffMaxMs: milliseconds.default(600_000),
  /** A dispatch waiting longer raises an alarm. */
  alarmAfterMs: milliseconds.default(900_000),
});

const Certificates = section({
  /** How long the platform that answers for a certificate is waited for. */
  issuerWaitMs: milliseconds.max(MAX_ISSUER_WAIT_MS).default(5_000),
  /** How long a presentation code is good for, unless its opening says otherwise. */
  presentationLifeMs: milliseconds.max(300_000).default(60_000),
  /** For each process. At once, and then an hour: of a platform, uses of what is not known, and uses for no case; of one clerk. */
  missesPerHour: z.int().min(1).default(200),
  usesWithoutCasePerHour: z.int().min(1).default(1_000),
  usesPerClerkPerHour: z.int().min(1).default(1_000),
  /** Of a platform, verifications of one certificate: each is a guess. */
  verificationsPerCertificatePerHour: z.int().min(1).default(20),
  /** Of the copy of a certificate's file. */
  fileBytes: bytes.default(20 * 1024 ** 2),
  /** How long the requester may fetch such a copy; then the hub deletes it. */
  fileKeptMs: milliseconds.min(1_000).max(86_400_000).default(3_600_000),
});

export const ConfigSchema = z
  .strictObject({
    hub: section({
      /** The hub's name in `aud` and `iss`. */
      id: z
        .string()
        .regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/)
        .default('tongban-dev'),
      /** Name of the log's tree and of its key: `<host>/audit/<shard>`. */
      logOrigin: z
        .string()
        .regex(/^[^\s+]+$/)
        .default('tongban-dev.localhost/audit/1'),
    }),
    dataDir: z.string().default(''),
    database: section({
      /** Empty: an embedded PostgreSQL in the data folder. */
      url: z.string().default(''),
      poolSize: z.int().min(4).max(100).default(8),
    }),
    listen: Listen,
    keys: Keys,
    tls: Tls,
    limits: Limits,
    batches: Batches,
    witnessing: Witnessing,
    timestamping: TimeStamping,
    sm3: Sm3,
    dispatch: Dispatching,
    timeLimits: TimeLimits,
    commitments: Commitments,
    dueActs: DueActs,
    exchange: section({
      /** Of an item that its deciding platform has granted to nobody: WHERE_GIVEN lets in whoever may submit it, REQUIRED nobody. */
      intakeGrants: z.enum(GRANT_POLICIES).default('WHERE_GIVEN'),
      earlyActs: section({
        /** For how long an act is held back that came before what it builds on; 0: it is refused at once. */
        heldForMs: milliseconds.max(30 * 86_400_000).default(172_800_000),
        /** How many acts of one case are held back at once, and how many of one platform; further ones are refused. */
        mostOfCase: z.int().min(1).max(MOST_EARLY_ACTS).default(16),
        mostOfPeer: z.int().min(1).default(1_000),
      }),
    }),
    certificates: Certificates,
    erasure: section({
      /** How long the contents of a case are kept after its last event; only what is there unlawfully goes before. */
      retentionDays: z.int().min(0).max(36_500).default(1_095),
    }),
    observe: section({
      logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    }),
    language: z.enum(['zh', 'en']).default('zh'),
  })
  .readonly();

export type Config = z.output<typeof ConfigSchema>;
