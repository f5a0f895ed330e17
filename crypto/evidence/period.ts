import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { parseStrictJson, values } from '#proto/schema';
import { BundleError } from './case-files.js';
import { FIELD_GROUPS, type FieldGroup } from './commitment/index.js';

/**
 * The evidence of a period as one zip file, for whoever audits a hub. Its files, in their order in it:
 *
 *   README.txt                        how to check, by tool and by hand
 *   cases/20261122/TB….evidence.zip   the evidence of a case in which something happened in the period
 *   evidence.sha256                   the list of these, each with its digest, as `sha256sum -c` takes it
 *   log/…                             the whole log, as `tongban log export` writes it
 *   logs/0/… logs/1/…                 in its place, where there are several: each of them as a whole, the first first
 *   period.json                       of which hub, from when to when
 *
 * The order is that of the names, which are chosen so that whoever writes them needs to know nothing of what comes later. It is a
 * stored archive (../archive/stored): what is in it was packed before, is too random to be packed, or is to be found by its place.
 */

export const README_FILE = 'README.txt';
export const CASE_LIST_FILE = 'evidence.sha256';
export const PERIOD_FILE = 'period.json';

export interface Period {
  readonly hub: string;
  /** Unix milliseconds, by the clock of the hub; `to` itself is not in it. */
  readonly from: number;
  readonly to: number;
  /** Basic codes; undefined: all. */
  readonly items: readonly string[] | undefined;
  /** Groups of fields that the evidence of each case is without, in their order; undefined: none. */
  readonly withheld: readonly FieldGroup[] | undefined;
  /** Origins of the logs, each of which goes on from the one before; undefined: there is one. */
  readonly logs: readonly string[] | undefined;
  readonly cases: number;
  /** Of the list of cases, hex. */
  readonly listSha256: string;
}

/** What came before were folders. */
const FORMAT = 'tongban-period/4';

/** As many as places have numbers for. */
const MAX_LOGS = 2 ** 13;

const PeriodSchema = z
  .strictObject({
    format: z.literal(FORMAT),
    hub: values.peerId,
    from: values.moment,
    to: values.moment,
    items: z
      .array(z.string().regex(/^\d{12}$/))
      .min(1)
      .max(10_000)
      .optional(),
    withheld: z.array(z.enum(FIELD_GROUPS)).min(1).refine(areInOrder, 'withheld is out of order').optional(),
    logs: z
      .array(z.string().min(1).max(255))
      .min(2)
      .max(MAX_LOGS)
      .refine((origins) => new Set(origins).size === origins.length, 'a log is named twice')
      .optional(),
    cases: z.int().min(0),
    listSha256: values.hexDigest,
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'the period ends before it begins');

/** Each once. */
function areInOrder(groups: readonly FieldGroup[]): boolean {
  return FIELD_GROUPS.filter((group) => groups.includes(group)).join() === groups.join();
}

export function formatPeriod({ from, to, ...period }: Period): Uint8Array {
  const { hub, items, withheld, logs, cases, listSha256 } = period;
  const [first, end] = [from, to].map((at) => new Date(at).toISOString());
  const told = { format: FORMAT, hub, from: first, to: end, items, withheld, logs, cases, listSha256 };
  return utf8(`${JSON.stringify(told, null, 1)}\n`);
}

/** @throws BundleError. */
export function readPeriod(bytes: Uint8Array): Period {
  const json = parseStrictJson(bytes);
  if (!json.ok) throw new BundleError(`${PERIOD_FILE}: ${json.fault}`);
  const read = PeriodSchema.safeParse(json.value);
  if (!read.success)
    throw new BundleError(`${PERIOD_FILE}: ${read.error.issues[0]?.message ?? 'unreadable'}`);
  const { from, to } = read.data;
  const { hub, items, withheld, logs, cases, listSha256 } = read.data;
  return { ...{ hub, items, withheld, logs, cases, listSha256 }, from: Date.parse(from), to: Date.parse(to) };
}

/** Of the logs of a hub that has so many, in their order. */
export function logFoldersOf(logs: number): readonly string[] {
  return logs === 1 ? ['log'] : Array.from({ length: logs }, (_, log) => `logs/${log}`);
}

/** In a folder for each day on which cases were opened: whoever unpacks it gets no folder of a million files. */
export function caseFileOf(caseNo: string): string {
  return `cases/${caseNo.slice(2, 10)}/${caseNo}.evidence.zip`;
}

export function formatCaseLine(caseNo: string, sha256Hex: string): string {
  return `${sha256Hex}  ${caseFileOf(caseNo)}\n`;
}

/** @returns undefined for what is no such line, a path to anywhere else among it. */
export function parseCaseLine(
  line: string,
): { readonly caseNo: string; readonly path: string; readonly sha256: string } | undefined {
  const [, sha256, path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
  const caseNo = caseOf(path);
  return sha256 === undefined || caseNo === undefined ? undefined : { caseNo, path, sha256 };
}

const CASE_FILE = /^cases\/\d{8}\/(TB[0-9A-Z]{30})\.evidence\.zip$/;

/** The case whose evidence is at this path; undefined for any other path. */
function caseOf(path: string): string | undefined {
  const [, caseNo] = CASE_FILE.exec(path) ?? [];
  return caseNo !== undefined && path === caseFileOf(caseNo) ? caseNo : undefined;
}

/** What a file of a period is, by its name; undefined for one that belongs to nothing. */
export type PeriodFileKind = 'CASE' | 'LOG' | 'OTHER';

/** Files of logs are written small, so that no two names are one on any system. */
const LOG_FILE = /^(log|logs\/\d+)\/[a-z0-9._/-]+$/;
const OTHERS = [README_FILE, CASE_LIST_FILE, PERIOD_FILE];

/** @param logs how many there are. */
export function periodFileKinds(logs: number): (path: string) => PeriodFileKind | undefined {
  const folders = new Set(logFoldersOf(logs));
  return (path) => {
    if (caseOf(path) !== undefined) return 'CASE';
    if (folders.has(LOG_FILE.exec(path)?.[1] ?? '')) return 'LOG';
    return OTHERS.includes(path) ? 'OTHER' : undefined;
  };
}
