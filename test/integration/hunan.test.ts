import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type HunanWorld, openHunanWorld, type ThingView } from '../kit/hunan.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** What Hunan's connector put into its platform. */
interface Inbound {
  readonly hubCaseNo: string;
  readonly sender: string;
  readonly eventType: string;
  readonly payload: Record<string, unknown>;
}

const ZHOU = { kind: 'person', name: '周测试', idNumber: '430102199512319031', phone: '0731-80000001' };
const WANG = { kind: 'person', name: '王测试', idNumber: '410102198802299026', phone: '0371-60000001' };
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** Members of 新生儿出生一件事. */
const [REGISTER, HOUSEHOLD, CARD] = ['43-WJ-135-01', '43-GA-013-01', '43-RS-038-02'] as const;

describe('Hunan, where one thing is several items', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let world: HunanWorld;
  let auditor: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
    auditor = await hub.peer('hunan');
    provinces = await openProvinces(hub, ['hunan']);
    world = await openHunanWorld(provinces);
    await world.connectNeighbours();
    await provinces.connect('hunan', world.over);
  });
  afterAll(async () => {
    await provinces.close();
    await world.close();
    await hub.close();
  });

  /** What Hunan's platform was told of a case, in its own words. */
  function told(caseNo: string): Inbound[] {
    return world.tap.exchanges
      .filter(({ path }) => path === '/hn/kstb/inbound')
      .map(({ body }) => JSON.parse(body.toString()) as Inbound)
      .filter(({ hubCaseNo }) => hubCaseNo === caseNo);
  }

  /** All that an office's platform was sent of a new case. */
  function submissionAt(name: 'guangdong' | 'henan', caseNo: string): string {
    const bodies = provinces.taps[name].exchanges.map(({ body }) => body.toString());
    return bodies.find((body) => body.includes(caseNo) && body.includes('周测试')) ?? '';
  }

  async function stateOf(caseNo: string): Promise<string> {
    return tongban.v1.CaseState[(await auditor.grpc.case(caseNo)).state] ?? '';
  }

  /** Everything that was dispatched has been acknowledged. */
  async function settled(caseNo: string): Promise<void> {
    await eventually(async () => {
      const types = (await auditor.grpc.events(caseNo)).map(({ type }) => type);
      expect(types.filter((type) => type === 'DispatchAcknowledgement')).toHaveLength(types.length / 2);
    });
  }

  /** The office takes an online case in and decides it. @returns its number there. */
  async function decide(office: DeskClient, caseNo: string, granted = true): Promise<string> {
    const { ref } = await office.arrived(caseNo, 'file');
    await office.act(ref, { kind: 'intake', window: '网上受理', originals: [] });
    await office.act(ref, { kind: 'accept', number: ref, documentNo: '受1', promised: '2026-12-18' });
    await office.act(ref, { kind: 'review' });
    const grounds = granted ? {} : { grounds: '不符合条件' };
    await office.act(ref, { kind: 'decide', granted, documentNo: '决1', ...grounds });
    await office.act(ref, { kind: 'conclude' });
    return ref;
  }

  /** The number at the hub of a member, once it has one. */
  function numberOf({ thingNo }: ThingView, item: string): Promise<string> {
    return eventually(async () => {
      const { members } = await world.things.get(thingNo);
      const hubNo = members.find((member) => member.item === item)?.hubNo ?? undefined;
      if (hubNo === undefined) throw new Error(`${item} has no number yet`);
      return hubNo;
    });
  }

  async function newborn(): Promise<ThingView> {
    const desk = provinces.desk('hunan');
    const certificate = await desk.upload('出生医学证明.pdf', 'application/pdf', Buffer.from(PDF));
    const photo = await desk.upload('照片.pdf', 'application/pdf', Buffer.from(`${PDF}% 照片`));
    return world.things.file({
      thingCode: 'HN-YJS-0001',
      applicant: ZHOU,
      agent: { name: '代测试', idNumber: '441803199001019018' },
      form: [
        { name: '母亲姓名', value: '周测试' },
        { name: '婚姻状况', value: '已婚' },
        { name: '新生儿姓名', value: '周小测' },
        { name: '出生日期', value: '2026-11-01' },
        { name: '落户地址', value: '郑州市测试路1号' },
        { name: '发卡地', value: '440100' },
      ],
      materials: [
        { name: '结婚证', source: 'shared' },
        { name: '出生医学证明', source: 'upload', fileId: certificate },
        { name: '居民户口簿', source: 'certificate' },
        { name: '新生儿照片', source: 'upload', fileId: photo },
      ],
      members: [
        { item: REGISTER, division: '440000', mode: 'online' },
        { item: HOUSEHOLD, division: '410000', mode: 'online' },
        { item: CARD, division: '440000', mode: 'online' },
      ],
    });
  }

  it('asks Guangdong for a plain item, with a correction, files and a result', async () => {
    const [near, far] = [provinces.desk('hunan'), provinces.desk('guangdong')];
    const diploma = await near.upload('毕业证书.pdf', 'application/pdf', Buffer.from(PDF));
    const filed = await near.file({
      item: '43-SF-009-01',
      division: '440100',
      mode: 'online',
      applicant: ZHOU,
      form: [{ name: '使用地', value: '新加坡' }],
      materials: [
        { name: '居民身份证', source: 'certificate' },
        { name: '毕业证书', source: 'upload', fileId: diploma },
      ],
    });
    const caseNo = await near.numbered(filed.ref);
    const office = await far.arrived(caseNo, 'file');
    await far.act(office.ref, { kind: 'intake', window: '广州测试公证处', originals: [] });
    await far.act(office.ref, {
      kind: 'notice',
      noticeNo: '粤公补2026-0007',
      missing: ['成绩单'],
      faulty: [],
      deadline: '2026-12-03',
    });
    const { openNotice } = await near.arrived(caseNo, 'notice');
    const marks = await near.upload('成绩单.pdf', 'application/pdf', Buffer.from(`${PDF}% 成绩`));
    await near.act(filed.ref, {
      kind: 'correct',
      noticeNo: openNotice,
      materials: [{ name: '成绩单', source: 'upload', fileId: marks }],
    });
    await far.arrived(caseNo, 'correct');
    for (const act of [
      { kind: 'accept', number: office.ref, documentNo: '粤穗公受2026-0088', promised: '2026-12-11' },
      { kind: 'review' },
      { kind: 'decide', granted: true, documentNo: '粤穗公2026-888' },
      { kind: 'conclude' },
    ])
      await far.act(office.ref, act);
    const fileId = await far.upload('公证书.pdf', 'application/pdf', Buffer.from(`${PDF}% 公证`));
    await far.act(office.ref, {
      kind: 'transfer',
      documents: [{ name: '学历公证书', number: '公证888', fileId }],
    });
    await far.act(office.ref, { kind: 'deliver', how: 'courier', waybill: 'SF2026112200456' });
    const shown = await near.arrived(caseNo, 'deliver');
    await settled(caseNo);
    expect(await stateOf(caseNo)).toBe('RESULT_DELIVERED');

    expect(told(caseNo).map(({ eventType }) => eventType)).toEqual([
      ...['RECEIVED', 'SUPPLEMENT_NOTICED', 'ADMITTED', 'REVIEWING', 'DECIDED', 'FINISHED', 'RESULT_SENT'],
      'RESULT_HANDED',
    ]);
    expect(told(caseNo)[1]?.payload).toMatchObject({
      missing: ['成绩单'],
      deadline: Date.parse('2026-12-03T18:00:00+08:00'),
    });
    const { materials } = await far.arrived(caseNo);
    expect(materials.map(({ name }) => name)).toEqual(['居民身份证', '毕业证书', '成绩单']);
    expect((await far.download(materials[1]?.fileId ?? '')).toString()).toBe(PDF);
    expect((await far.download(materials[2]?.fileId ?? '')).toString()).toBe(`${PDF}% 成绩`);
    expect((await near.download(shown.documents[0]?.fileId ?? '')).toString()).toBe(`${PDF}% 公证`);
    await world.things.shows(filed.ref, 'DONE', ['DONE']);
  });

  it('decides for Henan, whose case arrives as a thing of one member', async () => {
    const [near, far] = [provinces.desk('henan'), provinces.desk('hunan')];
    const statement = await near.upload('遗失声明.pdf', 'application/pdf', Buffer.from(PDF));
    const filed = await near.file({
      item: 'HA-RS-0012',
      division: '430000',
      mode: 'remote',
      applicant: WANG,
      form: [{ name: '证书名称', value: '一级建造师' }],
      materials: [{ name: '遗失声明', source: 'upload', fileId: statement }],
    });
    const caseNo = await near.numbered(filed.ref);
    await near.act(filed.ref, { kind: 'intake', window: '郑州12号窗口', originals: ['居民身份证'] });
    const { ref, item, materials } = await far.arrived(caseNo, 'intake');
    expect(item).toBe('43-RS-012-01');
    expect((await far.download(materials[0]?.fileId ?? '')).toString()).toBe(PDF);
    await far.act(ref, {
      kind: 'notice',
      noticeNo: '湘补1',
      missing: [],
      faulty: [{ material: '遗失声明', reason: '未签名' }],
      deadline: '2026-12-01',
    });
    const { openNotice } = await near.arrived(caseNo, 'notice');
    await near.act(filed.ref, {
      kind: 'correct',
      noticeNo: openNotice,
      materials: [{ name: '遗失声明', source: 'original' }],
    });
    await far.arrived(caseNo, 'correct');
    const fileId = await far.upload('补发证书.pdf', 'application/pdf', Buffer.from(`${PDF}% 补发`));
    for (const act of [
      { kind: 'accept', number: ref, documentNo: '湘人考受12号', promised: '2026-12-18' },
      { kind: 'review' },
      { kind: 'suspend', procedure: '专家评审', reason: '档案需复核' },
      { kind: 'resume' },
      { kind: 'decide', granted: true, documentNo: '湘人考补345号' },
      { kind: 'conclude' },
      { kind: 'transfer', documents: [{ name: '职业资格证书（补发）', fileId }], waybill: 'EMS1' },
    ])
      await far.act(ref, act);
    const shown = await near.arrived(caseNo, 'transfer');
    expect((await near.download(shown.documents[0]?.fileId ?? '')).toString()).toBe(`${PDF}% 补发`);
    await near.act(filed.ref, { kind: 'deliver', how: 'window' });
    await far.arrived(caseNo, 'deliver');
    await settled(caseNo);
    expect(await stateOf(caseNo)).toBe('RESULT_DELIVERED');
    expect(told(caseNo)[0]).toMatchObject({
      sender: 'henan',
      eventType: 'THING_FILED',
      payload: {
        thingNo: filed.ref,
        applicant: { applicantType: 'GR', idType: 'SFZ' },
        members: [{ itemCode: '43-RS-012-01', divisionCode: '430000', handleMode: 'YDDSDB' }],
      },
    });
    expect(await world.things.get(ref)).toMatchObject({ thingNo: ref, members: [{ hubNo: caseNo }] });
  });

  it('brings a thing of three members to its end, decided in two provinces', async () => {
    const { guangdong, henan } = provinces.world;
    const thing = await newborn();
    const refs = thing.members.map(({ ref }) => ref);
    expect(refs).toEqual([REGISTER, HOUSEHOLD, CARD].map((item) => `${thing.thingNo}/${item}`));
    await world.things.shows(thing.thingNo, 'HANDLING', ['HANDLING', 'HANDLING', 'WAITING']);
    await decide(guangdong, await numberOf(thing, REGISTER));
    const household = await numberOf(thing, HOUSEHOLD);
    const office = await decide(henan, household);
    await world.things.shows(thing.thingNo, 'HANDLING', ['DONE', 'DONE', 'WAITING']);
    expect(await auditor.grpc.findCases(`${thing.thingNo}/${CARD}`)).toEqual([]);

    const fileId = await henan.upload('户籍证明.pdf', 'application/pdf', Buffer.from(`${PDF}% 户籍`));
    await henan.act(office, {
      kind: 'transfer',
      documents: [{ name: '户籍证明', number: '豫公户2026-1', fileId }],
    });
    const card = await numberOf(thing, CARD);
    const built = await guangdong.arrived(card, 'file');
    const proof = built.materials.find(({ name }) => name === '户籍类证明')?.fileId ?? '';
    expect((await guangdong.download(proof)).toString()).toBe(`${PDF}% 户籍`);
    await decide(guangdong, card);
    await world.things.shows(thing.thingNo, 'DONE', ['DONE', 'DONE', 'DONE']);

    const cases = await Promise.all(refs.map((ref) => auditor.grpc.findCases(ref)));
    expect(cases.map((found) => found.map(({ caseNo }) => caseNo))).toEqual([
      [await numberOf(thing, REGISTER)],
      [household],
      [card],
    ]);
  });

  it('tells each office of a thing only what it needs', async () => {
    const thing = await newborn();
    const [register, household] = [await numberOf(thing, REGISTER), await numberOf(thing, HOUSEHOLD)];
    await provinces.world.guangdong.arrived(register, 'file');
    await provinces.world.henan.arrived(household, 'file');
    const toRegister = submissionAt('guangdong', register);
    expect(toRegister).toContain('结婚证');
    for (const secret of ['新生儿', '落户', '0731-80000001', '代测试', '出生医学证明'])
      expect(toRegister).not.toContain(secret);
    const toHousehold = submissionAt('henan', household);
    expect(toHousehold).toContain('出生医学证明');
    for (const secret of ['婚姻状况', '结婚证', '新生儿照片', '代测试'])
      expect(toHousehold).not.toContain(secret);
    await world.things.withdraw(thing.thingNo, '测试完毕');
    await world.things.shows(thing.thingNo, 'WITHDRAWN', ['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
  });

  it('keeps what is done when another member is not accepted: partly done', async () => {
    const { guangdong, henan } = provinces.world;
    const thing = await world.things.file({
      thingCode: 'HN-YJS-0003',
      applicant: ZHOU,
      form: [{ name: '参保地', value: '440100' }],
      materials: [],
      members: [
        { item: '43-RS-049-01', division: '440000', mode: 'online' },
        { item: '43-RS-052-01', division: '410000', mode: 'online' },
        { item: '43-GJJ-102-01', division: '440000', mode: 'online' },
      ],
    });
    await decide(guangdong, await numberOf(thing, '43-RS-049-01'));
    const record = await numberOf(thing, '43-RS-052-01');
    const { ref } = await henan.arrived(record, 'file');
    await henan.act(ref, { kind: 'intake', window: '网上受理', originals: [] });
    await henan.act(ref, { kind: 'reject', code: 'HA-404', reason: '非本地参保' });
    await world.things.shows(thing.thingNo, 'PARTLY_DONE', ['DONE', 'FAILED', 'BLOCKED']);
    expect(await stateOf(record)).toBe('NOT_ACCEPTED');
    expect(await auditor.grpc.findCases(`${thing.thingNo}/43-GJJ-102-01`)).toEqual([]);
  });

  it('goes on with the others when the hub refuses a member, and shows why', async () => {
    const thing = await world.things.file({
      thingCode: 'HN-YJS-0002',
      applicant: ZHOU,
      form: [],
      materials: [],
      members: [
        { item: '43-GA-012-01', division: '650000', mode: 'online' },
        { item: '43-RS-037-01', division: '440000', mode: 'online' },
      ],
    });
    await decide(provinces.world.guangdong, await numberOf(thing, '43-RS-037-01'));
    await world.things.shows(thing.thingNo, 'PARTLY_DONE', ['FAILED', 'DONE']);
    const { history } = await provinces.desk('hunan').get(`${thing.thingNo}/43-GA-012-01`);
    expect(history.at(-1)).toMatchObject({ kind: 'refused' });
    expect(history.at(-1)?.note).toContain('ITEM_NOT_MAPPED');
  });

  it('withdraws with a thing the members that are not concluded, and sends no more', async () => {
    const { guangdong, henan } = provinces.world;
    const thing = await newborn();
    const register = await numberOf(thing, REGISTER);
    await decide(guangdong, register);
    const household = await numberOf(thing, HOUSEHOLD);
    const { ref } = await henan.arrived(household, 'file');
    await henan.act(ref, { kind: 'intake', window: '网上受理', originals: [] });
    await world.things.shows(thing.thingNo, 'HANDLING', ['DONE', 'HANDLING', 'WAITING']);
    await world.things.withdraw(thing.thingNo, '申请人改变主意');
    await world.things.shows(thing.thingNo, 'PARTLY_DONE', ['DONE', 'WITHDRAWN', 'WITHDRAWN']);
    const shown = await henan.arrived(household, 'withdraw');
    expect(shown.history.at(-1)).toMatchObject({ by: 'them', note: '申请人改变主意' });
    await settled(household);
    expect([await stateOf(register), await stateOf(household)]).toEqual(['CONCLUDED', 'WITHDRAWN']);
    expect(await auditor.grpc.findCases(`${thing.thingNo}/${CARD}`)).toEqual([]);
  });

  it('leaves a record and a public log that agree, each act in them once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});
