import { join } from 'node:path';
import { z } from 'zod';
import { Calendars, type HolidayNotice, type OwnHolidays, PROVENANCES } from '#domain/deadline';
import { ConfigError } from './load.js';
import { packageRoot } from './paths.js';
import { readDivisions } from './read-divisions.js';
import { checked } from './read-ecert.js';
import { readRuleFile, readRuleFolder } from './rule-file.js';

const NoticeFileSchema = z.strictObject({
  note: z.string().min(1),
  notices: z.array(
    z.strictObject({
      region: z.string(),
      year: z.int(),
      version: z.int(),
      publishedOn: z.string(),
      daysOff: z.array(z.tuple([z.string(), z.string()])),
      makeUpWorkdays: z.array(z.string()),
      document: z.string().min(1),
      url: z.url().optional(),
      provenance: z.enum(PROVENANCES),
    }),
  ),
});

const RegionFileSchema = z.strictObject({
  note: z.string().min(1),
  regions: z.array(
    z.strictObject({
      region: z.string(),
      since: z.int().min(1949).max(9999),
      document: z.string().min(1),
      provenance: z.enum(PROVENANCES),
    }),
  ),
});

export interface CalendarSources {
  /** With `regions.json` and a folder `notices`; config/calendar when absent. */
  readonly folder?: string | undefined;
  /** One more file of notices, as if it stood in the folder: for trying what was published before it is put there. */
  readonly extra?: string | undefined;
}

/**
 * The working-day calendars, from every file of the folder `notices`.
 * @throws ConfigError naming every fault of the files; if there are none, every region that nobody knows and everything in
 * which the notices contradict themselves or each other.
 */
export function readCalendars({ folder = FOLDER, extra }: CalendarSources = {}): Calendars {
  const path = join(folder, 'regions.json');
  const own = readRuleFile(path, RegionFileSchema).regions;
  const files = readRuleFolder(join(folder, 'notices'), NoticeFileSchema);
  const added = extra === undefined ? [] : [readRuleFile(extra, NoticeFileSchema)];
  const notices = [...files, ...added].flatMap((file) =>
    file.notices.map((row) => ({ ...row, url: row.url })),
  );
  const faults = [...unknownRegions(extra ?? join(folder, 'notices'), notices), ...unknownRegions(path, own)];
  let calendars: Calendars | undefined;
  try {
    calendars = checked(extra ?? folder, () => new Calendars(notices, own));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
  }
  if (calendars === undefined || faults.length > 0) throw new ConfigError(faults);
  return calendars;
}

const FOLDER = join(packageRoot, 'config', 'calendar');

function unknownRegions(path: string, rows: readonly (HolidayNotice | OwnHolidays)[]): string[] {
  const divisions = readDivisions();
  const regions = new Map(rows.map((row) => [row.region, dayIn(row)]));
  return [...regions]
    .filter(([region, day]) => !divisions.isKnown(region, day))
    .map(([region, day]) => `${path}: no division ${region} is known on ${day}`);
}

function dayIn(row: HolidayNotice | OwnHolidays): string {
  return `${'year' in row ? row.year : row.since}-12-31`;
}
