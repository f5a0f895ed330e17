import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyTimeStamp } from '#crypto/timestamp';
import { joinRevocation, readRevocationFile } from '#crypto/x509/certificate';
import type { RevocationSources, TsaPeer } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { leads, newLeaves, openTestLog, type TestLog } from '../kit/log.js';
import { type RevocationServer, serveRevocation } from '../kit/revocation-server.js';
import { NO_RESTAMPING } from '../kit/time-stamps.js';
import { serveTsa, TestTsa, type TsaServer } from '../kit/tsa.js';

interface Stored {
  readonly note: string;
  readonly token: Uint8Array;
  readonly files: { name: string; body: string }[];
}

const STORED = `select note, token, (
    select coalesce(json_agg(json_build_object('name', name, 'body', encode(body, 'base64')) order by name), '[]')
      from log_timestamp_revocation l join log_revocation using (name) where l.size = s.size and l.tsa = s.tsa
  ) as files from log_timestamp s where size = $1`;

describe('a log that collects whether certificates of its time stamps are revoked', () => {
  let tsa: TestTsa;
  let server: TsaServer;
  let revocation: RevocationServer;
  let database: TestDatabase;
  let running: TestLog | undefined;

  beforeAll(async () => {
    tsa = await TestTsa.make({ isIntermediate: true });
    server = await serveTsa(tsa);
    revocation = await serveRevocation(tsa);
  });
  afterAll(async () => {
    await Promise.all([server, revocation].map((each) => each.close()));
    tsa.close();
  });
  beforeEach(async () => {
    database = await freshDatabase();
    revocation.meddle(undefined);
  });
  afterEach(async () => {
    await running?.close();
    await database.drop();
  });

  const both = (): RevocationSources => ({
    crlUrls: [revocation.crlUrl],
    ocspUrls: [revocation.ocspUrl, revocation.rootOcspUrl],
    followCertificates: false,
  });

  function peer(sources: RevocationSources, of = tsa, url = server.url): TsaPeer {
    const readTrust = async () => ({ roots: of.roots, revocationLists: [] });
    return { name: 'tsa', url, digest: 'sha256', policy: '1.2.3.4.1', readTrust, revocation: sources };
  }

  async function start(authorities: readonly TsaPeer[], timeoutMs = 30_000): Promise<TestLog> {
    running = await openTestLog(database, {
      timeStamping: { authorities, everyMs: 50, timeoutMs, restamping: NO_RESTAMPING },
    });
    await leads(running);
    return running;
  }

  const stampOf = (size: number) =>
    eventually(async () => {
      const [row] = await database.query<Stored>(STORED, [size]);
      return row ?? expect.fail('not stamped');
    });

  function verdictOf({ note, token, files }: Stored, of = tsa) {
    const collected = joinRevocation(
      ...files.map(
        ({ name, body }) =>
          readRevocationFile({ name, bytes: Buffer.from(body, 'base64') }) ?? expect.fail(name),
      ),
    );
    const trust = { roots: of.roots, revocationLists: [] };
    return verifyTimeStamp(token, { data: Buffer.from(note), collected }, trust).verdict;
  }

  it('keeps lists and responses of the whole path beside the stamp, and they settle it', async () => {
    const log = await start([peer(both())]);
    await log.append(newLeaves(1));
    const stamp = await stampOf(1);
    expect(stamp.files.map(({ name }) => name.slice(65)).sort()).toEqual(['crl', 'crl', 'ocsp', 'ocsp']);
    expect(verdictOf(stamp)).toBe('VALID');
    for (const kind of ['crl', 'ocsp'])
      expect(verdictOf({ ...stamp, files: stamp.files.filter(({ name }) => name.endsWith(kind)) })).toBe(
        'VALID',
      );
    expect(verdictOf({ ...stamp, files: [] })).toBe('REVOCATION_UNKNOWN');
    expect(log.alarms).toEqual([]);
  });

  it('asks where the certificates themselves say, if it is told to, and only then', async () => {
    const points = await serveRevocation(tsa);
    const extensions = `crlDistributionPoints = URI:${points.crlUrl}\nauthorityInfoAccess = OCSP;URI:${points.ocspUrl}`;
    const other = await TestTsa.make({ extensions });
    const otherServer = await serveTsa(other);
    const own = await serveRevocation(other);
    const none = { crlUrls: [], ocspUrls: [], followCertificates: false };
    const log = await start([peer(none, other, otherServer.url)]);
    await log.append(newLeaves(1));
    expect((await stampOf(1)).files).toEqual([]);
    expect(points.asked).toEqual({ crl: 0, ocsp: 0 });
    await log.close();
    const following = await start([peer({ ...none, followCertificates: true }, other, otherServer.url)]);
    await following.append(newLeaves(1));
    expect((await stampOf(2)).files).toEqual([]); // those are of another authority
    expect(points.asked).toEqual({ crl: 1, ocsp: 1 });
    await eventually(() => expect(following.alarms.join()).toContain('no list that an issuer'));
    await Promise.all([points, own, otherServer].map((each) => each.close()));
    other.close();
  });

  it.each<[string, (honest: Uint8Array) => Uint8Array | number | 'silence', string]>([
    ['fails', () => 503, 'HTTP 503'],
    ['says nothing', () => 'silence', 'no answer in time'],
    ['answers with something else', () => Buffer.from('<html>'), 'at byte'],
    ['never ends', () => Buffer.alloc(2_000_000, 0x30), 'the answer is too long'],
    ['tells lies', (honest) => flipped(honest), 'revocation: '],
  ])('is stamped all the same where a responder %s, and says so', async (_, change, complaint) => {
    revocation.meddle(change);
    const log = await start([peer(both())], 3_000);
    await log.append(newLeaves(1));
    const stamp = await stampOf(1);
    expect(stamp.files.length).toBeLessThanOrEqual(1); // of two lists in one file the first stands
    expect(verdictOf(stamp)).toBe('REVOCATION_UNKNOWN');
    await eventually(() => expect(log.alarms.at(-1)).toContain(complaint));
    expect(log.alarms.at(-1)).toContain('revoked is not known');
    revocation.meddle(undefined);
    await log.append(newLeaves(1));
    expect(verdictOf(await stampOf(2))).toBe('VALID');
    await eventually(() => expect(log.alarms.at(-1)).toBe('time stamps of tsa: good'));
  });

  /** In the signature: PEM has its end before the last line. */
  function flipped(honest: Uint8Array): Uint8Array {
    const changed = Buffer.from(honest);
    const at = changed.length - 40;
    changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
    return changed;
  }

  it('goes to the next authority where the certificate is revoked', async () => {
    const lost = await TestTsa.make();
    const [lostServer, lists] = [await serveTsa(lost), await serveRevocation(lost)];
    await lost.revoke('keyCompromise');
    const sources = { crlUrls: [], ocspUrls: [lists.ocspUrl], followCertificates: false };
    const first = { ...peer(sources, lost, lostServer.url), name: 'lost' };
    const log = await start([first, peer(both())]);
    await log.append(newLeaves(1));
    expect(verdictOf(await stampOf(1))).toBe('VALID');
    expect(log.alarms).toEqual([expect.stringContaining('a certificate is revoked')]);
    await Promise.all([lostServer, lists].map((each) => each.close()));
    lost.close();
  });

  it('does not forget or change it', async () => {
    const log = await start([peer(both())]);
    await log.append(newLeaves(1));
    await stampOf(1);
    for (const table of ['log_revocation', 'log_timestamp_revocation'])
      await expect(database.query(`delete from ${table}`)).rejects.toThrow('append-only');
    const insert = `insert into log_revocation values (repeat('0', 64) || '.crl', 'x', now())`;
    await expect(database.query(insert)).rejects.toThrow('check');
  });
});
