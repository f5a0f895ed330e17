import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningConnector } from '#connectors/kit';
import { issueCredential, presentCredential } from '#crypto/credential';
import { createRandom, generatePrivateKey, type PrivateKey } from '#crypto/primitives';
import { statusListUri } from '#crypto/status-list';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces, TOKEN } from '../kit/provinces.js';
import { RegisterClient } from '../kit/register.js';

/** 亮证 between two platforms through their connectors; and the same certificate at a window without a network. */

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const TYPE = '11100000MBY0090078904';
const NONCE = 'a-question-of-today';

let hub: TestHub;
let provinces: Provinces;
let henanRegister: RegisterClient;
let henan: TestPeer;
let scratch: string;
let requests = 0;
const connectors = new Map<string, RunningConnector>();

beforeAll(async () => {
  hub = await startTestHub({ certificateRules: { ...readCertificateRules(), ...readCertificatePowers() } });
  provinces = await openProvinces(hub);
  henanRegister = new RegisterClient(provinces.taps.henan.url);
  henan = await hub.peer('henan');
  scratch = mkdtempSync(join(tmpdir(), 'tongban-showing-'));
  await connect('guangdong');
  await connect('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await provinces.close();
  await hub.close();
  rmSync(scratch, { recursive: true });
});

async function connect(name: 'guangdong' | 'henan'): Promise<void> {
  const { hub: toHub } = provinces.config(name);
  connectors.set(name, await provinces.connect(name, { hub: { ...toHub, statusRefreshMs: 100 } }));
  await eventually(() => expect(hub.running.services.lines.count(name)).toBe(1));
}

interface Place {
  readonly list: string;
  readonly index: number;
}

/** In Henan's register, reported to the hub, with its place in Henan's list. */
async function qualification(): Promise<{ readonly id: string; readonly place: Place }> {
  const { id } = await henanRegister.issue({
    kind: 'qualification',
    holders: [HOLDER],
    contents: [
      { name: '姓名', value: '李测试' },
      { name: '证书编号', value: 'CS2024000001' },
      { name: '专业', value: '市政公用工程' },
    ],
    from: '2024-01-01',
  });
  const sql = `select status_list as list, status_index::int as index from certificate where certificate_id = '${id}'`;
  const place = await eventually(async () => {
    const [row] = await hub.database.query<Place>(sql);
    return row ?? expect.fail('not reported yet');
  });
  return { id, place };
}

/** What Guangdong's platform asks its connector. */
async function ask(path: string, data: object) {
  const requestTime = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const head = { requestId: `QQ${requests++}`, requestTime };
  const response = await fetch(`${provinces.callbacks.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-app-token': TOKEN },
    body: JSON.stringify({ head, data }),
  });
  return (await response.json()) as {
    head: { status: string; code?: string };
    data: Record<string, unknown>;
  };
}

function open(certificateId: string, fields: readonly string[]) {
  return ask('openCertCode', { ZZBS: certificateId, CZZTDM: HOLDER.code, CZZTLX: 'GR', ZMZD: fields });
}

function scan(code: unknown, fields: readonly string[]) {
  const item = { SXBM: '11440000MBY900019A2442090012000', BLLSH: newReference('GD'), useCause: '补发' };
  return ask('scanCertCode', { LZM: code, ...item, YZDW: '11440000MBY900019A', JBR: '窗口03', ZMZD: fields });
}

describe('a holder’s code', () => {
  it('gives a window what is shown, with a credential that proves it, once', async () => {
    const { id } = await qualification();
    const opened = await open(id, ['XM', 'ZSBH']);
    expect(opened).toMatchObject({ head: { status: '0' } });
    const answer = await scan(opened.data.LZM, ['XM', '专业']);
    expect(answer).toMatchObject({
      head: { status: '0' },
      data: { ZZBS: id, ZMXX: [{ ZDM: 'XM', ZDZ: '李测试' }], PZ: expect.stringContaining('~') },
    });
    expect(await scan(opened.data.LZM, ['XM'])).toMatchObject({ head: { code: 'PRESENTATION_USED' } });
    const asked = provinces.taps.henan.exchanges.filter(({ path }) => path === '/ha/zz/query').at(-1);
    expect(asked?.body.toString()).toMatch(/<LZBH>[\w-]{36}<\/LZBH>/);
  });

  it('is not given for what has been revoked', async () => {
    const { id } = await qualification();
    await henanRegister.setState(id, 'revoked');
    await eventually(async () => {
      expect(await open(id, ['XM'])).toMatchObject({ head: { code: 'CERTIFICATE_NOT_VALID' } });
    });
  });
});

/** What the holder's wallet makes, of a credential that Henan's platform has signed for it. */
async function shown(place: Place, wallet: PrivateKey, holder = wallet): Promise<string> {
  const now = Date.now();
  const credential = await issueCredential(
    {
      issuer: '11410000MBY900027Q',
      place: '410000',
      type: TYPE,
      holderKey: wallet.publicKey,
      issuedAt: now - 2_000,
      expiresAt: now + 3_600_000,
      status: { uri: statusListUri('henan', place.list), index: place.index },
      fields: { 姓名: '李测试', 专业: '市政公用工程' },
    },
    henan.material.messageKey,
    createRandom(),
  );
  const file = join(scratch, `${requests++}.txt`);
  const made = { fields: ['姓名'], audience: '窗口03', nonce: NONCE, now };
  writeFileSync(file, `${await presentCredential(credential, made, holder)}\n`);
  return file;
}

/** As the clerk types it. @param flags before the command. */
function check(file: string, more: readonly string[] = [], flags: readonly string[] = []) {
  const folder = join(provinces.config('guangdong').dataDir, 'window');
  const asked = ['--type', TYPE, '--fields', '姓名', '--audience', '窗口03', '--nonce', NONCE];
  return run(TONGBAN, [...flags, 'certificates', 'check', file, '--folder', folder, ...asked, ...more]);
}

describe('a window without a network', () => {
  it('goes by what its connector has kept, and says how old that is', async () => {
    const wallet = generatePrivateKey('P256');
    const { id, place } = await qualification();
    const file = await shown(place, wallet);
    await eventually(async () => {
      const valid = await check(file);
      expect(valid).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ VALID 有效') });
      expect(valid.stdout).toMatch(/状态列表距今 \d+ 秒/);
      expect(valid.stdout).toContain('姓名: 李测试');
      expect(valid.stdout).not.toContain('市政');
    });
    const stolen = await check(await shown(place, wallet, generatePrivateKey('P256')), ['--json']);
    expect(stolen.code).toBe(1);
    expect(JSON.parse(stolen.stdout)).toMatchObject({ verdict: 'WRONG_HOLDER' });

    await henanRegister.setState(id, 'revoked');
    await eventually(async () => {
      const revoked = await check(file, [], ['--lang', 'en']);
      expect(revoked).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ REVOKED it was revoked') });
    });
  });

  it('says so when there is nothing to go by', async () => {
    const file = await shown({ list: 'none', index: 1 }, generatePrivateKey('SM2'));
    expect(await check(file)).toMatchObject({ code: 3, stdout: expect.stringContaining('? LIST_MISSING') });
    expect(await check(file, ['--folder', scratch])).toMatchObject({ code: 2 });
  });
});

describe('the issuing province', () => {
  const folder = () => join(provinces.config('henan').dataDir, 'certificate-uses');
  const lines = () =>
    readdirSync(folder()).flatMap((name) =>
      readFileSync(join(folder(), name), 'utf8').split('\n').slice(0, -1),
    );
  const told = () => lines().map((line) => JSON.parse(line) as { useId: string; outcome: string });
  const ledger = async () => {
    const rows = await hub.database.query<{ id: string }>(
      `select use_id as id from certificate_use where platform = 'henan' order by use_id`,
    );
    return rows.map(({ id }) => id);
  };

  it('has every use of its certificates on its own disk, refusals too, once, though its connector was away', async () => {
    const before = await ledger();
    await eventually(() => expect(told().map(({ useId }) => useId)).toEqual(before));
    expect(told().map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['RELEASED', 'REFUSED']));

    const { id } = await qualification();
    await connectors.get('henan')?.close();
    const [latest = ''] = readdirSync(folder()).sort().reverse();
    appendFileSync(join(folder(), latest), '{"useId":"cut sho');
    const guangdong = await hub.peer('guangdong');
    const purpose = { basicCode: '002090012000', caseRef: newReference('GD'), reason: '补发' };
    const organisation = '11440000MBY900019A';
    const use = { operation: 'STATUS', certificateId: id, purpose, organisation, clerk: '窗口03' };
    await guangdong.grpc.useCertificate(guangdong.sign('UseCertificate', use));
    await connect('henan');
    const after = await ledger();
    expect(after).toHaveLength(before.length + 1);
    await eventually(() => expect(told().map(({ useId }) => useId)).toEqual(after));
  });
});
