import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Years for tests that run at whatever time they are run: Monday to Friday are working days, but for the holidays that are named.
 */
export function writePlainCalendar(
  folder: string,
  now = Date.now(),
  holidays: readonly string[] = [],
): string {
  const thisYear = new Date(now).getUTCFullYear();
  const notices = [-1, 0, 1, 2].map((offset) => ({
    region: '100000',
    year: thisYear + offset,
    version: 1,
    publishedOn: `${thisYear + offset - 1}-11-01`,
    daysOff: holidays.filter((day) => day.startsWith(`${thisYear + offset}-`)).map((day) => [day, day]),
    makeUpWorkdays: [],
    document: '测试',
    provenance: 'SAMPLE',
  }));
  mkdirSync(join(folder, 'notices'), { recursive: true });
  writeFileSync(join(folder, 'regions.json'), JSON.stringify({ note: '测试', regions: [] }));
  writeFileSync(join(folder, 'notices', 'plain.json'), JSON.stringify({ note: '测试', notices }));
  return folder;
}
