import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { SpooledFile, StoredArchiveWriter } from '#crypto/archive/stored';
import {
  bundleReadme,
  CASE_LIST_FILE,
  caseFileOf,
  type FieldGroup,
  formatCaseLine,
  formatPeriod,
  logFoldersOf,
  PERIOD_FILE,
  periodReadme,
  README_FILE,
  withhold,
  writeBundle,
  writeZip,
} from '#crypto/evidence';
import { hex, runningDigest, sha256, utf8 } from '#crypto/primitives';
import type { Directory } from '#hub/access';
import { type CaseReading, caseEvidence } from '#hub/exchange';
import type { PublishedFile } from '#hub/log';
import { cases, type Database } from '#hub/store';
import { HalfFile } from './half-file.js';
import type { PublishedLog } from './published-logs.js';

export interface PeriodExport {
  readonly db: Database;
  readonly reading: Pick<CaseReading, 'audited'>;
  readonly directory: Directory;
  readonly hub: string;
  readonly period: cases.CasePeriod;
  /** Groups of fields that are left out, in their order. */
  readonly without: readonly FieldGroup[];
  /**
   * The first first, each as far as it was published before any case is read: whatever of the period stands in them has then its case in
   * the database.
   */
  readonly logs: readonly PublishedLog[];
  /** Told of each case that has been written, and of each file of the logs. */
  readonly onFile: () => void;
}

/** Cases that are read from the database at once; only one of them is in memory as evidence. */
const AT_ONCE = 200;

/** There is a file already: it is left as it is. */
export class FileExistsError extends Error {
  constructor(path: string) {
    super(`${path} 已存在，不覆盖 · ${path} is there, and is not overwritten`);
    this.name = 'FileExistsError';
  }
}

/**
 * Writes the evidence of a period as one file, in memory a case at a time. It has its name when it is whole, and never replaces another;
 * until then it is `<file>.half`, which a run that is cut short leaves, with what is not in it yet, and the next one begins anew
 * (proved by test/integration/audit-export.test.ts). The same period of the same database gives the same bytes. @returns how many cases.
 * @throws FileExistsError.
 */
export async function writePeriod(path: string, parts: PeriodExport): Promise<number> {
  if (existsSync(path)) throw new FileExistsError(path);
  const halves: HalfFile[] = [];
  const half = async (suffix: string) => {
    const file = await HalfFile.create(`${path}.half${suffix}`);
    halves.push(file);
    return file;
  };
  try {
    const whole = await half('');
    const writer = new StoredArchiveWriter(whole, await half('.directory'));
    const count = await writeFiles(writer, new SpooledFile(await half('.list')), parts);
    await whole.sync();
    if (existsSync(path)) throw new FileExistsError(path);
    await rename(whole.path, path);
    return count;
  } finally {
    for (const file of halves) await file.remove();
  }
}

async function writeFiles(
  writer: StoredArchiveWriter,
  list: SpooledFile,
  parts: PeriodExport,
): Promise<number> {
  const { hub, period, without, logs, onFile } = parts;
  await writer.add(README_FILE, utf8(periodReadme()));
  const digest = runningDigest('sha256');
  let count = 0;
  for await (const { caseNo, zip } of caseBundles(parts)) {
    await writer.add(caseFileOf(caseNo), zip);
    const line = utf8(formatCaseLine(caseNo, hex(sha256(zip))));
    digest.update(line);
    await list.write(line);
    count++;
    onFile();
  }
  await writer.addSpooled(CASE_LIST_FILE, list);
  for (const { path, read } of filesOfLogs(logs)) {
    await writer.add(path, await read());
    onFile();
  }
  const withheld = without.length === 0 ? undefined : without;
  const origins = logs.length === 1 ? undefined : logs.map(({ origin }) => origin);
  const listSha256 = hex(digest.digest());
  const told = formatPeriod({ ...period, hub, withheld, logs: origins, cases: count, listSha256 });
  await writer.add(PERIOD_FILE, told);
  await writer.finish();
  return count;
}

/** In the order of their names, in which logs/10 comes before logs/2. */
function filesOfLogs(logs: readonly PublishedLog[]): PublishedFile[] {
  const folders = logFoldersOf(logs.length);
  const files = logs.flatMap((log, i) =>
    log.files.map(({ path, read }) => ({ path: `${folders[i]}/${path}`, read })),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** In the order of their numbers, which is that of their files. */
async function* caseBundles({ db, reading, directory, hub, period, without }: PeriodExport) {
  const hidden = new Set(without);
  for (let after = ''; ; ) {
    const page = await cases.listInPeriod(db, period, after, AT_ONCE);
    for (const row of page) {
      const { caseNo } = row;
      const bundle = caseEvidence(await reading.audited(row), { caseNo, hub, directory });
      yield { caseNo, zip: writeZip(writeBundle(withhold(bundle, hidden), bundleReadme(caseNo))) };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = last.caseNo;
  }
}
