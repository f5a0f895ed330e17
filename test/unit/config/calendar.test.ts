import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, readCalendars, readTimeLimits } from '#config';
import { notice } from '../../kit/calendars.js';
import { faultsThrownBy } from '../../kit/faults.js';

const SHIPPED = join(packageRoot, 'config', 'calendar');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-calendar-'));
  cpSync(SHIPPED, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

describe('config/calendar', () => {
  it('has notices of 2025 and 2026, both read in their sources', () => {
    const { notices } = readCalendars();
    expect(notices.map(({ region, year, provenance }) => [region, year, provenance])).toEqual([
      ['100000', 2025, 'FOUND'],
      ['100000', 2026, 'FOUND'],
    ]);
  });

  it('says nothing of regions with days off of their own before their notice is there', () => {
    const workdays = (region: string) => readCalendars().forRegion(region).workdaysIn(2026);
    expect(workdays('450103')).toEqual({ kind: 'unpublished', year: 2026, region: '450000' });
    expect(workdays('441803')).toBe(248);
  });

  it('takes one more file, as if it were there', () => {
    const { url: _, ...march } = notice({
      region: '450000',
      year: 2026,
      daysOff: [['2026-04-20', '2026-04-21']],
    });
    const extra = write('extra.json', { note: 'test', notices: [march] });
    expect(readCalendars({ extra }).forRegion('450103').workdaysIn(2026)).toBe(246);
  });

  it('is refused with every fault of a file of notices', () => {
    const { url: _, ...row } = notice({ year: 2026, makeUpWorkdays: ['2026-03-02'], version: 2 });
    const extra = write('extra.json', {
      note: 'test',
      notices: [row, { ...row, region: '449900', makeUpWorkdays: [] }, { ...row, version: 1 }],
    });
    const faults = faultsThrownBy(() => readCalendars({ extra })).map((fault) =>
      fault.replace(`${extra}: `, ''),
    );
    expect(faults).toEqual([
      'no division 449900 is known on 2026-12-31',
      '100000 2026 (version 1): there are 2 notices',
    ]);
    const once = write('extra.json', { note: 'test', notices: [row] });
    expect(faultsThrownBy(() => readCalendars({ extra: once }))).toEqual([
      `${once}: 100000 2026 (version 2): the make-up day 2026-03-02 is a working day anyway`,
    ]);
  });

  it('is refused with every fault of its form', () => {
    const extra = write('extra.json', { notices: [{ region: 1, year: '2026' }] });
    const faults = faultsThrownBy(() => readCalendars({ extra }));
    expect(faults.filter((fault) => /notices\.0\.(?:region|year|version)|note/.test(fault))).toHaveLength(4);
  });
});

describe('config/calendar/time-limits.json', () => {
  const path = join(SHIPPED, 'time-limits.json');
  const file = () =>
    JSON.parse(readFileSync(path, 'utf8')) as { rules: Record<string, unknown>[]; ladders: object[] };

  it('names a source for each rule, and says which of them nobody has looked up', () => {
    const recalled = readTimeLimits().rules.filter(({ provenance }) => provenance === 'RECALLED');
    expect(recalled.map(({ id }) => id)).toEqual(['acceptance-notice', 'joint-reply']);
  });

  it('is refused when it names what is not there', () => {
    const { rules, ladders, ...rest } = file();
    const changed = rules.map((rule, i) => (i < 2 ? { ...rule, warnings: 'siren' } : rule));
    const other = write('time-limits.json', { ...rest, rules: changed, ladders: [...ladders, ...ladders] });
    expect(faultsThrownBy(() => readTimeLimits(other))).toEqual([
      `${other}: acceptance-notice: no ladder is named siren`,
      `${other}: decision: no ladder is named siren`,
      `${other}: two ladders have one name`,
    ]);
    const paused = rules.map((rule) => (rule.id === 'decision' ? { ...rule, pausedBy: ['NAP'] } : rule));
    const third = write('time-limits.json', { ...rest, ladders, rules: paused });
    expect(faultsThrownBy(() => readTimeLimits(third))).toEqual([
      `${third}: decision: no kind of pause is named NAP`,
    ]);
  });
});
