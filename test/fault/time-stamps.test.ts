import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { derBits, derInteger, derSequence, derText } from '#crypto/asn1';
import { formatTimeStampFile, formatTimeStampRequest, verifyTimeStamp } from '#crypto/timestamp';
import type { TimeStamping, TsaPeer } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { leads, newLeaves, openTestLog, type TestLog } from '../kit/log.js';
import { runCommand } from '../kit/program.js';
import { NO_RESTAMPING } from '../kit/time-stamps.js';
import { type Meddled, serveTsa, TestTsa, type TsaServer } from '../kit/tsa.js';

interface Stored {
  readonly size: number;
  readonly tsa: string;
  readonly note: string;
  readonly token: Uint8Array;
}

/** rejection, with a text and badRequest. */
const REFUSAL = derSequence(
  derSequence(
    derInteger(2),
    derSequence(derText('UTF8String', 'not today')),
    derBits(Buffer.of(0b0010_0000), 5),
  ),
);

describe('a log whose checkpoints are stamped', () => {
  let tsas: readonly [TestTsa, TestTsa];
  let servers: readonly [TsaServer, TsaServer];
  let database: TestDatabase;
  let running: TestLog;
  const open: TestLog[] = [];

  beforeAll(async () => {
    tsas = await Promise.all([TestTsa.make(), TestTsa.make({ key: 'rsa', isIntermediate: true })]);
    servers = await Promise.all([serveTsa(tsas[0]), serveTsa(tsas[1])]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    for (const tsa of tsas) tsa.close();
  });
  beforeEach(async () => {
    database = await freshDatabase();
    for (const server of servers) server.meddle(undefined);
    running = await start();
    await leads(running);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await database.drop();
  });

  async function start(given = timeStamping()): Promise<TestLog> {
    const started = await openTestLog(database, { timeStamping: given });
    open.push(started);
    return started;
  }

  function timeStamping(times: Partial<TimeStamping> = {}): TimeStamping {
    return {
      authorities: [peer(0), peer(1)],
      ...{ everyMs: 50, timeoutMs: 30_000, restamping: NO_RESTAMPING },
      ...times,
    };
  }

  function peer(which: 0 | 1): TsaPeer {
    const { url } = servers[which];
    const readTrust = async () => ({
      roots: tsas[which].roots,
      revocationLists: await tsas[which].revocationLists(),
    });
    return { name: `tsa${which}`, url, digest: 'sha256', policy: '1.2.3.4.1', readTrust };
  }

  const stored = () =>
    database.query<Stored>('select size::int, tsa, note, token from log_timestamp order by size');
  const stampsOf = (size: number) =>
    eventually(async () => {
      const found = (await stored()).filter((stamp) => stamp.size === size);
      expect(found).toHaveLength(1);
      return found[0] ?? expect.fail();
    });

  it('has what is published stamped, and openssl verifies it', async () => {
    await running.append(newLeaves(3));
    const { tsa, note, token } = await stampsOf(3);
    expect([tsa, note]).toEqual(['tsa0', (await running.running.reader.published()).note]);
    writeFileSync(tsas[0].path('checkpoint'), note);
    writeFileSync(tsas[0].path('checkpoint.tsr'), formatTimeStampFile(token));
    const { stdout } = await runCommand('openssl', [
      ...['ts', '-verify', '-in', tsas[0].path('checkpoint.tsr'), '-data', tsas[0].path('checkpoint')],
      ...['-CAfile', tsas[0].rootFile],
    ]);
    expect(stdout).toContain('Verification: OK');
    await eventually(() => expect(running.running.unstampedMs()).toBe(0));
    expect(running.alarms).toEqual([]);
  });

  it('asks again only when the log has grown, and not before it is due', async () => {
    await running.append(newLeaves(1));
    await stampsOf(1);
    const asked = servers[0].asked();
    await running.append(newLeaves(1));
    await stampsOf(2);
    expect(servers[0].asked()).toBe(asked + 1);
    await Promise.all(open.splice(0).map((each) => each.close()));
    const without = await openTestLog(database);
    await leads(without);
    await without.append(newLeaves(1));
    await without.close();
    const slow = await start(timeStamping({ everyMs: 3_600_000 })); // looks when it starts
    await leads(slow);
    await eventually(() => expect(slow.running.unstampedMs()).toBeGreaterThan(0));
    expect(servers[0].asked()).toBe(asked + 1);
  });

  const other = async (data: string, nonce: bigint, policy?: string) =>
    tsas[0].reply(formatTimeStampRequest({ data: Buffer.from(data), digest: 'sha256', nonce, policy }));

  type Change = (honest: Uint8Array, request: Uint8Array) => Meddled | Promise<Meddled>;

  const wrongs = (): readonly [Change, string][] => [
    [() => 503, 'HTTP 503'],
    [() => Buffer.from('<html>'), 'its answer cannot be read'],
    [() => Buffer.alloc(300_000), 'too long'],
    [() => REFUSAL, 'it refuses: status 2, badRequest, not today'],
    [() => other('something else', 1n), 'over something else'],
    [(_, request) => older(request), 'does not answer this request'],
    [(_, request) => tsas[1].reply(request), 'not of an authority'],
    [flipped, 'the signature is false'],
  ];

  it('goes to the next authority when the first is no good, in whatever way, and says so once', async () => {
    let size = 0;
    const stampedBy = async (tsa: string) => {
      await running.append(newLeaves(1));
      expect(await stampsOf(++size)).toMatchObject({ tsa });
    };
    for (const [change, complaint] of wrongs()) {
      servers[0].meddle(change);
      const said = running.alarms.length;
      await stampedBy('tsa1');
      await stampedBy('tsa1');
      expect(running.alarms.slice(said)).toEqual([expect.stringContaining(`tsa0: `)]);
      expect(running.alarms[said]).toContain(complaint);
    }
    servers[0].meddle(undefined);
    await stampedBy('tsa0');
    await eventually(() => expect(running.alarms.at(-1)).toBe('time stamps of tsa0: good'));
  });

  /** Over the very same checkpoint, for another nonce. */
  async function older(request: Uint8Array): Promise<Uint8Array> {
    const changed = Buffer.from(request);
    const nonce = changed.length - 4; // its last byte, before certReq
    changed[nonce] = (changed[nonce] ?? 0) ^ 1;
    return tsas[0].reply(changed, {});
  }

  function flipped(honest: Uint8Array): Uint8Array {
    const changed = Buffer.from(honest);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1; // in s
    return changed;
  }

  it('goes on without any, and stamps later', async () => {
    for (const server of servers) server.meddle(() => 500);
    await running.append(newLeaves(2));
    await eventually(() => expect(running.alarms).toHaveLength(2));
    expect(await stored()).toEqual([]);
    expect(running.running.unstampedMs()).toBeGreaterThan(0);
    expect(running.running.isBehind()).toBe(false);
    expect((await running.audit()).size).toBe(2);
    servers[1].meddle(undefined);
    expect(await stampsOf(2)).toMatchObject({ tsa: 'tsa1' });
    await eventually(() => expect(running.running.unstampedMs()).toBe(0));
  });

  it('does not wait for one that says nothing', async () => {
    servers[0].meddle(() => 'silence');
    await open.pop()?.close();
    const hasty = await start(timeStamping({ timeoutMs: 1_000 }));
    await hasty.append(newLeaves(1));
    expect(await stampsOf(1)).toMatchObject({ tsa: 'tsa1' });
    expect(hasty.alarms[0]).toBe('time stamps of tsa0: no answer in time');
  });

  it('is stamped by the process that leads, and by no other', async () => {
    const follower = await start(timeStamping({ authorities: [peer(1)] }));
    const asked = servers[1].asked();
    for (let size = 1; size <= 3; size++) {
      await running.append(newLeaves(1));
      expect(await stampsOf(size)).toMatchObject({ tsa: 'tsa0' });
    }
    expect(servers[1].asked()).toBe(asked);
    await running.close();
    open.splice(open.indexOf(running), 1);
    await leads(follower);
    await follower.append(newLeaves(1));
    expect(await stampsOf(4)).toMatchObject({ tsa: 'tsa1' });
  });

  it('keeps what was stamped before its list of revoked certificates could be had, and says that it could not', async () => {
    const bare = { ...peer(0), readTrust: async () => ({ roots: tsas[0].roots, revocationLists: [] }) };
    await running.close();
    open.splice(open.indexOf(running), 1);
    const unsure = await start(timeStamping({ authorities: [bare] }));
    await leads(unsure);
    await unsure.append(newLeaves(1));
    const { note, token } = await stampsOf(1);
    await eventually(() => expect(unsure.alarms).toEqual([expect.stringContaining('revoked is not known')]));
    const trust = await peer(0).readTrust();
    expect(verifyTimeStamp(token, { data: Buffer.from(note) }, trust).verdict).toBe('VALID');
  });

  it('does not forget or change one', async () => {
    await running.append(newLeaves(1));
    await stampsOf(1);
    for (const statement of ['delete from log_timestamp', `update log_timestamp set tsa = 'me'`]) {
      await expect(database.query(statement)).rejects.toThrow('append-only');
    }
  });
});
