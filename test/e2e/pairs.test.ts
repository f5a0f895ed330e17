import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { readZip } from '#crypto/evidence';
import { CaseVerifier, readTrust, type Trust } from '#crypto/verify';
import { type CaseView, readSampleData, withDatabase, writeTrustFiles } from '#hub/cli';
import { directory } from '#hub/store';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type ProvinceName, type Provinces } from '../kit/provinces.js';
import { STANDS } from '../kit/stands.js';

/** Every platform sends a case to every other, each in its own format and codes, through its own connector. */

const OTHERS = Object.keys(STANDS) as (keyof typeof STANDS)[]; // the keys of a constant
const PLATFORMS: readonly ProvinceName[] = ['guangdong', 'henan', ...OTHERS];
const PAIRS = PLATFORMS.flatMap((from) =>
  PLATFORMS.filter((to) => to !== from).map((to) => [from, to] as const),
);

/** 专业技术人员职业资格证书补发, which all of them decide. */
const ITEM = '002090012000';
const LI = { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '020-80000001' };
const PDF = (name: string) => Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`);
/** The whole of C12: five acts of the deciding platform, three of the submitting one. */
const ACTS = [
  'SubmitCase',
  'IntakeRecorded',
  'CaseAccepted',
  'ReviewStarted',
  'DecisionIssued',
  'CaseConcluded',
  'ResultTransferred',
  'ResultDelivered',
];

describe('every platform with every other', () => {
  let hub: TestHub;
  let provinces: Provinces;
  const peers = new Map<ProvinceName, TestPeer>();
  let folder: string;
  let trust: Trust;

  beforeAll(async () => {
    hub = await startTestHub();
    provinces = await openProvinces(hub, OTHERS);
    for (const name of PLATFORMS) {
      peers.set(name, await hub.peer(name));
      await provinces.connect(name);
    }
    folder = mkdtempSync(join(tmpdir(), 'tongban-pairs-'));
    trust = await trustIn(hub, folder);
  }, 120_000);
  afterAll(async () => {
    await provinces.close();
    await auditHub(hub);
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  it.each(PAIRS)(
    'pair %s → %s',
    async (from, to) => {
      const [window, office] = [provinces.desk(from), provinces.desk(to)];
      const statement = await window.upload('遗失声明.pdf', 'application/pdf', PDF('遗失声明'));
      const filed = await window.file({
        item: localItem(from),
        division: divisionOf(to),
        mode: 'remote',
        applicant: LI,
        form: [{ name: '证书名称', value: '一级建造师' }],
        materials: [
          { name: '居民身份证', source: 'original' },
          { name: '遗失声明', source: 'upload', fileId: statement },
        ],
      });
      const caseNo = await window.numbered(filed.ref);
      await window.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: ['居民身份证'] });
      const arrived = await office.arrived(caseNo, 'intake');
      expect(arrived).toMatchObject({ item: localItem(to), materials: [{}, { name: '遗失声明' }] });
      await expectFile(office, arrived.materials[1]?.fileId, PDF('遗失声明'));

      await decide(office, arrived, `${from}-${to}`);
      const result = await window.arrived(caseNo, 'transfer');
      await expectFile(window, result.documents[0]?.fileId, PDF('补发证书'));
      await window.act(filed.ref, { kind: 'deliver', how: 'window' });
      await office.arrived(caseNo, 'deliver');

      await expectProven(from, caseNo);
    },
    60_000,
  );

  /** Done to the end, acknowledged by both, and provable without asking anybody. */
  async function expectProven(from: ProvinceName, caseNo: string): Promise<void> {
    const { grpc } = peers.get(from) ?? expect.fail(from);
    await eventually(async () => {
      const types = (await grpc.events(caseNo)).map(({ type }) => type);
      expect(types.filter((type) => type !== 'DispatchAcknowledgement')).toEqual(ACTS);
      expect(types).toHaveLength(2 * ACTS.length);
    });
    expect(tongban.v1.CaseState[(await grpc.case(caseNo)).state]).toBe('RESULT_DELIVERED');
    const evidence = await readZip(Buffer.from(await grpc.evidence(caseNo)));
    expect(new CaseVerifier(trust).verify(evidence).exitCode).toBe(0);
  }
});

type Desk = ReturnType<Provinces['desk']>;

async function decide(office: Desk, { ref }: CaseView, serial: string): Promise<void> {
  const number = `测补〔2026〕${serial}号`;
  await office.act(ref, {
    kind: 'accept',
    number: ref,
    documentNo: `测受〔2026〕${serial}号`,
    promised: '2026-12-18',
  });
  await office.act(ref, { kind: 'review' });
  await office.act(ref, { kind: 'decide', granted: true, documentNo: number });
  await office.act(ref, { kind: 'conclude' });
  const fileId = await office.upload('补发证书.pdf', 'application/pdf', PDF('补发证书'));
  await office.act(ref, { kind: 'transfer', documents: [{ name: '职业资格证书（补发）', number, fileId }] });
}

async function expectFile(desk: Desk, fileId: string | undefined, bytes: Buffer): Promise<void> {
  expect(await desk.download(fileId ?? expect.fail('no file'))).toEqual(bytes);
}

/** The platform's own code for the item, from the mapping that its connector works by. */
function localItem(platform: ProvinceName): string {
  const file = join(packageRoot, 'connectors', platform, 'mapping.json');
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: { items: { local: string; national: string }[] };
  };
  const row = tables.items.find(({ national }) => national === ITEM);
  return row?.local ?? expect.fail(`${platform} does not have the item`);
}

function divisionOf(platform: ProvinceName): string {
  const peer = readSampleData().peers.find(({ peerId }) => peerId === platform);
  return peer?.divisionCode ?? expect.fail(`no sample peer ${platform}`);
}

/** What an auditor would have beforehand. */
async function trustIn(hub: TestHub, folder: string): Promise<Trust> {
  const { logVkey, logVkeySm2 } = hub.running.services.identity;
  const rows = await withDatabase(hub.database.url, (db) => directory.readDirectory(db));
  const paths = await writeTrustFiles(folder, { logVkey, logVkeySm2, keys: rows.keys });
  return readTrust({
    policy: readFileSync(paths.policy, 'utf8'),
    platforms: readFileSync(paths.platforms),
    gm: readFileSync(paths.gm, 'utf8'),
  });
}
