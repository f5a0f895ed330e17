import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isActLeaf, isKeyLeaf, type Leaf, parseLeaf } from '#crypto/evidence';
import { DevelopmentNetwork } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { auditLog, auditRecord } from '../kit/auditor.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { type HubProcess, startHubProcess } from '../kit/hub-process.js';
import { submission } from '../kit/messages.js';
import { TestPeer } from '../kit/peer.js';
import { type Finished, run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';

describe('a key that is revoked by command, with two hub processes', () => {
  let database: TestDatabase;
  let dataDir: string;
  let hubs: HubProcess[];
  /** Henan, connected to either. */
  let peers: TestPeer[];
  let kid: string;
  /** Submitted before the revocation. */
  let caseNo: string;

  beforeAll(async () => {
    database = await emptyDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'tongban-directory-'));
    const options = { databaseUrl: database.url, dataDir, flags: ['--sample'] };
    hubs = [await startHubProcess(options), await startHubProcess(options)];
    const network = new DevelopmentNetwork(dataDir, systemRuntime());
    const material = await network.peerMaterial('henan', 'ED25519');
    kid = material.messageKey.kid;
    peers = hubs.map(({ announced }) => new TestPeer(material, announced.ports));
  });
  afterAll(async () => {
    for (const peer of peers) peer.close();
    for (const hub of hubs) await hub.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const opening = (peer: TestPeer, issuedAt = Date.now()) =>
    peer.sign('SubmitCase', submission({ divisionCode: '440000' }), { issuedAt });

  const tongban = (...args: readonly string[]): Promise<Finished> =>
    run(TONGBAN, args, { environment: { DATABASE_URL: database.url, TONGBAN_DATA_DIR: dataDir } });

  async function revoke(...args: string[]) {
    const { code, stdout } = await tongban('revoke-key', kid, '--json', ...args);
    return { code, told: JSON.parse(stdout) };
  }

  async function leaves(): Promise<(Leaf | undefined)[]> {
    await eventually(async () => expect(await database.query('select 1 from log_pending')).toEqual([]));
    const rows = await database.query<{ body: Buffer }>('select body from log_entry order by idx');
    return rows.map(({ body }) => parseLeaf(body));
  }

  it('is refused by both from then on, whatever time its messages say, and what it did before stands', async () => {
    const before = opening(peers[0] ?? expect.fail());
    const [first] = await Promise.all(
      peers.map((peer, i) => peer.grpc.submit(i === 0 ? before : opening(peer))),
    );
    let isRevoked = false;
    // Both are kept busy with the key while it is revoked.
    const busy = peers.map(async (peer) => {
      const codes: string[] = [];
      while (!isRevoked) {
        const done = peer.grpc.submit(opening(peer));
        codes.push(
          await done.then(
            () => 'taken',
            (error: { code?: string }) => error.code ?? `${error}`,
          ),
        );
      }
      return codes;
    });
    caseNo = first?.caseNo ?? '';
    const { code, told } = await revoke('--reason', 'COMPROMISED');
    expect(code).toBe(0);
    expect(told).toMatchObject({ kid, peerId: 'henan', reason: 'COMPROMISED' });

    for (const peer of peers) {
      // Dated back to before the revocation, within the window of the clock.
      for (const issuedAt of [Date.now(), Date.now() - 240_000]) {
        const refused = await peer.submitOverRest(opening(peer, issuedAt));
        expect(refused.json()).toMatchObject({ code: 'KEY_NOT_VALID' });
        const { leafId } = refused.json<{ leafId: string }>();
        const logged = (await leaves()).find((leaf) => leaf?.id === leafId);
        expect(logged).toMatchObject({ type: 'Refusal', actor: 'henan', code: 'KEY_NOT_VALID' });
      }
      expect(await peer.grpc.submit(before)).toMatchObject({ caseNo: first?.caseNo }); // the same message again
    }
    isRevoked = true;
    for (const codes of await Promise.all(busy)) {
      const end = codes.indexOf('KEY_NOT_VALID');
      expect(codes.slice(end === -1 ? codes.length : end)).not.toContain('taken');
    }
  });

  it('stands in the log so that each act is behind its registration and before its revocation', async () => {
    const all = await leaves();
    const places = all.flatMap((leaf, i) => (leaf && isActLeaf(leaf) && leaf.kid === kid ? i : []));
    const placeOf = (type: string) =>
      all.findIndex((leaf) => leaf && isKeyLeaf(leaf) && leaf.type === type && leaf.kid === kid);
    expect(places.length).toBeGreaterThan(2);
    expect(placeOf('KeyRegistered')).toBeGreaterThanOrEqual(0);
    expect(Math.min(...places)).toBeGreaterThan(placeOf('KeyRegistered'));
    expect(Math.max(...places)).toBeLessThan(placeOf('KeyRevoked'));
    expect(all.filter((leaf) => leaf?.type === 'DirectoryOpened')).toHaveLength(1);
    const { logVkey } = await (peers[0] ?? expect.fail()).grpc.hub();
    const log = await auditLog(`http://127.0.0.1:${hubs[1]?.announced.ports.open}/log`, logVkey);
    await auditRecord(database, log);
  });

  it('is judged by the auditor from the entries of the log, in the whole log and in the evidence of a case', async () => {
    const at = (name: string) => join(dataDir, name);
    await tongban('trust', at('trust'));
    await tongban('log', 'export', '--to', at('exported'));
    writeFileSync(at('case.zip'), await (peers[0] ?? expect.fail()).grpc.evidence(caseNo));
    const policy = ['--policy', join(at('trust'), 'policy.txt'), '--lang', 'en'];
    const log = await run(TONGBAN_VERIFY, ['log', at('exported'), ...policy]);
    expect([log.code, log.stdout]).toEqual([
      0,
      expect.stringMatching(/PASS +keys were active at the time +6; \d+ acts, each behind/),
    ]);
    const keys = ['--keys', join(at('trust'), 'platforms.json')];
    const evidence = await run(TONGBAN_VERIFY, ['bundle', at('case.zip'), ...policy, ...keys]);
    expect(evidence.stdout).toMatch(
      /PASS +keys were active at the time +1, by the trust; 1 acts behind the entry/,
    );
  });

  it('can be revoked again only from an earlier moment', async () => {
    const again = await revoke('--reason', 'COMPROMISED');
    expect(again).toEqual({ code: 1, told: { kid, refused: 'REVOKED_BEFORE' } });
    const since = '2026-11-01T00:00:00+08:00';
    const earlier = await revoke('--reason', 'COMPROMISED', '--since', since);
    expect(earlier).toMatchObject({ code: 0, told: { since: new Date(since).toISOString() } });
  });
});
