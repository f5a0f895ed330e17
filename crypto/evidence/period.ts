import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { parseStrictJson, values } from '#proto/schema';
import { BundleError } from './case-files.js';
import { FIELD_GROUPS, type FieldGroup } from './commitment/index.js';

/**
 * The evidence of a period as a folder, for whoever audits a hub:
 *
 *   period.json                       of which hub, from when to when; written last, so a folder without it is not whole
 *   cases.sha256                      the evidence of each case, with its digest, as `sha256sum -c` takes it
 *   cases/20261122/TB….evidence.zip   the evidence of a case in which something happened in the period
 *   log/…                             the whole log, as `tongban log export` writes it
 *   logs/0/… logs/1/…                 in its place, where there are several: each of them as a whole, the first first
 *   README.txt                        how to check, by tool and by hand
 *
 * A folder and no archive: a period may be a million cases, and whoever has copied half of it can go on.
 */

export const PERIOD_FILE = 'period.json';
export const CASE_LIST_FILE = 'cases.sha256';

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

/** 2: with groups of fields withheld. 3: of several logs. A period without is as it was before there were such. */
const FORMATS = ['tongban-period/1', 'tongban-period/2', 'tongban-period/3'] as const;

/** As many as places have numbers for. */
const MAX_LOGS = 2 ** 13;

const PeriodSchema = z
  .strictObject({
    format: z.enum(FORMATS),
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
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'the period ends before it begins')
  .refine((period) => period.format === formatOf(period), 'not of this format');

function formatOf({ withheld, logs }: { readonly withheld?: unknown; readonly logs?: unknown }) {
  if (logs !== undefined) return FORMATS[2];
  return FORMATS[withheld === undefined ? 0 : 1];
}

/** Each once. */
function areInOrder(groups: readonly FieldGroup[]): boolean {
  return FIELD_GROUPS.filter((group) => groups.includes(group)).join() === groups.join();
}

export function formatPeriod({ from, to, ...period }: Period): Uint8Array {
  const { hub, items, withheld, logs, cases, listSha256 } = period;
  const [first, end] = [from, to].map((at) => new Date(at).toISOString());
  const format = formatOf(period);
  const told = { format, hub, from: first, to: end, items, withheld, logs, cases, listSha256 };
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

/** In a folder for each day on which cases were opened: no folder of a million files. */
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
  const [, sha256, path, caseNo] =
    /^([0-9a-f]{64}) {2}(cases\/\d{8}\/(TB[0-9A-Z]{30})\.evidence\.zip)$/.exec(line) ?? [];
  if (sha256 === undefined || path === undefined || caseNo === undefined) return undefined;
  return path === caseFileOf(caseNo) ? { caseNo, path, sha256 } : undefined;
}
