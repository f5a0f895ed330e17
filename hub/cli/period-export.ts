import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  bundleReadme,
  CASE_LIST_FILE,
  caseFileOf,
  type FieldGroup,
  formatCaseLine,
  formatPeriod,
  logFoldersOf,
  PERIOD_FILE,
  type Period,
  periodReadme,
  readPeriod,
  withhold,
  writeBundle,
  writeZip,
} from '#crypto/evidence';
import { hex, runningDigest, sha256, utf8 } from '#crypto/primitives';
import type { Directory } from '#hub/access';
import { type CaseReading, caseEvidence } from '#hub/exchange';
import { put } from '#hub/log';
import { cases, type Database } from '#hub/store';

export interface PeriodExport {
  readonly db: Database;
  readonly reading: Pick<CaseReading, 'audited'>;
  readonly directory: Directory;
  readonly hub: string;
  readonly period: cases.CasePeriod;
  /** Groups of fields that are left out, in their order. */
  readonly without: readonly FieldGroup[];
  readonly folder: string;
  /** Origins of the logs that are in it, the first first. */
  readonly logs: readonly string[];
  /** Told of each case that has been written. */
  readonly onCase: () => void;
}

/** The folder holds another period: it is left as it is. */
export class OtherPeriodError extends Error {}

/** Cases that are read from the database at once; only one of them is in memory as evidence. */
const AT_ONCE = 200;

/**
 * Takes the word of a complete folder away from one that is about to be written anew. What a crash leaves has no `period.json`, and
 * the same command goes on from there (proved by test/integration/audit-export.test.ts). @throws OtherPeriodError.
 */
export async function beginPeriod({
  folder,
  hub,
  period,
  without,
}: Pick<PeriodExport, 'folder' | 'hub' | 'period' | 'without'>) {
  const path = join(folder, PERIOD_FILE);
  const before = await periodAt(path);
  const isSame =
    before === undefined ||
    (before.hub === hub &&
      before.from === period.from &&
      before.to === period.to &&
      before.items?.join() === period.items?.join() &&
      (before.withheld ?? []).join() === without.join());
  if (!isSame)
    throw new OtherPeriodError(`${folder} 中是另一期间的证据 · the folder holds another period's evidence`);
  await mkdir(folder, { recursive: true });
  await rm(path, { force: true });
}

/** Where each log goes. A folder that was begun before the first one ended has that as its only one. */
export async function logFoldersIn(folder: string, logs: number): Promise<readonly string[]> {
  const folders = logFoldersOf(logs).map((name) => join(folder, name));
  const [first = ''] = folders;
  const [only = ''] = logFoldersOf(1).map((name) => join(folder, name));
  if (first !== only && existsSync(only) && !existsSync(first)) {
    await mkdir(dirname(first), { recursive: true });
    await rename(only, first);
  }
  return folders;
}

async function periodAt(path: string): Promise<Period | undefined> {
  try {
    return readPeriod(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The evidence of every case of the period, case by case, and then the word that this is all. @returns how many. */
export async function exportCases(parts: PeriodExport): Promise<number> {
  const { folder, hub, period, without, logs, onCase } = parts;
  const list = join(folder, CASE_LIST_FILE);
  const digest = runningDigest('sha256');
  let count = 0;
  const file = await open(`${list}.half`, 'w');
  try {
    for await (const line of writtenCases(parts)) {
      digest.update(utf8(line));
      await file.write(line);
      count++;
      onCase();
    }
  } finally {
    await file.close();
  }
  await rename(`${list}.half`, list);
  await put(join(folder, 'README.txt'), periodReadme());
  const listSha256 = hex(digest.digest());
  const withheld = without.length === 0 ? undefined : without;
  const several = logs.length === 1 ? undefined : logs;
  const told = { ...period, hub, withheld, logs: several, cases: count, listSha256 };
  await put(join(folder, PERIOD_FILE), formatPeriod(told));
  return count;
}

/** @returns a line of the list for each. */
async function* writtenCases({ db, reading, directory, hub, period, without, folder }: PeriodExport) {
  const hidden = new Set(without);
  for (let after = ''; ; ) {
    const page = await cases.listInPeriod(db, period, after, AT_ONCE);
    for (const row of page) {
      const { caseNo } = row;
      const bundle = caseEvidence(await reading.audited(row), { caseNo, hub, directory });
      const zip = writeZip(writeBundle(withhold(bundle, hidden), bundleReadme(caseNo)));
      await put(join(folder, caseFileOf(caseNo)), zip);
      yield formatCaseLine(caseNo, hex(sha256(zip)));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = last.caseNo;
  }
}
