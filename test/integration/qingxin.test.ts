import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePackage } from '#connectors/henan';
import type { DeskClient } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { overSftp } from '../kit/qingxin.js';
import type { SftpServer } from '../kit/sftp-server.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const LI = { kind: 'person', name: '李测试', idNumber: '44180319900101901X', phone: '+86-763-5800001' };

describe('a county that exchanges files', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let auditor: TestPeer;
  let county: DeskClient;
  let drop: string;

  beforeAll(async () => {
    hub = await startTestHub();
    auditor = await hub.peer('henan');
    provinces = await openProvinces(hub, ['qingxin']);
    county = provinces.desk('qingxin');
    drop = String(provinces.config('qingxin').province.drop);
    for (const name of ['guangdong', 'henan', 'qingxin'] as const) await provinces.connect(name);
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
  });

  const filesIn = (folder: string) => readdirSync(join(drop, folder));

  it('takes papers in for Henan: with a file, a correction round, and the result at its window', async () => {
    const { henan } = provinces.world;
    const fileId = await county.upload('遗失声明.pdf', 'application/pdf', PDF);
    const filed = await county.file({
      item: 'QX0662',
      division: '410000',
      mode: 'remote',
      applicant: LI,
      form: [
        { name: '证书名称', value: '一级建造师,"建筑"\n=第二行' },
        { name: '备注', value: '=HYPERLINK("http://x")' },
      ],
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '遗失声明', source: 'upload', fileId },
      ],
    });
    expect(filed.ref).toMatch(/^QY\d{8}0662\d{6}$/);
    const caseNo = await county.numbered(filed.ref);
    await county.act(filed.ref, { kind: 'intake', window: '清新区综合窗口3号', originals: ['居民身份证'] });
    const office = await henan.arrived(caseNo, 'intake');
    const [told] = provinces.taps.henan.exchanges
      .filter(({ path }) => path === '/ha/exchange/in')
      .flatMap(({ body }) => parsePackage(body.toString()));
    expect(told).toMatchObject({
      '@sid': 'HA01',
      SXBM: 'HA-RS-0012',
      SQRMC: '李测试',
      ZJHM: '44180319900101901X',
      LXDH: '+86-763-5800001',
      BD: {
        FIELD: [
          { '@name': '证书名称', '#text': '一级建造师,"建筑"\n=第二行' },
          { '@name': '备注', '#text': '=HYPERLINK("http://x")' },
        ],
      },
    });
    const statement = office.materials.find(({ name }) => name === '遗失声明')?.fileId ?? '';
    expect((await henan.download(statement)).equals(PDF)).toBe(true);

    await henan.act(office.ref, {
      kind: 'notice',
      noticeNo: '豫人考补正2026-7',
      missing: ['近期免冠照片'],
      faulty: [{ material: '遗失声明', reason: '=未签名' }],
      deadline: '2026-12-01',
    });
    expect(await county.arrived(caseNo, 'notice')).toMatchObject({ openNotice: '豫人考补正2026-7' });
    await county.act(filed.ref, {
      kind: 'correct',
      noticeNo: '豫人考补正2026-7',
      materials: [{ name: '近期免冠照片', source: 'original' }],
    });
    await henan.arrived(caseNo, 'correct');
    const accept = { kind: 'accept', number: office.ref, documentNo: '豫受1', promised: '2026-12-18' };
    await henan.act(office.ref, accept);
    await henan.act(office.ref, { kind: 'review' });
    await henan.act(office.ref, { kind: 'decide', granted: true, documentNo: '豫人考补〔2026〕345号' });
    await henan.act(office.ref, { kind: 'conclude' });
    const result = await henan.upload('补发证书.pdf', 'application/pdf', Buffer.concat([PDF, PDF]));
    const documents = [{ name: '职业资格证书（补发）', number: '豫2026补00345', fileId: result }];
    await henan.act(office.ref, { kind: 'transfer', documents });
    const shown = await county.arrived(caseNo, 'transfer');
    const copy = await county.download(shown.documents[0]?.fileId ?? '');
    expect(copy.equals(Buffer.concat([PDF, PDF]))).toBe(true);
    await county.act(filed.ref, { kind: 'deliver', how: 'window' });
    await henan.arrived(caseNo, 'deliver');
    expect((await auditor.grpc.case(caseNo)).state).toBe(tongban.v1.CaseState.RESULT_DELIVERED);
  });

  it('decides what Guangdong’s windows take in', async () => {
    const { guangdong } = provinces.world;
    const filed = await guangdong.file({
      item: '11440000MBY900019A2442090012000',
      division: '441803',
      mode: 'remote',
      applicant: { kind: 'person', name: '王测试', idNumber: '410102198802299026' },
      form: [{ name: '用途', value: '补办' }],
      materials: [],
    });
    const caseNo = await guangdong.numbered(filed.ref);
    await guangdong.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: ['居民身份证'] });
    const office = await county.arrived(caseNo, 'intake');
    expect(office).toMatchObject({ item: 'QX0662' });
    const steps = [
      { kind: 'accept', number: office.ref, documentNo: '清新受1', promised: '2026-12-18' },
      { kind: 'review' },
      { kind: 'suspend', procedure: '听证', reason: '申请人要求听证' },
      { kind: 'resume' },
      { kind: 'decide', granted: false, documentNo: '清新决1', grounds: '材料不实' },
      { kind: 'conclude' },
    ];
    for (const step of steps) await county.act(office.ref, step);
    const told = await guangdong.arrived(caseNo, 'conclude');
    expect(told.history.map(({ kind }) => kind)).toEqual([
      ...['file', 'intake', 'accept', 'review', 'suspend', 'resume', 'decide', 'conclude'],
    ]);
  });

  it('leaves nothing lying that has been dealt with', async () => {
    await eventually(() => {
      expect(filesIn('in')).toEqual([]);
      expect(filesIn('receipts')).toEqual([]);
      expect(filesIn('out')).toEqual([]);
    });
    expect(filesIn('done').length).toBeGreaterThan(5);
  });

  it('leaves a record and a public log that agree, each act in them once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});

describe('a county whose folder is on a server', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let server: SftpServer;
  let drop: string;

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
    provinces = await openProvinces(hub, ['qingxin']);
    const { province } = provinces.config('qingxin');
    drop = String(province.drop);
    const remote = await overSftp(province);
    server = remote.server;
    await provinces.connect('henan');
    await provinces.connect('qingxin', { province: remote.settings });
  });
  afterAll(async () => {
    await provinces.close();
    await server.close();
    await hub.close();
  });

  it('carries large files both ways, though the line is cut in the middle of each', async () => {
    const county = provinces.desk('qingxin');
    const { henan } = provinces.world;
    const there = Buffer.alloc(700_000, '声明');
    const back = Buffer.alloc(900_000, '证书');
    const fileId = await county.upload('遗失声明.pdf', 'application/pdf', there);
    server.cutAfter(300_000);
    const filed = await county.file({
      item: 'QX0662',
      division: '410000',
      mode: 'remote',
      applicant: LI,
      form: [],
      materials: [{ name: '遗失声明', source: 'upload', fileId }],
    });
    const caseNo = await county.numbered(filed.ref);
    expect(server.cuts).toBe(1);
    await county.act(filed.ref, { kind: 'intake', window: '清新区综合窗口3号', originals: [] });
    const office = await henan.arrived(caseNo, 'intake');
    const statement = office.materials[0]?.fileId ?? '';
    expect((await henan.download(statement)).equals(there)).toBe(true);

    const accept = { kind: 'accept', number: office.ref, documentNo: '豫受1', promised: '2026-12-18' };
    await henan.act(office.ref, accept);
    await henan.act(office.ref, { kind: 'review' });
    await henan.act(office.ref, { kind: 'decide', granted: true, documentNo: '豫决1' });
    await henan.act(office.ref, { kind: 'conclude' });
    await county.arrived(caseNo, 'conclude');
    server.cutAfter(300_000);
    const result = await henan.upload('补发证书.pdf', 'application/pdf', back);
    await henan.act(office.ref, { kind: 'transfer', documents: [{ name: '证书', fileId: result }] });
    const shown = await county.arrived(caseNo, 'transfer');
    expect(server.cuts).toBe(2);
    expect((await county.download(shown.documents[0]?.fileId ?? '')).equals(back)).toBe(true);
    expect(shown.history.map(({ kind }) => kind)).toEqual([
      ...['file', 'intake', 'accept', 'review', 'decide', 'conclude', 'transfer'],
    ]);
    await eventually(() => {
      for (const folder of ['in', 'out', 'receipts']) expect(readdirSync(join(drop, folder))).toEqual([]);
    });
  });
});
