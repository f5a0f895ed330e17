import { cpus, totalmem } from 'node:os';
import type { BenchSuite } from './scenarios.js';
import type { Row } from './spec.js';

export interface Components {
  /** On one core. */
  readonly verifyPerSecond: Readonly<Record<BenchSuite, number>>;
  /** Credentials checked by a window without a network. */
  readonly offlinePerSecond: Readonly<Record<BenchSuite, number>>;
  readonly echoPerSecond: number;
  readonly insertPerSecond: number;
}

const COLUMNS: readonly [string, number, (row: Row) => string | number][] = [
  ['scenario', 20, (row) => row.scenario],
  ['transport', 10, (row) => row.transport],
  ['suite', 8, (row) => row.suite],
  ['per second', 11, (row) => row.perSecond],
  ['p50 ms', 8, (row) => row.p50Ms],
  ['p99 ms', 8, (row) => row.p99Ms],
  ['bare', 8, (row) => row.ceilingPerSecond ?? '–'],
  ['ratio', 7, (row) => row.ratio ?? '–'],
  [
    'CPU µs client/hub/pg/issuer',
    29,
    ({ cpuUs: { client, hub, postgres, issuer } }) =>
      [client, hub, postgres, ...(issuer > 0 ? [issuer] : [])].join('/'),
  ],
  ['hub MB', 7, (row) => row.hubMemoryMb],
];

export function printTable(rows: readonly Row[], components: Components, peakMb: number): void {
  const [cpu] = cpus();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say('');
  say(
    'Submissions: verified, durable (fsync on), logged, acknowledged with proof. Uses of certificates (STATUS, FIND, DATA):',
  );
  say(
    'verified, decided, counted, in the ledger and the log, answered with a signed statement; DATA by way of the issuing platform.',
  );
  say(
    `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node.js ${process.version}; client, hub and PostgreSQL share them.`,
  );
  say('');
  say(COLUMNS.map(([title, width]) => title.padStart(width)).join(''));
  for (const row of rows) say(COLUMNS.map(([, width, value]) => String(value(row)).padStart(width)).join(''));
  say('');
  say(
    'Components alone: ' +
      [
        `Ed25519 ${components.verifyPerSecond.ED25519} verifications/s on one core`,
        `SM2 ${components.verifyPerSecond.SM2}/s`,
        `a shown certificate and its status checked offline ${components.offlinePerSecond.ED25519}/s, SM2 ${components.offlinePerSecond.SM2}/s`,
        `gRPC echo ${components.echoPerSecond}/s (both ends in one process)`,
        `insert of the five rows ${components.insertPerSecond}/s in batches of 128`,
      ].join(', ') +
      '.',
  );
  say(
    `The bare pipeline (column bare) is each row's ceiling. Hub memory at its highest: ${Math.round(peakMb)} MB.`,
  );
}
