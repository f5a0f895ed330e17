import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { STATIC_LOG } from '../kit/exported-log.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import { run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';

/** As an operator ends the log of a year and begins the next, in a new database. */
describe('the log of a hub and the next one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-next-log-'));
  const at = (name: string) => join(folder, name);
  const hubs: TestHub[] = [];
  let next: TestDatabase;
  let nextOrigin: string;

  beforeAll(async () => {
    next = await freshDatabase();
  });
  afterAll(async () => {
    for (const hub of hubs) await hub.close();
    rmSync(folder, { recursive: true });
  });

  async function start(options: Parameters<typeof startTestHub>[0] = {}): Promise<TestHub> {
    const hub = await startTestHub(options);
    hubs.push(hub);
    await playCase(await hub.peer('guangdong'), await hub.peer('henan'));
    return hub;
  }

  /** A command on a hub's database. */
  function tongban(hub: TestHub, database: TestDatabase, ...args: string[]) {
    const environment = { DATABASE_URL: database.url, TONGBAN_DATA_DIR: hub.dataDir };
    return run(TONGBAN, ['--lang', 'en', ...args], { environment });
  }
  const open = (hub: TestHub, database: TestDatabase, ...more: string[]) =>
    tongban(hub, database, '--set', `hub.logOrigin=${nextOrigin}`, 'log', 'open', ...more);
  const afterOld = () => ['--after', at('old'), '--policy', at('policy')];
  const vkeyOf = (hub: TestHub) => hub.running.services.identity.logVkey;

  it('is not gone on from before it is closed', async () => {
    const hub = await start();
    nextOrigin = `${vkeyOf(hub).replace(/\d+\+.*$/, '')}2`;
    writeFileSync(at('policy'), `log ${vkeyOf(hub)}\nquorum none\n`);
    expect((await tongban(hub, hub.database, 'log', 'export', '--to', at('open'))).code).toBe(0);
    const { code, stderr } = await open(hub, next, '--after', at('open'), '--policy', at('policy'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('not closed yet')]);
  });

  it('is not gone on from when it does not hold', async () => {
    const [hub] = hubs;
    if (hub === undefined) throw new Error('no hub');
    writeFileSync(at('wrong'), `log ${STATIC_LOG.vkey}\nquorum none\n`);
    const { code, stderr } = await open(hub, next, '--after', at('open'), '--policy', at('wrong'));
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('the old log cannot be gone on from: LOG_SIGNATURE'),
    ]);
  });

  it('goes on in another database, from its last entry and its last numbers', async () => {
    const [hub] = hubs;
    if (hub === undefined) throw new Error('no hub');
    const close = () => tongban(hub, hub.database, 'log', 'close', '--reason', 'PLANNED');
    expect((await close()).code).toBe(0);
    await eventually(async () => expect((await close()).stdout).toContain('The log is closed.'));
    await tongban(hub, hub.database, 'log', 'export', '--to', at('old'));
    expect((await open(hub, next, ...afterOld(), '--dry-run')).stdout).toContain(
      'can be gone on from; nothing was changed',
    );
    expect(await open(hub, next, ...afterOld())).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('Error'),
    });
    expect((await open(hub, next, ...afterOld())).stdout).toContain('LogOpened already');
    expect((await open(hub, hub.database, ...afterOld())).code).toBe(1);

    const later = await start({ database: next, settings: [`hub.logOrigin=${nextOrigin}`] });
    expect((await open(hub, next, ...afterOld())).stdout).toContain('A hub is running');
    writeFileSync(at('policies'), `log ${vkeyOf(hub)}\nlog ${vkeyOf(later)}\nquorum none\n`);
    const exported = await tongban(
      later,
      next,
      ...['--set', `hub.logOrigin=${nextOrigin}`, 'log', 'export', '--to', at('next')],
    );
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const { code, stdout } = await run(TONGBAN_VERIFY, [
      ...['log', at('old'), at('next'), '--policy', at('policies'), '--lang', 'en'],
    ]);
    expect(stdout).toMatch(/goes on from \S+ \d+ entries; open/);
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
  });

  it('is gone on from again only with all that it goes on from itself: numbers between platforms are theirs too', async () => {
    const [, hub] = hubs;
    if (hub === undefined) throw new Error('no hub');
    const own = ['--set', `hub.logOrigin=${nextOrigin}`];
    const close = () => tongban(hub, next, ...own, 'log', 'close', '--reason', 'PLANNED');
    await close();
    await eventually(async () => expect((await close()).stdout).toContain('The log is closed.'));
    await tongban(hub, next, ...own, 'log', 'export', '--to', at('closed'));
    const third = await freshDatabase();
    const more = [
      '--set',
      `hub.logOrigin=${nextOrigin}3`,
      'log',
      'open',
      '--policy',
      at('policies'),
      '--after',
    ];
    const alone = await tongban(hub, third, ...more, at('closed'));
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('ENDS')]);
    expect((await tongban(hub, third, ...more, at('old'), at('closed'))).code).toBe(0);
    const pairs = 'select actor, recipient, last from log_pair order by actor, recipient';
    expect(await third.query(pairs)).toEqual(await next.query(pairs));
    await third.drop();
  });
});
