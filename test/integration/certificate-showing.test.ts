import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningConnector } from '#connectors/kit';
import { presentCredential } from '#crypto/credential';
import { generatePrivateKey } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { readQrPng, readQrSvg, readQrText } from '../kit/qr-reader.js';

/** 亮证 between two platforms, from the holder's screen to the window; and the same certificate at a window without a network. */

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const TYPE = '11100000MBY0090078904';
const NONCE = 'a-question-of-today';

let hub: TestHub;
let provinces: Provinces;
let scratch: string;
let files = 0;
/** How far ahead of the world the hub's clock is. */
let aheadMs = 0;
const connectors = new Map<string, RunningConnector>();

beforeAll(async () => {
  hub = await startTestHub({
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
    runtime: { now: () => Date.now() + aheadMs },
  });
  provinces = await openProvinces(hub);
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

/** In the register of its province, and known to the hub. */
async function qualification(by: Name): Promise<{ readonly id: string }> {
  const { id } = await provinces.register(by).issue({
    kind: 'qualification',
    holders: [HOLDER],
    contents: [
      { name: '姓名', value: '李测试' },
      { name: '证书编号', value: 'CS2024000001' },
      { name: '专业', value: '市政公用工程' },
    ],
    from: '2024-01-01',
  });
  await eventually(async () => {
    expect(await hub.database.query(`select 1 from certificate where certificate_id = '${id}'`)).toHaveLength(
      1,
    );
  });
  return { id };
}

/** Each at its own window, in its own words. */
const WINDOWS = {
  guangdong: { item: '11440000MBY900019A2442090012000', reason: '补发', clerk: '窗口03' },
  henan: { item: 'HA-RS-0012', reason: '补发', clerk: '窗口三' },
} as const;

type Name = keyof typeof WINDOWS;

function open(at: Name, certificateId: string, contents: readonly string[] = ['姓名', '证书编号']) {
  return provinces.register(at).open({ certificateId, holder: HOLDER, contents });
}

function scan(at: Name, code: string, contents: readonly string[] = ['姓名', '专业']) {
  return provinces.register(at).scan({ ...WINDOWS[at], code, caseRef: newReference('C'), contents });
}

/** What a camera makes of the holder's screen. */
async function seen(at: Name, id: string): Promise<string> {
  return readQrPng(await provinces.register(at).picture(id, 'png'));
}

describe('a holder’s code', () => {
  it.each([
    ['henan', 'guangdong'],
    ['guangdong', 'henan'],
  ] as const)(
    'of %s gives a window of %s what is shown, with a credential that proves it, once',
    async (issuer, window) => {
      const { id } = await qualification(issuer);
      const opened = await open(issuer, id);
      expect(opened).toMatchObject({ given: true, code: expect.stringMatching(/^TONGBAN1:/) });
      const picture = await seen(issuer, opened.id);
      expect(picture).toBe(opened.code);
      expect(
        readQrSvg(Buffer.from(await provinces.register(issuer).picture(opened.id, 'svg')).toString()),
      ).toBe(picture);
      expect(await scan(window, picture)).toMatchObject({
        given: true,
        certificateId: id,
        contents: [{ name: '姓名', value: '李测试' }],
        credential: expect.stringContaining('~'),
      });
      expect(await scan(window, picture)).toMatchObject({ given: false, code: 'PRESENTATION_USED' });
      expect(await scan(issuer, picture)).toMatchObject({ given: false, code: 'PRESENTATION_USED' });
    },
  );

  it('tells the issuing platform that the holder shows it', () => {
    const asked = provinces.taps.henan.exchanges.filter(({ path }) => path === '/ha/zz/query').at(-1);
    expect(asked?.body.toString()).toMatch(/<LZBH>[\w-]{36}<\/LZBH>/);
  });

  it('is worth nothing on a picture that was taken too long ago', async () => {
    const { id } = await qualification('henan');
    const opened = await open('henan', id);
    aheadMs = 61_000;
    const late = await scan('guangdong', await seen('henan', opened.id));
    aheadMs = 0;
    expect(late).toMatchObject({ given: false, code: 'PRESENTATION_EXPIRED' });
  });

  it('is not given for what has been revoked', async () => {
    const { id } = await qualification('henan');
    await provinces.register('henan').setState(id, 'revoked');
    await eventually(async () => {
      expect(await open('guangdong', id)).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
    });
  });

  it('is opened and drawn at a command line too', async () => {
    const { id } = await qualification('henan');
    const [config, png, svg] = ['config.json', 'code.png', 'code.svg'].map((name) => join(scratch, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(config, JSON.stringify(provinces.config('guangdong')));
    const asked = [
      '--certificate',
      id,
      '--holder',
      `111:${HOLDER.code}`,
      '--fields',
      '姓名',
      '--life',
      '120',
    ];
    const opened = await run(TONGBAN, ['certificates', 'open', config, ...asked, '--png', png, '--svg', svg]);
    expect(opened).toMatchObject({ code: 0 });
    const code = readQrText(opened.stdout);
    expect(opened.stdout).toContain(`\n${code}\n`);
    expect([readQrPng(readFileSync(png)), readQrSvg(readFileSync(svg, 'utf8'))]).toEqual([code, code]);
    expect(statSync(png).mode & 0o777).toBe(0o600);
    expect(await scan('henan', code)).toMatchObject({ given: true, contents: [{ name: '姓名' }] });
  });
});

/** What the holder's wallet makes for this window, of a credential that his platform has signed for it. */
async function shown(by: Name, certificateId: string): Promise<string> {
  const file = join(scratch, `${files++}.txt`);
  const asked = { contents: ['姓名'], audience: '窗口03', nonce: NONCE };
  writeFileSync(file, `${await provinces.register(by).show(certificateId, asked)}\n`);
  return file;
}

/** As the clerk types it. @param flags before the command. */
function check(file: string, more: readonly string[] = [], flags: readonly string[] = []) {
  const folder = join(provinces.config('guangdong').dataDir, 'window');
  const asked = ['--type', TYPE, '--fields', '姓名', '--audience', '窗口03', '--nonce', NONCE];
  return run(TONGBAN, [...flags, 'certificates', 'check', file, '--folder', folder, ...asked, ...more]);
}

/** A status list of the issuer, as Guangdong's connector has it for its windows. */
function keptList(issuer: Name): string {
  const folder = join(provinces.config('guangdong').dataDir, 'window', 'lists', issuer);
  const [list] = readdirSync(folder);
  return readFileSync(join(folder, list ?? ''), 'utf8');
}

describe('a window without a network', () => {
  it('goes by what its connector has kept, says how old that is, and believes nobody without the wallet', async () => {
    const { id } = await qualification('guangdong');
    const { credential = '' } = await provinces.register('guangdong').credit(id);
    await eventually(() => keptList('guangdong'));
    const valid = await check(await shown('guangdong', id));
    expect(valid).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ VALID 有效') });
    expect(valid.stdout).toMatch(/状态列表距今 \d+ 秒/);
    expect(valid.stdout).toContain('姓名: 李测试');
    expect(valid.stdout).not.toContain('市政');
    const thief = join(scratch, 'thief.txt');
    const made = { fields: ['姓名'], audience: '窗口03', nonce: NONCE, now: Date.now() };
    writeFileSync(thief, await presentCredential(credential, made, generatePrivateKey('P256')));
    const stolen = await check(thief, ['--json']);
    expect(stolen.code).toBe(1);
    expect(JSON.parse(stolen.stdout)).toMatchObject({ verdict: 'WRONG_HOLDER' });
  });

  it('does not take what was revoked since', async () => {
    const { id } = await qualification('henan');
    await provinces.register('henan').credit(id);
    const file = await shown('henan', id);
    const before = await eventually(() => keptList('henan'));
    await provinces.register('henan').setState(id, 'revoked');
    await eventually(() => expect(keptList('henan')).not.toBe(before));
    const revoked = await check(file, [], ['--lang', 'en']);
    expect(revoked).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ REVOKED it was revoked') });
  });

  it('says so when there is nothing to go by', async () => {
    const { id } = await qualification('henan');
    await provinces.register('henan').credit(id);
    const file = await shown('henan', id);
    expect(await check(file, ['--folder', scratch])).toMatchObject({ code: 2 });
    const keys = join(scratch, 'keys-alone');
    mkdirSync(keys);
    copyFileSync(
      join(provinces.config('guangdong').dataDir, 'window', 'platforms.json'),
      join(keys, 'platforms.json'),
    );
    expect(await check(file, ['--folder', keys])).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('? LIST_MISSING'),
    });
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

    const { id } = await qualification('henan');
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
