import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sm2NoteSigner, sm3Origin } from '#crypto/tlog';
import { DevelopmentNetwork } from '#hub/cli';
import { Auditors } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { auditLog } from '../kit/auditor.js';
import { askDoor, type DoorAnswer } from '../kit/auditor-door.js';
import { captureLog } from '../kit/captured-log.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';

const SETTINGS = ['listen.audit.host=127.0.0.1', 'listen.audit.port=0'];
const DAY_MS = 86_400_000;

/** Every file and its bytes. */
function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

describe('auditors with a token', () => {
  const own = captureLog();
  let now = Date.now();
  let hub: TestHub;
  let beside: TestHub;
  let guangdong: TestPeer;
  let auditors: Auditors;

  beforeAll(async () => {
    hub = await startTestHub({ settings: SETTINGS, logger: own.logger, runtime: { now: () => now } });
    beside = await startTestHub({ beside: hub, settings: SETTINGS });
    guangdong = await hub.peer('guangdong');
    auditors = new Auditors({ db: hub.faults, runtime: systemRuntime(), hubId: 'tongban-dev' });
    await guangdong.act('SubmitCase', submission());
  });
  afterAll(async () => {
    await beside.close();
    await hub.close();
    own.remove();
  });

  const ask = (path: string, token?: string, at = hub): Promise<DoorAnswer> =>
    askDoor(at.running.ports.audit, guangdong.tls.ca, path, token && `Bearer ${token}`);
  const tongban = (...args: string[]) =>
    run(TONGBAN, ['--lang', 'en', ...args], {
      environment: { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir },
    });
  const admit = (scope: 'log:read' | 'checkpoint:read', expiresAt = now + DAY_MS) =>
    auditors.admit({ auditor: 'audit-office', scope, expiresAt });

  it('read the whole log over HTTPS without a client certificate, and nothing else', async () => {
    const token = await admit('log:read');
    const { headers } = await ask('/log/tile/0/000.p/1', token);
    expect(headers['cache-control']).toMatch(/^private, /); // a cache on the way would give it to others
    const { logVkey } = hub.running.services.identity;
    await eventually(async () => {
      const read = await auditLog(async (path) => (await ask(`/log/${path}`, token)).body, logVkey);
      expect(read.leaves.map(({ type }) => type)).toContain('AuditorAdmitted');
    });
    for (const path of ['/', '/v1/hub', '/v1/peers', '/metrics', '/openapi.json', '/.well-known/jwks.json']) {
      expect(await ask(path, token), path).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect(await ask('/log/tile/0/x001/000', token)).toMatchObject({ status: 404, code: 'BEYOND_PUBLISHED' });
  });

  it('see checkpoints alone with a token for checkpoints', async () => {
    const token = await admit('checkpoint:read');
    for (const path of ['/log/checkpoint', '/log/sm3/checkpoint'])
      expect(await ask(path, token), path).toMatchObject({ status: 200 });
    for (const path of ['/log/tile/0/000.p/1', '/log/tile/entries/000.p/1', '/v1/hub', '/log/checkpoint/']) {
      expect(await ask(path, token), path).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    }
  });

  it.each([
    ['no token', undefined],
    ['one that was never given', `tongban_audit_${'A'.repeat(43)}`],
    ['one of no form', 'tongban_audit_'],
    ['one that is very long', 'a'.repeat(8_000)],
  ])('are asked who they are with %s', async (_, token) => {
    const answer = await ask('/log/checkpoint', token);
    expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('are not let in with a token in another place, or under another scheme', async () => {
    const token = await admit('log:read');
    const { port, ca } = { port: hub.running.ports.audit, ca: guangdong.tls.ca };
    for (const header of [`Basic ${token}`, token, `Bearer  ${token}`, `Bearer ${token} x`]) {
      expect(await askDoor(port, ca, '/log/checkpoint', header), header).toMatchObject({ status: 401 });
    }
    expect(await ask(`/log/checkpoint?access_token=${token}`)).toMatchObject({ status: 401 });
    expect(await ask(`/log/checkpoint`, token)).toMatchObject({ status: 200 });
    expect(own.text()).not.toContain(token);
  });

  it('are out when the day is over, and when the token is revoked, in every process at once', async () => {
    const [short, long] = [await admit('log:read', now + 60_000), await admit('log:read')];
    now += 60_000;
    expect(await ask('/log/checkpoint', short)).toMatchObject({ status: 401 });
    expect(await ask('/log/checkpoint', long)).toMatchObject({ status: 200 });
    expect(await ask('/log/checkpoint', long, beside)).toMatchObject({ status: 200 });
    await auditors.revoke('audit-office');
    expect(await ask('/log/checkpoint', long)).toMatchObject({ status: 401 });
    expect(await ask('/log/checkpoint', long, beside)).toMatchObject({ status: 401 });
  });

  it('are slowed down when they guess', async () => {
    const token = await admit('log:read');
    const answers: DoorAnswer[] = [];
    for (let i = 0; i < 130; i++) answers.push(await ask('/log/checkpoint', `guess-${i}`, beside));
    expect(answers[0]).toMatchObject({ status: 401 });
    expect(answers.at(-1)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(answers.at(-1)?.headers['retry-after']).toBe('1');
    expect(await ask('/log/checkpoint', token)).toMatchObject({ status: 200 }); // the other process has seen nothing of it
  });

  it('mirror the log over HTTPS with their token, to the very folder that an export gives', async () => {
    const at = (name: string) => join(hub.dataDir, name);
    await tongban(
      'auditor',
      'add',
      'mirror.gd',
      '--expires',
      '2099-12-31',
      '--token-file',
      at('mirror-token'),
    );
    const { logVkey, logOrigin } = hub.running.services.identity;
    const network = new DevelopmentNetwork(inject('keyFolder'), systemRuntime());
    const { vkey } = sm2NoteSigner(sm3Origin(logOrigin), (await network.hubMaterial([])).logSm2);
    writeFileSync(at('policy.txt'), `log ${logVkey}\nquorum none\n`);
    writeFileSync(at('policy.gm'), `log ${vkey}\nquorum none\n`);
    const policies = ['--policy', at('policy.txt'), '--gm', at('policy.gm')];
    writeFileSync(at('ca.pem'), guangdong.tls.ca);
    const url = `https://localhost:${hub.running.ports.audit}/log`;
    const mirror = (...more: string[]) =>
      tongban(
        ...['log', 'mirror', url, '--to', at('mirror'), ...policies],
        ...['--ca', at('ca.pem'), '--token-file', at('mirror-token'), ...more],
      );
    const { size } = await eventually(async () => {
      const waiting = await hub.database.query('select 1 from log_pending');
      expect(waiting).toEqual([]);
      return hub.running.services.log.reader.published();
    });
    const first = await mirror('--json');
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(JSON.parse(first.stdout)).toMatchObject({ size, added: size, witnesses: [] });
    expect((await mirror()).stdout).toContain(`${size} entries, 0 of them new`);
    expect(await tongban('log', 'export', '--to', at('export'))).toMatchObject({ code: 0 });
    expect(filesIn(at('mirror'))).toEqual(filesIn(at('export')));
    const verify = () =>
      tongban(
        ...['log', 'verify', url, ...policies, '--since', join(at('export'), 'checkpoint')],
        ...['--ca', at('ca.pem'), '--token-file', at('mirror-token')],
      );
    const verified = await verify();
    expect([verified.code, verified.stderr]).toEqual([0, '']);
    expect(verified.stdout).toMatch(new RegExp(`PASS +checkpoints are consistent +.*\\(${size}\\)`));
    await tongban('auditor', 'revoke', 'mirror.gd');
    expect(await verify()).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('HTTP 401'),
    });
    const refused = await mirror();
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('HTTP 401')]);
    expect(filesIn(at('mirror'))).toEqual(filesIn(at('export')));
    const open = `http://hub.example:1/log`;
    const unsafe = ['--to', at('m2'), ...policies, '--token-file', at('mirror-token')];
    expect(await tongban('log', 'mirror', open, ...unsafe)).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('over https only') },
    });
  });

  it('come in from the day on that they were admitted for', async () => {
    const admission = { auditor: 'court.later', scope: 'log:read', expiresAt: now + 2 * DAY_MS } as const;
    const later = await auditors.admit({ ...admission, beginsAt: now + DAY_MS });
    expect(await ask('/log/checkpoint', later)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    now += DAY_MS;
    expect(await ask('/log/checkpoint', later)).toMatchObject({ status: 200 });
    now -= DAY_MS;
    await expect(auditors.admit({ ...admission, beginsAt: admission.expiresAt })).rejects.toMatchObject({
      code: 'MALFORMED',
    });
    const days = ['--begins', '2098-01-01', '--expires', '2099-12-31'];
    expect(await tongban('auditor', 'add', 'court.later', ...days)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining('from 2098-01-01 on until the end of 2099-12-31') },
    });
    expect((await tongban('auditor', 'list')).stdout).toMatch(
      /not yet +court\.later +log:read +2097-12-31 → /,
    );
    const [row] = JSON.parse((await tongban('auditor', 'list', '--json')).stdout);
    expect(row).toMatchObject({ state: 'PENDING', isGood: false, beginsAt: '2097-12-31T16:00:00.000Z' });
    const swapped = await tongban(
      'auditor',
      'add',
      'court.later',
      '--begins',
      '2099-12-31',
      '--expires',
      '2098-01-01',
    );
    expect(swapped).toMatchObject({ code: 1, stderr: expect.stringContaining('lies before --begins') });
  });

  it('are admitted and shown out by an operator, who sees the token once and the database never', async () => {
    const file = join(hub.dataDir, 'token');
    const added = await tongban('auditor', 'add', 'court.henan', '--expires', '2099-12-31');
    const token = added.stdout.trim().split('\n').at(-1) ?? '';
    expect(await ask('/log/checkpoint', token)).toMatchObject({ status: 200 });
    const kept = await tongban(
      ...['auditor', 'add', 'court.henan', '--expires', '2099-12-31'],
      ...['--scope', 'checkpoint:read', '--token-file', file],
    );
    expect([kept.code, statSync(file).mode & 0o777]).toEqual([0, 0o600]);
    const second = readFileSync(file, 'utf8').trim();
    expect(kept.stdout).not.toContain(second);
    expect(await ask('/log/tile/0/000.p/1', second)).toMatchObject({ status: 403 });
    const [row] = await hub.database.query(
      'select string_agg(t::text, chr(10)) as text, max(length(token_sha256)) as length from auditor_grant t',
    );
    expect(row?.length).toBe(32);
    for (const each of [token, second]) expect(String(row?.text)).not.toContain(each.slice(14));
    const listed = JSON.parse((await tongban('auditor', 'list', '--json')).stdout) as object[];
    expect(listed.filter((grant) => 'auditor' in grant && grant.auditor === 'court.henan')).toMatchObject([
      { isGood: true, expiresAt: '2099-12-31T16:00:00.000Z' },
      { isGood: true },
    ]);
    expect((await tongban('auditor', 'revoke', 'court.henan')).stdout).toContain('2 tokens have ended');
    expect(await ask('/log/checkpoint', token)).toMatchObject({ status: 401 });
    expect(await tongban('auditor', 'revoke', 'court.henan')).toMatchObject({ code: 1 });
    for (const wrong of [
      ['张三', '--expires', '2099-12-31'],
      ['court.henan', '--expires', '2020-01-01'],
      ['court.henan', '--expires', '2099-12-31', '--scope', 'cases:read'],
    ])
      expect(await tongban('auditor', 'add', ...wrong)).toMatchObject({ code: 1 });
    const { leaves } = await auditHub(hub);
    const types = leaves.filter((leaf) => leaf.auditor === 'court.henan').map(({ type }) => type);
    expect(types).toEqual(['AuditorAdmitted', 'AuditorAdmitted', 'AuditorRevoked', 'AuditorRevoked']);
  });
});
