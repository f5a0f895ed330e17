import { DerError } from '#crypto/asn1';
import {
  type ListedRestamp,
  MAX_RESTAMP_LIST_BYTES,
  NOT_RESTAMPED,
  parseRestampIndex,
  parseRestampList,
  parseRestampName,
  parseTimeStampFile,
  type Restamp,
  type RestampedReport,
  type RestampName,
  restampNames,
  type TimeStampJudge,
  verifyRestamps,
} from '#crypto/timestamp';
import { joinRevocation, type RevocationEvidence } from '#crypto/x509/certificate';
import type { Collected, StampShelf } from './stamp-revocation.js';

/**
 * Time stamps over older ones, in an export: `<first>-<last>.<number>.list` and the stamp over it. Which there are, the files
 * themselves say; what they must be over, their lists (proved by test/unit/crypto/verify/log-restamped.test.ts).
 */

/** Which files on revocation were collected with them, and which there are for whoever copies them; nobody has signed it. */
export const RESTAMP_INDEX = 'timestamps/restamps';

const FOLDER = 'timestamps/';
const MAX_INDEX_BYTES = 20_000_000;
const MAX_STAMP_BYTES = 256 * 1024;

export interface RestampedRuns {
  /** The first and the last size of each. */
  readonly sizes: readonly Omit<RestampName, 'number'>[];
  /** What stands over the stamp of a checkpoint of that size. */
  readonly at: (size: number) => Promise<Restamped>;
}

export interface Restamped {
  readonly report: RestampedReport;
  /** What says whether certificates of the stamp are revoked, what was collected when it was stamped again among it. */
  readonly collected: RevocationEvidence;
  readonly times: number;
}

export async function readRestampIndex({ folder, files, faults }: StampShelf): Promise<ListedRestamp[]> {
  const file = files.get(RESTAMP_INDEX);
  if (file === undefined) return [];
  const bytes = await folder.readOther(file, MAX_INDEX_BYTES);
  const listed = bytes === undefined || bytes === 'MISSING' ? undefined : parseRestampIndex(bytes);
  if (bytes === 'MISSING') faults.missing(RESTAMP_INDEX);
  else if (listed === undefined)
    faults.wrong(RESTAMP_INDEX, '不是清单', 'is no list of time stamps over others');
  return listed ?? [];
}

/** A run of stamps and what is found of those over it. */
interface Run extends Restamped, Omit<RestampName, 'number'> {}

/** @param judge undefined: nothing is verified, and only what is missing is told. */
export async function readRestamps(
  shelf: StampShelf,
  index: readonly ListedRestamp[],
  collected: Collected,
  judge: TimeStampJudge | undefined,
): Promise<RestampedRuns> {
  const runs: Run[] = [];
  for (const { first, last, count } of runsIn(shelf)) {
    const restamps = await readRun(shelf, { first, last, count });
    const names = index.filter((each) => each.first === first).flatMap(({ revocation }) => revocation);
    const evidence = await collected.named(names);
    if (restamps === undefined) continue; // told, as missing
    const report =
      judge === undefined ? NOT_RESTAMPED : verifyRestamps({ first, last, restamps }, evidence, judge);
    runs.push({ first, last, report, collected: evidence, times: count });
  }
  const at = async (size: number) => {
    const run = runs.find(({ first, last }) => first <= size && size <= last);
    const own = await collected.forStamp(size);
    if (run === undefined) return { report: NOT_RESTAMPED, collected: own, times: 0 };
    return { ...run, collected: joinRevocation(own, run.collected) };
  };
  return { sizes: runs, at };
}

interface RunName extends Omit<RestampName, 'number'> {
  readonly count: number;
}

/** By the names of files. One that is left out in between is missed when it is read. */
function runsIn({ files, faults }: StampShelf): RunName[] {
  const runs = new Map<string, RunName>();
  for (const path of files.keys()) {
    const named = parseRestampName(path.slice(FOLDER.length))?.restamp;
    if (named === undefined) continue;
    const { first, last, number } = named;
    const key = `${first}-${last}`;
    runs.set(key, { first, last, count: Math.max(number, runs.get(key)?.count ?? 0) });
  }
  const sorted = [...runs.values()].sort((one, other) => one.first - other.first || one.last - other.last);
  for (const [i, { first }] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before !== undefined && first <= before.last)
      faults.wrong(`${FOLDER}${first}`, '与另一批重叠', 'is of two runs that overlap');
  }
  return sorted;
}

async function readRun(shelf: StampShelf, { first, last, count }: RunName): Promise<Restamp[] | undefined> {
  const restamps: Restamp[] = [];
  for (let number = 1; number <= count; number++) {
    const names = restampNames({ first, last, number });
    const list = await readFile(shelf, FOLDER + names.list, MAX_RESTAMP_LIST_BYTES);
    const stamp = await readFile(shelf, FOLDER + names.stamp, MAX_STAMP_BYTES);
    if (list === undefined || stamp === undefined) return undefined;
    const token = tokenIn(stamp);
    if (token === undefined) {
      shelf.faults.wrong(FOLDER + names.stamp, '不是时间戳', 'is not a time stamp');
      return undefined;
    }
    missListed(shelf, list);
    restamps.push({ list, token });
  }
  return restamps;
}

/** What was stamped again and is not here was taken away, or never copied. */
function missListed({ files, faults }: StampShelf, list: Uint8Array): void {
  for (const name of parseRestampList(list)?.digests.keys() ?? []) {
    if (!files.has(FOLDER + name)) faults.missing(FOLDER + name);
  }
}

/** @returns undefined for what is missing, or too large, and told. */
async function readFile(
  { folder, files, faults }: StampShelf,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const file = files.get(path);
  const bytes = file === undefined ? 'MISSING' : await folder.readOther(file, maxBytes);
  if (bytes === 'MISSING') faults.missing(path);
  else if (bytes === undefined) faults.wrong(path, '过长', 'is too long');
  return bytes === 'MISSING' ? undefined : bytes;
}

export function tokenIn(bytes: Uint8Array | undefined): Uint8Array | undefined {
  try {
    return bytes && parseTimeStampFile(bytes);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
