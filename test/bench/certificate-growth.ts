import { HolderTags } from '#hub/exchange';
import { APP_ROLE, certificates, consents as consentStore, type Database, openDatabase } from '#hub/store';
import { fillDirectory } from './certificate-directory.js';
import {
  ANSWERING,
  certificateIdAt,
  certificateOf,
  consentIdAt,
  holderAt,
  TYPE,
} from './certificate-rows.js';
import { type FillSite, withClient } from './fill.js';
import { fillSite, giveConsents } from './hub-process.js';
import { measure, type Site, type Target } from './measure.js';
import { cpuOfTree } from './process-cpu.js';
import { showBar } from './progress.js';
import type { Scenario } from './scenarios.js';

/** What the directory of certificates weighs, and how fast what a use looks up in it is found. */

export interface LookUp {
  /** Of a batch, by the clock. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of PostgreSQL, for one certificate. */
  readonly cpuUs: number;
}

export interface DirectoryFigures {
  readonly entries: number;
  readonly tablesMb: number;
  readonly indexesMb: number;
  readonly bytesPerEntry: number;
  /** What STATUS looks for, what FIND does, and what DATA does besides. */
  readonly status: LookUp;
  readonly find: LookUp;
  readonly holding: LookUp;
  /** What PostgreSQL does for a batch: nodes of the plans that read a table. */
  readonly plans: readonly string[];
}

/** Certificates in one question, as in a batch of the hub. */
const BATCH = 48;
const DURATION_MS = 4_000;

/** Of the consents, those that are asked for. */
const RECENT = 5_000;

/** Uses signed ahead, as in a run of this many a second. */
export const GROWTH_RATE = { ED25519: 4_000, SM2: 4_000 };

const SIZES = [10_000, 1_000_000, 10_000_000];

const USES = (['STATUS', 'FIND', 'DATA'] as const).map((work): Scenario => {
  return { scenario: work, work, transport: 'stream', suite: 'ED25519', inFlight: 24, measureMs: 4_000 };
});

/** Whole uses at a size: by the clock of a busy machine, and by the processor time of hub and database. */
interface UseFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUs: { readonly hub: number; readonly postgres: number };
}

/** The directory at every size up to `most`. */
export async function measureGrowth(
  site: Site,
  target: Target,
  most: number,
  note: (text: string) => void,
): Promise<(DirectoryFigures & { readonly uses: Readonly<Record<string, UseFigures>> })[]> {
  const rows = [];
  let filled = 0;
  let firstConsent = 0;
  for (const entries of [...SIZES.filter((size) => size < most), most]) {
    const started = performance.now();
    await fillDirectory(fillSite(site), filled, entries, (done) => showBar(done / entries, started));
    filled = entries;
    const uses: Record<string, UseFigures> = {};
    for (const scenario of USES) {
      note(`${entries} entries: ${scenario.work}`);
      const certificates = { certificates: entries, firstConsent };
      firstConsent += await giveConsents(scenario, site, certificates);
      const { load, hubCpuUs, postgresCpuUs } = await measure(scenario, target, site, certificates);
      const cpuUs = {
        hub: Math.round(hubCpuUs / load.answered),
        postgres: Math.round(postgresCpuUs / load.answered),
      };
      uses[scenario.work] = { p50Ms: round(load.p50Ms), p99Ms: round(load.p99Ms), cpuUs };
    }
    note(`${entries} entries: look-ups`);
    rows.push({ ...(await measureDirectory(site, entries, firstConsent)), uses });
  }
  return rows;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}

/** @param lastConsent the end of those that were given for a directory of this size. */
async function measureDirectory(site: Site, entries: number, lastConsent: number): Promise<DirectoryFigures> {
  const filled = fillSite(site);
  const db = openDatabase({ url: site.databaseUrl, poolSize: 1, role: APP_ROLE, onError: () => {} }); // queries report failures
  const tags = new HolderTags(filled.tagKey);
  const chosen = () => Math.floor(Math.random() * entries);
  const batch = <T>(make: () => T) => Array.from({ length: BATCH }, make);
  const ask = (work: () => Promise<readonly unknown[]>) => lookUp(site.postmaster, work);
  try {
    const status = await ask(() =>
      certificates.findCertificates(db, [...new Set(batch(() => certificateIdAt(chosen())))]),
    );
    const held = () => ({ holderTag: tags.of(holderAt(chosen())), typeCode: TYPE });
    const find = await ask(() => certificates.findHeld(db, batch(held), 500));
    const holding = await ask(() =>
      consentStore.findHoldings(
        db,
        batch(() => pairAt(entries, lastConsent - 1 - Math.floor(Math.random() * RECENT))),
      ),
    );
    return {
      entries,
      ...(await sizeOf(db, entries)),
      status,
      find,
      holding,
      plans: await plansOf(filled, tags),
    };
  } finally {
    await db.close();
  }
}

/** A consent, and the certificate that it was filled for. */
function pairAt(entries: number, n: number): consentStore.Holding {
  const consentId = consentIdAt(n);
  return { consentId, certificateId: certificateIdAt(certificateOf(ANSWERING.ED25519, n, entries)) };
}

async function lookUp(postmaster: number, work: () => Promise<readonly unknown[]>): Promise<LookUp> {
  for (let i = 0; i < 50; i++) await work(); // the plan is made, and the code is warm
  const [started, cpu] = [performance.now(), cpuOfTree(postmaster)];
  const times: number[] = [];
  while (performance.now() - started < DURATION_MS) {
    const asked = performance.now();
    const found = await work();
    if (found.length < BATCH / 2) throw new Error(`only ${found.length} of ${BATCH} were found`);
    times.push(performance.now() - asked);
  }
  const cpuUs = (cpuOfTree(postmaster) - cpu) / (times.length * BATCH);
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1));
  return { p50Ms: at(0.5), p99Ms: at(0.99), cpuUs: Number(cpuUs.toFixed(1)) };
}

async function sizeOf(db: Database, entries: number) {
  const [row] = await db.query<{ tables: number; indexes: number }>({
    text: `select sum(pg_table_size(name))::float8 as tables, sum(pg_indexes_size(name))::float8 as indexes
           from unnest(array['certificate', 'certificate_holder']::regclass[]) as name`,
  });
  const { tables = 0, indexes = 0 } = row ?? {};
  return {
    tablesMb: Math.round(tables / 1e6),
    indexesMb: Math.round(indexes / 1e6),
    bytesPerEntry: Math.round((tables + indexes) / entries),
  };
}

/** The settings of the hub's own connections hold, so these are its plans. */
async function plansOf(site: FillSite, tags: HolderTags): Promise<string[]> {
  const statements = await spoken((db) => [
    certificates.findCertificates(db, [certificateIdAt(0)]),
    certificates.findHeld(db, [{ holderTag: tags.of(holderAt(0)), typeCode: TYPE }], 500),
    consentStore.findHoldings(db, [{ consentId: consentIdAt(0), certificateId: certificateIdAt(0) }]),
  ]);
  return withClient(site.databaseUrl, async (client) => {
    for (const method of ['seqscan', 'hashjoin', 'mergejoin'])
      await client.query(`set enable_${method} = off`);
    const plans: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [
        ...(values ?? []),
      ]);
      const lines = rows.map((row) => row['QUERY PLAN'].trim());
      plans.push(...lines.filter((line) => /\b(?:Index|Only|Seq|Heap) Scan\b/.test(line)));
    }
    return plans;
  });
}

type Statement = Parameters<Database['query']>[0];

/** The statements that these questions are, without a database. */
async function spoken(ask: (db: Pick<Database, 'query'>) => Promise<unknown>[]): Promise<Statement[]> {
  const statements: Statement[] = [];
  const ear: Pick<Database, 'query'> = {
    query: async (statement) => {
      statements.push(statement);
      return [];
    },
  };
  await Promise.all(ask(ear));
  return statements;
}
