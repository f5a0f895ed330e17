import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notice } from '../kit/calendars.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';

const calendar = (...args: string[]): Promise<Finished> =>
  run(TONGBAN, ['calendar', ...args], { environment: { TZ: 'America/New_York' } });

async function json(...args: string[]): Promise<unknown> {
  return JSON.parse((await calendar(...args, '--json')).stdout) as unknown;
}

describe('tongban calendar due', () => {
  const PERMIT = ['due', '--from', '2026-02-13', '--limit', '20wd'];

  it('tells the last moment, Chinese first', async () => {
    const { code, stdout } = await calendar(...PERMIT);
    expect([code, stdout]).toEqual([0, '2026-03-19（截至 2026-03-19T23:59:59.999+08:00）\n']);
  });

  it('takes extensions, pauses, hours and days off', async () => {
    const pauses = ['--pause', '2026-03-02..2026-03-06', '--pause', '2026-03-04..2026-03-09'];
    expect(await json(...PERMIT, '--extend', '10wd', ...pauses)).toMatchObject({ dueDate: '2026-04-10' });
    const hours = ['due', '--from', '2026-10-01T10:00', '--limit', '48h'];
    expect(await json(...hours)).toMatchObject({ dueAt: Date.parse('2026-10-03T09:59:59.999+08:00') });
    const days = ['due', '--from', '2026-09-29', '--limit', '3d'];
    expect(await json(...days)).toMatchObject({ dueDate: '2026-10-08' });
    expect(await json(...days, '--no-roll')).toMatchObject({ dueDate: '2026-10-02' });
  });

  it('says when it cannot say, with exit code 3', async () => {
    const guangxi = await calendar(...PERMIT, '--region', '450103');
    expect([guangxi.code, guangxi.stdout]).toEqual([
      3,
      'UNPUBLISHED：450000 的 2026 年工作日安排尚未录入，不作推测。\n',
    ]);
    const open = await calendar(...PERMIT, '--pause', '2026-03-02..', '--lang', 'en');
    expect([open.code, open.stdout]).toEqual([
      3,
      'PAUSED: the clock stands since 2026-03-02; there is no last day yet.\n',
    ]);
  });

  it.each([
    [['--limit', '20'], '应如 20wd'],
    [['--limit', '0d'], 'on the spot is written as 0 working days'],
    [['--from', '2026-02-30'], '应为日期'],
    [['--extend', '1m'], '延长的单位应与期限相同'],
    [['--pause', '2026-03-05..2026-03-02'], '结束早于开始'],
    [['--pause', '2026-03-05'], '应如 2026-03-02..2026-03-06'],
    [['--region', '44'], '应为行政区划代码'],
  ])('refuses %j in a sentence', async (args, sentence) => {
    const { code, stderr } = await calendar(...PERMIT, ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

describe('tongban calendar show', () => {
  it('tells the working days of a year and what they rest on', async () => {
    const { code, stdout } = await calendar('show', '--year', '2026', '--region', '441803');
    expect(code).toBe(0);
    expect(stdout).toContain('2026 年 441803（按 100000 的日历）：248 个工作日');
    expect(stdout).toContain('https://politics.gmw.cn/2025-11/04/content_38391083.htm');
    expect(await json('show', '--year', '2025')).toMatchObject({ workdays: 248, notices: [{ year: 2025 }] });
    expect((await calendar('show', '--year', '2031')).code).toBe(3);
  });
});

describe('tongban calendar check', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-calendar-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(...notices: object[]): string {
    const file = join(folder, 'new.json');
    writeFileSync(file, JSON.stringify({ note: 'test', notices }));
    return file;
  }

  it('tells what a new notice would make of its year', async () => {
    const { code, stdout } = await calendar(
      'check',
      write(notice({ daysOff: [['2027-01-01', '2027-01-03']] })),
    );
    expect([code, stdout]).toEqual([0, '✓ 100000 2027：260 个工作日（原为 未录入）\n']);
  });

  it('tells every fault at once, under one code', async () => {
    const file = write(notice({ makeUpWorkdays: ['2027-01-04', '2027-01-05'] }));
    const { code, stdout } = await calendar('check', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      code: 'CALENDAR_NOT_VALID',
      faults: ['2027-01-04', '2027-01-05'].map(
        (day) => `${file}: 100000 2027 (version 1): the make-up day ${day} is a working day anyway`,
      ),
    });
    expect((await calendar('check', join(folder, 'none.json'))).code).toBe(1);
  });
});
