import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvidenceScope, readBundle, readZip } from '#crypto/evidence';
import { withDatabase } from '#hub/cli';
import { Auditors, eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { askDoor, type DoorAnswer } from '../kit/auditor-door.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { trustIn } from '../kit/trust.js';

const SETTINGS = ['listen.audit.host=127.0.0.1', 'listen.audit.port=0'];
const DAY_MS = 86_400_000;
const ITEM = '002090012000';

describe('the evidence that an auditor may fetch', () => {
  let now = Date.now();
  /** Of the other process: how slow this machine is decides nothing. */
  let frozen: number | undefined;
  let hub: TestHub;
  let beside: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;
  let auditors: Auditors;
  let folder: string;
  /** Taken in in Guangdong and decided in Henan, and the other way round. */
  let southToNorth: string;
  let northToSouth: string;

  beforeAll(async () => {
    hub = await startTestHub({ settings: SETTINGS, runtime: { now: () => now } });
    beside = await startTestHub({
      ...{ beside: hub, settings: SETTINGS },
      runtime: { elapsed: () => frozen ?? performance.now() },
    });
    [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    auditors = new Auditors({ db: hub.faults, runtime: systemRuntime(), hubId: 'tongban-dev' });
    folder = mkdtempSync(join(tmpdir(), 'tongban-audited-'));
    await trustIn(hub, folder);
    const closed = async (by: TestPeer, divisionCode: string) => {
      const { caseNo = '' } = await by.act('SubmitCase', submission({ divisionCode }));
      await by.act('CaseWithdrawn', { caseNo, reason: '申请人撤回' });
      return caseNo;
    };
    southToNorth = await closed(guangdong, '410000');
    northToSouth = await closed(henan, '440000');
    await acknowledgeAll(guangdong, henan);
    await auditHub(hub); // all of it has its proof
  });
  afterAll(async () => {
    await beside.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const fetchCase = (caseNo: string, token?: string, query = '', at = hub): Promise<DoorAnswer> =>
    askDoor(
      at.running.ports.audit,
      guangdong.tls.ca,
      `/v1/cases/${caseNo}/evidence${query}`,
      token && `Bearer ${token}`,
    );
  const tongban = (...args: readonly string[]) =>
    run(TONGBAN, ['--lang', 'en', ...args], {
      environment: { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir },
    });
  const grant = (evidence?: Partial<EvidenceScope>, auditor = 'audit-office', expiresAt = now + DAY_MS) =>
    auditors.admit({
      ...{ auditor, scope: 'log:read', expiresAt },
      evidence: evidence && { without: [], ...evidence },
    });
  const verify = async (zip: Buffer, ...more: readonly string[]) => {
    const file = join(folder, 'case.evidence.zip');
    writeFileSync(file, zip);
    const trust = ['--policy', join(folder, 'policy.txt'), '--keys', join(folder, 'platforms.json')];
    return run(TONGBAN_VERIFY, ['bundle', file, ...trust, '--gm', join(folder, 'policy.gm'), ...more]);
  };
  /** Of this auditor, in the log. */
  const logged = async (auditor: string) => {
    const { leaves } = await auditHub(hub);
    return leaves.filter((leaf) => leaf.auditor === auditor);
  };

  it('is whole but for the groups that his grant withholds, and those that he does not want', async () => {
    const token = await grant({ cases: [southToNorth], without: ['applicant', 'form'] });
    const answer = await fetchCase(southToNorth, token);
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(answer.body.includes('441803199001019018')).toBe(false);
    const files = await readZip(answer.body);
    const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString()) as object;
    expect(manifest).toMatchObject({ withheld: ['applicant', 'form'] });
    expect(readBundle(files).events.map(({ type, partial }) => [type, partial !== undefined])).toEqual(
      expect.arrayContaining([
        ['SubmitCase', true],
        ['CaseWithdrawn', false],
      ]),
    );
    expect(await verify(answer.body)).toMatchObject({ code: 3 });
    expect(await verify(answer.body, '--allow-withheld')).toMatchObject({ code: 0 });
    const less = await readZip((await fetchCase(southToNorth, token, '?without=reasons')).body);
    expect(JSON.parse(Buffer.from(less.get('manifest.json') ?? []).toString())).toMatchObject({
      withheld: ['applicant', 'form', 'reasons'],
    });
    const none = await fetchCase(southToNorth, token, '?without=everything');
    expect(none).toMatchObject({ status: 400, code: 'MALFORMED' });
  });

  it('is nothing unless his grant says so, and never of other cases; the answer tells not whether there are such', async () => {
    const day = (from: number, to: number) => ({ from: now + from * DAY_MS, to: now + to * DAY_MS });
    const scopes: [granted: Partial<EvidenceScope> | undefined, south: boolean, north: boolean][] = [
      [undefined, false, false],
      [{}, true, true],
      [{ cases: [southToNorth] }, true, false],
      [{ items: [ITEM] }, true, true],
      [{ items: ['000000000000'] }, false, false],
      [{ divisions: ['410000'] }, true, true], // decided there, taken in there
      [{ divisions: ['410100'] }, false, false], // the province is not in the city
      [{ divisions: ['110000'] }, false, false],
      [{ ...day(-1, 1) }, true, true],
      [{ ...day(-2, -1) }, false, false],
      [{ from: now + DAY_MS }, false, false],
      [{ to: now - DAY_MS }, false, false],
      [{ cases: [southToNorth], items: ['000000000000'] }, false, false], // every condition must hold
      [{ cases: [southToNorth], divisions: ['110000'] }, false, false],
    ];
    for (const [scope, south, north] of scopes) {
      const token = await grant(scope);
      for (const [caseNo, isCovered] of [
        [southToNorth, south],
        [northToSouth, north],
      ] as const) {
        const { status, code } = await fetchCase(caseNo, token);
        expect([status, code], JSON.stringify(scope)).toEqual(
          isCovered ? [200, undefined] : [403, 'NOT_ALLOWED'],
        );
      }
    }
    const token = await grant({ cases: [southToNorth] });
    const unknown = `${southToNorth.slice(0, -4)}0000`;
    const problem = async (caseNo: string) => {
      const { body, status } = await fetchCase(caseNo, token);
      const { detail, title } = JSON.parse(body.toString()) as Record<string, unknown>;
      return { status, detail, title };
    };
    const forAbsent = await fetchCase(unknown, token);
    if (forAbsent.status !== 400) expect(await problem(unknown)).toEqual(await problem(northToSouth));
    expect(await fetchCase('x', token)).toMatchObject({ status: 400 });
  });

  it('is nobody’s without a token, with one that is over, or that has been revoked: at once, in every process', async () => {
    expect(await fetchCase(southToNorth)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const guessed = await fetchCase(southToNorth, `tongban_audit_${'A'.repeat(43)}`);
    expect(guessed).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    const [short, long] = [
      await grant({}, 'court.henan', now + 60_000),
      await grant({}, 'court.henan', now + 3 * DAY_MS),
    ];
    expect(await fetchCase(southToNorth, short)).toMatchObject({ status: 200 });
    now += 60_000;
    expect(await fetchCase(southToNorth, short)).toMatchObject({ status: 401 });
    expect(await fetchCase(southToNorth, long, '', beside)).toMatchObject({ status: 200 });
    await auditors.revoke('court.henan');
    for (const at of [hub, beside])
      expect(await fetchCase(southToNorth, long, '', at)).toMatchObject({ status: 401 });
  });

  it('stands in the log: the grant, each request, each refusal, the end; and no number of a case', async () => {
    const token = await grant({ cases: [southToNorth], without: ['form'] }, 'discipline.gd');
    await fetchCase(southToNorth, token);
    await fetchCase(northToSouth, token);
    await auditors.revoke('discipline.gd');
    const leaves = await logged('discipline.gd');
    expect(leaves.map(({ type, code, without }) => [type, code, without])).toEqual([
      ['AuditorAdmitted', undefined, undefined],
      ['EvidenceRequested', undefined, ['form']],
      ['EvidenceRequested', 'NOT_ALLOWED', undefined],
      ['AuditorRevoked', undefined, undefined],
    ]);
    expect(JSON.stringify(leaves)).not.toMatch(/TB\d{8}/);
    const { stdout } = await tongban('auditor', 'requests', 'discipline.gd', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { auditor: 'discipline.gd', caseNo: northToSouth, code: 'NOT_ALLOWED' },
      { auditor: 'discipline.gd', caseNo: southToNorth, code: null },
    ]);
    await grant({}, 'standing.gd');
    for (const change of [
      'delete from auditor_request',
      "update auditor_request set code = 'X'",
      'delete from auditor_grant',
      "update auditor_grant set evidence = null where auditor = 'standing.gd'",
      "update auditor_grant set revoked_at = null where auditor = 'discipline.gd'",
    ])
      await expect(hub.database.query(change), change).rejects.toThrow();
  });

  it('is slowed down: whoever asks for much fills no log', async () => {
    const token = await grant({ cases: [southToNorth] }, 'eager.office');
    frozen = performance.now();
    const asked = Array.from({ length: 130 }, () => fetchCase(northToSouth, token, '', beside));
    const codes = (await Promise.all(asked)).map(({ code }) => code);
    frozen = undefined;
    expect(codes.filter((code) => code === 'NOT_ALLOWED')).toHaveLength(100);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(30);
    expect(await logged('eager.office')).toHaveLength(1 + 100); // the grant, and what was answered
  });

  it('of an erased case is what is left, for those whom it was open to', async () => {
    const request = { caseNo: northToSouth, ground: 'UNLAWFUL', decidedBy: '11410000MBY900027Q' } as const;
    const settings = { hubId: 'tongban-dev', retentionMs: 0, runtime: systemRuntime() };
    await auditHub(hub);
    const erased = await withDatabase(hub.database.url, (db) =>
      eraseCase(db, { ...request, isDryRun: false }, settings),
    );
    expect(typeof erased).toBe('object');
    await auditHub(hub);
    const there = await fetchCase(northToSouth, await grant({ divisions: ['410000'] }));
    expect(there.status).toBe(200);
    expect(await verify(there.body)).toMatchObject({ code: 0 });
    expect(await fetchCase(northToSouth, await grant({ divisions: ['110000'] }))).toMatchObject({
      status: 403,
    });
  });

  it('is granted by an operator, who must say of which cases', async () => {
    const until = ['--expires', '2099-12-31'];
    const options = ['--division', '410000', '--item', ITEM, '--from', '2020-01-01', '--to', '2099-01-01'];
    const done = await tongban(
      ...['auditor', 'grant', 'bureau.ha', ...until, ...options, '--case', southToNorth],
      ...['--without', 'form,applicant', '--json'],
    );
    expect([done.stderr, done.code]).toEqual(['', 0]);
    const { token, evidence } = JSON.parse(done.stdout) as { token: string; evidence: object };
    const period = { from: Date.parse('2019-12-31T16:00:00Z'), to: Date.parse('2099-01-01T16:00:00Z') };
    expect(evidence).toEqual({
      ...{ cases: [southToNorth], divisions: ['410000'], items: [ITEM], ...period },
      without: ['applicant', 'form'],
    });
    expect(await fetchCase(southToNorth, token)).toMatchObject({ status: 200 });
    expect((await tongban('auditor', 'list')).stdout).toContain(
      `evidence of ${southToNorth}; 410000; ${ITEM};`,
    );
    const all = await tongban('auditor', 'add', 'bureau.gd', ...until, '--all-cases');
    expect(all.stdout).toContain('evidence of every case\n');
    expect((await tongban('auditor', 'add', 'bureau.gd', ...until)).stdout).toContain('no evidence\n');
    for (const wrong of [
      ['--all-cases', '--item', ITEM],
      ['--without', 'form'],
      ['--case', 'TB1'],
      ['--division', '99'],
      ['--from', '2026-02-01', '--to', '2026-01-01'],
      ['--all-cases', '--without', 'names'],
    ])
      expect(await tongban('auditor', 'add', 'bureau.sx', ...until, ...wrong), wrong.join(' ')).toMatchObject(
        {
          code: 1,
        },
      );
    expect((await auditors.list()).map(({ auditor }) => auditor)).not.toContain('bureau.sx');
  });
});
