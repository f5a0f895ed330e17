import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningConnector } from '#connectors/kit';
import { examineFile, markOfPdf } from '#crypto/copies';
import { hex, sm3 } from '#crypto/primitives';
import { SAMPLES } from '../../connectors/sandbox/certificate-samples.js';
import { auditHub } from '../kit/audit-hub.js';
import { pemOf } from '../kit/certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { ofdFiles, PAGE, packOfd, sealOfd, withFile } from '../kit/ofd.js';
import { pdfOf } from '../kit/pdf.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { RegisterClient } from '../kit/register.js';
import { sealWorld } from '../kit/seals.js';

/** Certificates between two provinces' platforms, each in its own format, as clerks at their windows see it. */

type Name = 'guangdong' | 'henan';

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const ITEMS = { guangdong: '11440000MBY900019A2442090012000', henan: 'HA-RS-0012' };
const ISSUER_WAIT_MS = 3_000;

let hub: TestHub;
let provinces: Provinces;
let registers: Record<Name, RegisterClient>;
const connectors = new Map<Name, RunningConnector>();

/** What both provinces believe of seals. */
const folder = mkdtempSync(join(tmpdir(), 'tongban-seals-'));
const world = sealWorld();

beforeAll(async () => {
  writeFileSync(join(folder, 'maker.pem'), pemOf(world.maker));
  writeFileSync(join(folder, 'authority.pem'), pemOf(world.authority));
  hub = await startTestHub({
    settings: [`certificates.issuerWaitMs=${ISSUER_WAIT_MS}`],
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
  });
  provinces = await openProvinces(hub);
  registers = {
    guangdong: new RegisterClient(provinces.taps.guangdong.url),
    henan: new RegisterClient(provinces.taps.henan.url),
  };
  await Promise.all([connect('guangdong'), connect('henan')]);
});
afterEach(() => {
  for (const tap of [provinces.taps.guangdong, provinces.taps.henan, provinces.callbacks])
    tap.meddle(undefined);
});
afterAll(async () => {
  await auditHub(hub);
  await provinces.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function connect(name: Name): Promise<void> {
  const { lines } = hub.running.services;
  const before = lines.count(name);
  const { seals: own } = provinces.config(name);
  const seals = {
    ...own,
    makers: [...own.makers, join(folder, 'maker.pem')],
    issuers: [...own.issuers, join(folder, 'authority.pem')],
  };
  connectors.set(name, await provinces.connect(name, { seals }));
  await eventually(() => expect(lines.count(name)).toBeGreaterThan(before));
}

async function disconnect(name: Name): Promise<void> {
  await connectors.get(name)?.close();
  const { lines } = hub.running.services;
  await eventually(() => expect(lines.count(name)).toBe(0));
}

/** A professional qualification in a register, reported to the hub. */
async function qualification(of: Name, holder: object = HOLDER): Promise<string> {
  const { id } = await registers[of].issue({
    kind: 'qualification',
    holders: [holder],
    contents: [
      { name: '姓名', value: '李测试' },
      { name: '证书编号', value: 'CS2024000001' },
      { name: '专业', value: '市政公用工程' },
    ],
    from: '2024-01-01',
  });
  await reported(id, 'VALID');
  return id;
}

async function reported(id: string, state: string): Promise<void> {
  await eventually(async () => {
    const rows = await hub.database.query<{ state: string }>(
      `select state from certificate where certificate_id = '${id}'`,
    );
    expect(rows).toEqual([{ state }]);
  });
}

function wish(at: Name, over: object = {}): object {
  return {
    kind: 'qualification',
    holder: HOLDER,
    item: ITEMS[at],
    caseRef: newReference('ZZ'),
    reason: '办理职业资格证书补发',
    clerk: '窗口03',
    contents: ['姓名', '证书编号'],
    ...over,
  };
}

async function count(table: 'certificate_act' | 'certificate_use'): Promise<number> {
  return (await hub.database.query(`select 1 from ${table}`)).length;
}

describe('a window of Guangdong', () => {
  it('gets what Henan’s platform has of a certificate that the holder has consented to, and no more', async () => {
    const id = await qualification('henan');
    const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(answer).toEqual({
      given: true,
      certificateId: id,
      state: 'valid',
      platform: 'henan',
      contents: [
        { name: '姓名', value: '李测试' },
        { name: '证书编号', value: 'CS2024000001' },
      ],
    });
    const asked = provinces.taps.henan.exchanges.filter(({ path }) => path === '/ha/zz/query').at(-1);
    expect(asked?.body.toString()).toContain('<ZD>管理号</ZD>');
    expect(asked?.body.toString()).not.toContain('<ZD>专业</ZD>');
  });

  it('reads one of every kind that Henan issues: the rules recognise each', async () => {
    const issued = await registers.henan.samples();
    expect(issued.map(({ kind }) => kind)).toEqual(SAMPLES.map(({ kind }) => kind));
    await Promise.all(issued.map(({ id }) => reported(id, 'VALID')));
    const answers = await Promise.all(
      SAMPLES.map(({ kind, holders: [holder], contents }, i) => {
        const names = contents.map(({ name }) => name);
        return registers.guangdong.use(
          wish('guangdong', { kind, holder, certificateId: issued[i]?.id, contents: names }),
        );
      }),
    );
    expect(answers).toEqual(
      SAMPLES.map(({ contents }, i) => expect.objectContaining({ certificateId: issued[i]?.id, contents })),
    );
  });

  it('is told that it was revoked a moment before', async () => {
    const id = await qualification('henan');
    await registers.henan.setState(id, 'revoked');
    await reported(id, 'REVOKED');
    const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(answer).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
    expect(answer).toHaveProperty('reason', expect.stringContaining('REVOKED'));
  });

  it('is told so even when the platform has revoked it and not yet said so', async () => {
    const id = await qualification('henan');
    provinces.taps.henan.meddle(async ({ path }, pass) => (path === '/ha/zz/out' ? undefined : pass()));
    await registers.henan.setState(id, 'revoked');
    const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(answer).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
    await reported(id, 'VALID');
    provinces.taps.henan.meddle(undefined);
    await reported(id, 'REVOKED');
  });

  it('is told within the bounded wait that Henan’s platform is down, and is answered when it is back', async () => {
    const id = await qualification('henan');
    provinces.taps.henan.meddle(async ({ path }, pass) => (path === '/ha/zz/query' ? undefined : pass()));
    const refused = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(refused).toMatchObject({ given: false, code: 'ISSUER_UNREACHABLE' });
    provinces.taps.henan.meddle(undefined);
    await eventually(async () => {
      const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
      expect(answer).toMatchObject({ given: true });
    });
  });

  it('is told at once that Henan’s connector is away', async () => {
    const id = await qualification('henan');
    await disconnect('henan');
    const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(answer).toMatchObject({ given: false, code: 'ISSUER_UNREACHABLE' });
    await connect('henan');
  });

  it('gets the latest version, and is told that the earlier one has been superseded', async () => {
    const id = await qualification('henan');
    const next = await registers.henan.change(id, [{ name: '姓名', value: '李测试' }]);
    await reported(next.id, 'VALID');
    const [old, latest] = await Promise.all([
      registers.guangdong.use(wish('guangdong', { certificateId: id })),
      registers.guangdong.use(wish('guangdong', { certificateId: next.id })),
    ]);
    expect(old).toMatchObject({ given: false, code: 'CERTIFICATE_SUPERSEDED' });
    expect(latest).toMatchObject({ given: true, contents: [{ name: '姓名', value: '李测试' }] });
  });

  it('learns the state without anybody’s consent', async () => {
    const consents = async () => (await hub.database.query('select 1 from consent')).length;
    const before = await consents();
    const id = await qualification('henan');
    await registers.henan.setState(id, 'suspended');
    await reported(id, 'SUSPENDED');
    const answer = await registers.guangdong.use(
      wish('guangdong', { operation: 'status', certificateId: id, contents: [] }),
    );
    expect(answer).toMatchObject({ given: true, state: 'suspended', contents: [] });
    expect(await consents()).toBe(before);
  });

  it('is answered once and counted once, though its connector went away when the hub had answered', async () => {
    const id = await qualification('henan');
    const before = await count('certificate_use');
    let isCut = false;
    provinces.callbacks.meddle(async ({ path }, pass) => {
      if (path !== '/queryCertInfo' || isCut) return pass();
      isCut = true;
      await pass();
      await disconnect('guangdong');
      await connect('guangdong');
      return undefined;
    });
    const answer = await registers.guangdong.use(wish('guangdong', { certificateId: id }));
    expect(answer).toMatchObject({ given: true, certificateId: id });
    expect(isCut).toBe(true);
    expect(await count('certificate_use')).toBe(before + 1);
  });
});

/** A sealed certificate, the same with a seal of somebody's own making, and one with the seal of another document. */
const sealed = packOfd(sealOfd(ofdFiles(), world, { covers: () => true }));
const forged = packOfd(sealOfd(ofdFiles(), sealWorld(), { covers: () => true }));
const transplanted = packOfd(
  withFile(
    sealOfd(ofdFiles(), world, { covers: () => true }),
    PAGE,
    ofdFiles().get('Doc_0/Pages/Page_1/Content.xml'),
  ),
);

describe.each<[Name, Name]>([
  ['guangdong', 'henan'],
  ['henan', 'guangdong'],
])('a window of %s', (at, of) => {
  it(`gets a copy of a file that ${of} has, made for this use, and learns what its seal is worth`, async () => {
    const id = await qualification(of);
    await registers[of].putFile(id, 'OFD', sealed);
    const answer = await registers[at].use(
      wish(at, { operation: 'file', format: 'OFD', certificateId: id, contents: [] }),
    );
    expect(answer).toMatchObject({ given: true, seals: 'WHOLE' });
    const bytes = Buffer.from('file' in answer ? (answer.file ?? '') : '', 'base64');
    const { copy, seals } = await examineFile(bytes, { makers: [], issuers: undefined });
    expect(copy?.originalSm3).toBe(hex(sm3(sealed)));
    expect(seals?.verdict).toBe('UNSIGNED');
  });

  it('gets a copy of a PDF', async () => {
    const id = await qualification(of);
    const original = pdfOf();
    await registers[of].putFile(id, 'PDF', original);
    const answer = await registers[at].use(
      wish(at, { operation: 'file', format: 'PDF', certificateId: id, contents: [] }),
    );
    expect(answer).toMatchObject({ given: true, seals: 'UNSIGNED' });
    const bytes = Buffer.from('file' in answer ? (answer.file ?? '') : '', 'base64');
    expect((await markOfPdf(bytes))?.originalSm3).toBe(hex(sm3(original)));
  });

  it.each<[string, Uint8Array, string]>([
    ['whose seal is of somebody’s own making', forged, '签章未获证明'],
    ['with the seal of another document', transplanted, '签章后内容被改动'],
    ['that cannot be read', Buffer.from('PK nothing'), '无法制作副本'],
  ])('gets no copy of a file %s, and is told why', async (_, bytes, reason) => {
    const id = await qualification(of);
    await registers[of].putFile(id, 'OFD', bytes);
    const answer = await registers[at].use(
      wish(at, { operation: 'file', format: 'OFD', certificateId: id, contents: [] }),
    );
    expect(answer).toMatchObject({ given: false, code: 'ISSUER_REFUSED' });
    expect(answer).toHaveProperty('reason', expect.stringContaining(reason));
  });

  it('is told that there is no file of the form that it asks for', async () => {
    const id = await qualification(of);
    const answer = await registers[at].use(
      wish(at, { operation: 'file', format: 'PDF', certificateId: id, contents: [] }),
    );
    expect(answer).toMatchObject({ given: false, code: 'ISSUER_REFUSED' });
  });

  it(`learns from ${of} which of what lies on the counter is so, and nothing more`, async () => {
    const id = await qualification(of);
    await registers[of].putFile(id, 'OFD', sealed);
    const seen = [
      { name: '姓名', value: '李测试' },
      { name: '证书编号', value: 'CS2024999999' },
    ];
    const file = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const verify = (over: object) =>
      registers[at].use(wish(at, { operation: 'verify', certificateId: id, contents: [], seen, ...over }));
    const [same, other] = [
      await verify({ seenFile: file(sealed) }),
      await verify({ seenFile: file(forged) }),
    ];
    expect(same).toMatchObject({
      given: true,
      contents: [],
      matching: ['姓名'],
      differing: ['证书编号'],
      fileMatches: true,
    });
    expect(other).toMatchObject({ given: true, fileMatches: false });
    const [asked] = provinces.taps[of].exchanges
      .filter(({ path }) => /checkCertInfo|zz\/query/.test(path))
      .slice(-1);
    expect(asked?.answer.body.toString()).not.toContain('CS2024000001');
  });
});

describe('a window of Henan', () => {
  it('finds a holder’s certificate in Guangdong and reads it', async () => {
    const holder = { ...HOLDER, name: '赵测试', code: '440524188001010014' };
    const id = await qualification('guangdong', holder);
    const answer = await registers.henan.use(wish('henan', { holder }));
    expect(answer).toMatchObject({
      given: true,
      certificateId: id,
      platform: 'guangdong',
      contents: [
        { name: '姓名', value: '李测试' },
        { name: '证书编号', value: 'CS2024000001' },
      ],
    });
  });

  it('is told when the holder has none', async () => {
    const holder = { ...HOLDER, code: '11010519491231002X' };
    const answer = await registers.henan.use(wish('henan', { holder }));
    expect(answer).toMatchObject({ given: false, code: 'CERTIFICATE_UNKNOWN' });
  });
});

describe('the samples of a register', () => {
  it.each(['guangdong', 'henan'] as const)('of %s are all taken by the hub', async (name) => {
    const samples = await registers[name].samples();
    for (const { id } of samples) await reported(id, 'VALID');
    await eventually(async () => {
      for (const { id } of samples) expect((await registers[name].get(id)).refusal).toBeUndefined();
    });
  });
});

describe('an event', () => {
  it('is reported once, though the connector was away and the platform offers it again and again', async () => {
    const before = await count('certificate_act');
    await disconnect('henan');
    const { id } = await registers.henan.issue({
      kind: 'driving',
      holders: [HOLDER],
      contents: [],
      from: '2021-07-15',
      to: '2031-07-15',
    });
    await registers.henan.setState(id, 'cancelled');
    let isLost = false;
    provinces.taps.henan.meddle(async ({ path }, pass) => {
      const answer = await pass();
      if (path !== '/ha/zz/out/ticks' || isLost) return answer;
      isLost = true;
      return undefined;
    });
    await connect('henan');
    await reported(id, 'CANCELLED');
    await eventually(async () => expect((await registers.henan.get(id)).refusal).toBeUndefined());
    expect(await count('certificate_act')).toBe(before + 2);
  });

  it('that the hub has is accepted, and not entered again, though the connector has lost its journal', async () => {
    const journal = join(provinces.config('henan').dataDir, 'certificates');
    await eventually(() => expect(readdirSync(journal)).toEqual([]));
    const before = await count('certificate_act');
    const { taps } = provinces;
    taps.henan.meddle(async ({ path }, pass) => (path === '/ha/zz/out/ticks' ? undefined : pass()));
    await qualification('henan');
    await disconnect('henan');
    rmSync(journal, { recursive: true });
    taps.henan.meddle(undefined);
    const { length } = taps.henan.exchanges;
    await connect('henan');
    await eventually(() => {
      const ticks = taps.henan.exchanges.slice(length).filter(({ path }) => path === '/ha/zz/out/ticks');
      expect(ticks.map(({ body }) => body.toString())).toEqual([expect.stringContaining('<JGDM>1</JGDM>')]);
    });
    expect(await count('certificate_act')).toBe(before + 1);
  });
});
