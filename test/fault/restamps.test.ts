import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  parseRestampList,
  type Restamp,
  restampNames,
  verifyRestamps,
  verifyStamped,
} from '#crypto/timestamp';
import { joinRevocation, NO_REVOCATION, readRevocationFile } from '#crypto/x509/certificate';
import { exportStamps, type TimeStamping, type TsaPeer } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { leads, newLeaves, openTestLog, type TestLog } from '../kit/log.js';
import { runCommand } from '../kit/program.js';
import { type RevocationServer, serveRevocation } from '../kit/revocation-server.js';
import { NO_RESTAMPING } from '../kit/time-stamps.js';
import { serveTsa, TestTsa, type TsaServer } from '../kit/tsa.js';

interface Stored extends Restamp {
  readonly first: number;
  readonly last: number;
  readonly number: number;
  readonly tsa: string;
}

/** In days: more than a log needs to be stamped, less than until anybody looks at it again. */
const SOON = 4 / 1440;
const HOUR_MS = 3_600_000;

describe('a log whose time stamps are stamped again', () => {
  let old: TestTsa;
  let next: TestTsa;
  let servers: readonly [TsaServer, TsaServer];
  let revocation: readonly [RevocationServer, RevocationServer];
  let database: TestDatabase;
  const open: TestLog[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tongban-restamps-'));

  beforeAll(async () => {
    [old, next] = await Promise.all([TestTsa.make({ validTo: SOON }), TestTsa.make()]);
    servers = [await serveTsa(old), await serveTsa(next)];
    revocation = [await serveRevocation(old), await serveRevocation(next)];
  });
  afterAll(async () => {
    await Promise.all([...servers, ...revocation].map((server) => server.close()));
    for (const tsa of [old, next]) tsa.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    database = await freshDatabase();
    for (const server of servers) server.meddle(undefined);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await database.drop();
  });

  function peer(which: 0 | 1): TsaPeer {
    const tsa = which === 0 ? old : next;
    const readTrust = async () => ({ roots: tsa.roots, revocationLists: [] });
    const { crlUrl } = revocation[which];
    const sources = { crlUrls: [crlUrl], ocspUrls: [], followCertificates: false };
    return {
      name: `tsa${which}`,
      url: servers[which].url,
      digest: 'sha256',
      policy: '1.2.3.4.1',
      readTrust,
      revocation: sources,
    };
  }

  async function start(
    given: Partial<TimeStamping>,
    plan?: Parameters<typeof openTestLog>[1],
  ): Promise<TestLog> {
    const times = { everyMs: 50, timeoutMs: 30_000, restamping: NO_RESTAMPING };
    const timeStamping = { authorities: [peer(0), peer(1)], ...times, ...given };
    const started = await openTestLog(database, { ...plan, timeStamping });
    open.push(started);
    await leads(started);
    return started;
  }

  const stop = async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  };

  /** Stamped by the authority whose certificate expires soon. */
  async function stamped(count: number): Promise<void> {
    const log = await start({ authorities: [peer(0)] });
    for (let size = 1; size <= count; size++) {
      await log.append(newLeaves(1));
      await eventually(async () => expect(await sizes()).toHaveLength(size));
    }
    await stop();
  }

  const sizes = () => database.query<{ size: number }>('select distinct size::int from log_timestamp');
  const stored = () =>
    database.query<Stored>(
      'select first::int, last::int, number, list, token, tsa from log_restamp order by first, number',
    );
  const restampedTimes = (count: number) =>
    eventually(async () => {
      const found = await stored();
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found;
    });

  const aged = (after = 1) => ({ ...NO_RESTAMPING, afterMs: after });

  /** What a stamp is worth as of a moment, with everything that was stamped over it and collected. */
  async function verdictAt(asOf: number, restamps: readonly Stored[]): Promise<string> {
    const rows = await database.query<{ size: number; note: string; token: Uint8Array }>(
      'select size::int, note, token from log_timestamp order by size limit 1',
    );
    const files = await database.query<{ name: string; bytes: Uint8Array }>(
      'select name, body as bytes from log_revocation',
    );
    const collected = joinRevocation(...files.map((file) => readRevocationFile(file) ?? NO_REVOCATION));
    const judge = { roots: [...old.roots, ...next.roots], revocationLists: [], asOf };
    const [stamp, run] = [
      rows[0] ?? expect.fail('no stamp'),
      restamps[0] ?? expect.fail('not stamped again'),
    ];
    const over = verifyRestamps({ ...run, restamps }, collected, judge);
    return verifyStamped({ ...stamp, data: Buffer.from(stamp.note) }, over, collected, judge).verdict;
  }

  it('proves them longer than their certificates last, over chains of two and three', async () => {
    await stamped(2);
    await start({ authorities: [peer(1)], restamping: aged() });
    const chain = (await restampedTimes(3)).slice(0, 3);
    await stop();
    expect(chain.map(({ first, last, number }) => [first, last, number])).toEqual([
      [1, 2, 1],
      [1, 2, 2],
      [1, 2, 3],
    ]);
    const later = Date.now() + HOUR_MS;
    for (const count of [1, 2, 3]) expect(await verdictAt(later, chain.slice(0, count))).toBe('VALID');
    const [first, second, third] = chain.map(({ list }) => parseRestampList(list) ?? expect.fail('no list'));
    const below = [...(first?.digests.keys() ?? [])];
    expect(below.filter((name) => !name.endsWith('.crl'))).toEqual([
      ...['0000000001.checkpoint', '0000000001.tsr', '0000000002.checkpoint', '0000000002.tsr'],
    ]);
    expect(below.some((name) => name.endsWith('.crl'))).toBe(true);
    const names = ({ digests }: NonNullable<typeof first>) => [...digests.keys()];
    expect(names(second ?? expect.fail())).toEqual(expect.arrayContaining(below));
    for (const number of [1, 2])
      expect(names(third ?? expect.fail())).toEqual(
        expect.arrayContaining(Object.values(restampNames({ first: 1, last: 2, number }))),
      );
  });

  it('is exported so that openssl and sha256sum check it by hand', async () => {
    await stamped(1);
    const log = await start({ authorities: [peer(1)], restamping: aged(2_000) });
    await restampedTimes(1);
    await exportStamps(log.running.reader, folder, 1);
    await stop();
    const stamps = join(folder, 'timestamps');
    const [list = expect.fail('no list')] = readdirSync(stamps).filter((name) => name.endsWith('.1.list'));
    const over = ['-data', join(stamps, list), '-in', join(stamps, list.replace('list', 'tsr'))];
    expect(await runCommand('openssl', ['ts', '-verify', ...over, '-CAfile', next.rootFile])).toMatchObject({
      stdout: expect.stringContaining('Verification: OK'),
    });
    const check = await runCommand('sh', ['-c', `cd '${stamps}' && sha256sum --strict -c ${list}`]);
    expect(check.code).toBe(0);
    expect(check.stdout).toContain('0000000001.tsr: OK');
    const changed = Buffer.from(readFileSync(join(stamps, '0000000001.tsr')));
    changed[20] = (changed[20] ?? 0) ^ 1;
    writeFileSync(join(stamps, '0000000001.tsr'), changed);
    expect((await runCommand('sh', ['-c', `cd '${stamps}' && sha256sum -c ${list}`])).code).toBe(1);
  });

  it('asks before a certificate expires, when half of its time is over, and takes only what lasts longer', async () => {
    await stamped(1);
    const expiring = { ...NO_RESTAMPING, beforeExpiryMs: HOUR_MS };
    const early = await start({ restamping: expiring });
    await early.append(newLeaves(1));
    await eventually(async () => expect(await sizes()).toHaveLength(2));
    expect(await stored()).toEqual([]);
    expect(early.alarms).toEqual([]);
    await stop();
    const late = { now: () => Date.now() + 180_000 };
    const log = await start({ authorities: [peer(0)], restamping: expiring }, late);
    await eventually(() =>
      expect(log.alarms.join()).toContain('no authority gives a stamp that lasts longer'),
    );
    expect(log.running.restampDueMs()).toBeGreaterThan(0);
    expect(await stored()).toEqual([]);
    await stop();
    const other = await start({ restamping: expiring }, late);
    const [restamp] = await restampedTimes(1);
    expect(restamp).toMatchObject({ first: 1, last: 2, number: 1, tsa: 'tsa1' });
    await eventually(() => expect(other.running.restampDueMs()).toBe(0));
    expect(await stored()).toHaveLength(1);
  });

  it('says once that none of the authorities is any good, asks again later, and says when it is over', async () => {
    await stamped(1);
    servers[1].meddle(() => 503);
    const asked = servers[1].asked();
    const log = await start({ authorities: [peer(1)], restamping: aged(1_000) });
    const told = () => log.alarms.filter((text) => text.includes('due to be stamped again'));
    await eventually(() => expect(servers[1].asked()).toBeGreaterThan(asked + 2));
    expect(told()).toHaveLength(1);
    servers[1].meddle(undefined);
    await restampedTimes(1);
    await eventually(() => expect(log.alarms).toContain('time stamps that were due are stamped again'));
  });

  it('stamps again whatever is older than the operator says, once', async () => {
    await stamped(1);
    const log = await start({
      authorities: [peer(1)],
      restamping: { ...NO_RESTAMPING, olderThan: Date.now() },
    });
    await restampedTimes(1);
    await eventually(() => expect(log.running.restampDueMs()).toBe(0));
    await log.append(newLeaves(1));
    await eventually(async () => expect(await sizes()).toHaveLength(2));
    expect(await stored()).toHaveLength(1);
  });

  it.each(FAULT_KINDS)('comes to the same when the commit at log.restamp %s', async (kind) => {
    await stamped(1);
    const log = await start(
      { authorities: [peer(1)], restamping: { ...NO_RESTAMPING, olderThan: Date.now() } },
      { plan: (faults) => faults.plan('log.restamp', kind) },
    );
    await eventually(() => expect(log.errors).toHaveLength(1));
    const [restamp, ...more] = await restampedTimes(1);
    await eventually(() => expect(log.running.restampDueMs()).toBe(0));
    expect(more).toEqual([]);
    expect(await verdictAt(Date.now() + HOUR_MS, [restamp ?? expect.fail()])).toBe('VALID');
    const names = await database.query('select from log_restamp_revocation');
    expect(names.length).toBeGreaterThan(0);
  });

  it('does not forget or change one', async () => {
    await stamped(1);
    await start({ authorities: [peer(1)], restamping: { ...NO_RESTAMPING, olderThan: Date.now() } });
    await restampedTimes(1);
    for (const statement of [
      'delete from log_restamp_revocation',
      'truncate log_restamp cascade',
      `update log_restamp set tsa = 'me'`,
    ])
      await expect(database.query(statement)).rejects.toThrow('append-only');
  });
});
