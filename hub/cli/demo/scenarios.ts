import type { CaseState } from '#domain/case';
import type { Text } from '../speech.js';
import type { CaseView, DeskClient } from './desk-client.js';

/** The two platforms as their clerks see them. */
export interface World {
  readonly guangdong: DeskClient;
  readonly henan: DeskClient;
}

/** A story that is played through both platforms, and how the case must end. */
export interface Scenario {
  readonly id: string;
  readonly title: Text;
  readonly endState: CaseState;
  /** @returns the hub's case number. */
  play(world: World): Promise<string>;
}

/** Items in each platform's own codes. */
export const ITEM = {
  certificate: { guangdong: '11440000MBY900019A2442090012000', henan: 'HA-RS-0012' },
  notary: { guangdong: '11440000MBY900019A3442090009000', henan: 'HA-SF-0009' },
  housingFund: { guangdong: '11440000MBY900019A2442091108000', henan: 'HA-ZJ-1108' },
};

/** Invented persons with valid numbers. */
const LI = { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '020-80000001' };
export const WANG = {
  kind: 'person',
  name: '王测试',
  idNumber: '410102198802299026',
  phone: '0371-60000001',
};

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** C12: the holder lives in 广州, the certificate was issued in 河南. The window in 广州 takes the papers in and hands the result out. */
async function submitAtGuangdong(world: World): Promise<{ ref: string; hubNo: string; office: CaseView }> {
  const statement = await world.guangdong.upload('遗失声明.pdf', 'application/pdf', PDF);
  const filed = await world.guangdong.file({
    item: ITEM.certificate.guangdong,
    division: '410000',
    mode: 'remote',
    applicant: LI,
    form: [
      { name: '证书名称', value: '一级建造师' },
      { name: '管理号', value: '2015034410340000004101000123' },
      { name: '取得年度', value: '2015' },
    ],
    materials: [
      { name: '居民身份证', source: 'original' },
      { name: '遗失声明', source: 'upload', fileId: statement },
    ],
  });
  const hubNo = await world.guangdong.numbered(filed.ref);
  await world.guangdong.act(filed.ref, {
    kind: 'intake',
    window: '广州市政务服务中心12号窗口',
    originals: ['居民身份证'],
  });
  const office = await world.henan.arrived(hubNo, 'intake');
  return { ref: filed.ref, hubNo, office };
}

/** From acceptance to the result in the applicant's hands. */
async function decideAtHenan(world: World, ref: string, hubNo: string, office: CaseView): Promise<void> {
  const { henan, guangdong } = world;
  await henan.act(office.ref, {
    kind: 'accept',
    number: office.ref,
    documentNo: '豫人考受〔2026〕12号',
    promised: '2026-12-18',
  });
  await henan.act(office.ref, { kind: 'review' });
  await henan.act(office.ref, { kind: 'decide', granted: true, documentNo: '豫人考补〔2026〕345号' });
  await henan.act(office.ref, { kind: 'conclude' });
  const fileId = await henan.upload(
    '补发证书.pdf',
    'application/pdf',
    Buffer.concat([PDF, Buffer.from('% 补发')]),
  );
  await henan.act(office.ref, {
    kind: 'transfer',
    documents: [{ name: '职业资格证书（补发）', number: '豫2026补00345', fileId }],
    waybill: 'EMS2026112200123',
  });
  await guangdong.arrived(hubNo, 'transfer');
  await guangdong.act(ref, { kind: 'deliver', how: 'window' });
  await henan.arrived(hubNo, 'deliver');
}

/** C9: a graduate in 河南 asks the notary in 广州, online from beginning to end. The deciding place itself faces the applicant. */
async function submitAtHenan(world: World): Promise<{ ref: string; hubNo: string; office: CaseView }> {
  const filed = await world.henan.file({
    item: ITEM.notary.henan,
    division: '440100',
    mode: 'online',
    applicant: WANG,
    form: [
      { name: '毕业院校', value: '郑州测试大学' },
      { name: '使用地', value: '新加坡' },
      { name: '译文', value: '英文' },
      { name: '份数', value: '2' },
    ],
    materials: [
      { name: '居民身份证', source: 'certificate' },
      { name: '学历信息', source: 'shared' },
    ],
  });
  const hubNo = await world.henan.numbered(filed.ref);
  const office = await world.guangdong.arrived(hubNo, 'file');
  await world.guangdong.act(office.ref, { kind: 'intake', window: '广州测试公证处网上受理', originals: [] });
  await world.henan.arrived(hubNo, 'intake');
  return { ref: filed.ref, hubNo, office };
}

export async function decideAtGuangdong(world: World, hubNo: string, office: CaseView): Promise<void> {
  const { guangdong, henan } = world;
  await guangdong.act(office.ref, {
    kind: 'accept',
    number: office.ref,
    documentNo: '粤穗公受2026-0088',
    promised: '2026-12-11',
  });
  await guangdong.act(office.ref, { kind: 'review' });
  await guangdong.act(office.ref, {
    kind: 'decide',
    granted: true,
    documentNo: '（2026）粤穗公证字第00888号',
  });
  await guangdong.act(office.ref, { kind: 'conclude' });
  const fileId = await guangdong.upload(
    '公证书.pdf',
    'application/pdf',
    Buffer.concat([PDF, Buffer.from('% 公证')]),
  );
  await guangdong.act(office.ref, {
    kind: 'transfer',
    documents: [{ name: '学历公证书（电子）', number: '（2026）粤穗公证字第00888号', fileId }],
  });
  await guangdong.act(office.ref, { kind: 'deliver', how: 'courier', waybill: 'SF2026112200456' });
  await henan.arrived(hubNo, 'deliver');
}

/** C3: a worker moved from 郑州 to 广州. The window in 广州 takes it in; the fund in 郑州, where the money is, leads and decides. */
/** C3: the account moves to 郑州, which leads; 广州, where it was, does its part under the number of the whole. */
async function moveHousingFund(world: World): Promise<string> {
  const { guangdong, henan } = world;
  const filed = await guangdong.file({
    item: ITEM.housingFund.guangdong,
    division: '410100',
    mode: 'joint',
    applicant: LI,
    form: [
      { name: '转入账号', value: '4101000001' },
      { name: '转出中心', value: '广州市' },
      { name: '转出账号', value: '4401000001' },
    ],
    materials: [{ name: '缴存证明授权', source: 'shared' }],
  });
  const hubNo = await guangdong.numbered(filed.ref);
  await guangdong.act(filed.ref, { kind: 'intake', window: '广州住房公积金中心3号窗口', originals: [] });
  const { ref } = await henan.arrived(hubNo, 'intake');
  await henan.act(ref, {
    kind: 'accept',
    number: ref,
    documentNo: '郑公积金受〔2026〕7号',
    promised: '2026-12-18',
  });
  await henan.act(ref, { kind: 'review' });
  await closeAccount(world, hubNo);
  await henan.told(hubNo, 'PartEnded');
  await henan.act(ref, { kind: 'decide', granted: true, documentNo: '郑公积金转〔2026〕7号' });
  await henan.act(ref, { kind: 'conclude' });
  const fileId = await henan.upload('转移接续联系函.pdf', 'application/pdf', PDF);
  const letter = { name: '转移接续联系函', number: '郑公积金转〔2026〕7号', fileId };
  await henan.act(ref, { kind: 'transfer', documents: [letter] });
  await guangdong.arrived(hubNo, 'transfer');
  await guangdong.act(filed.ref, { kind: 'deliver', how: 'window' });
  await henan.arrived(hubNo, 'deliver');
  return hubNo;
}

/** 联系函: 郑州 asks 广州 to close the account there and pay it out. */
async function closeAccount({ guangdong, henan }: World, lead: string): Promise<void> {
  const { ref, form } = await henan.arrived(lead);
  const asked = await henan.file({
    item: ITEM.housingFund.henan,
    division: '440100',
    ...{ mode: 'joint', lead, applicant: LI, form },
    materials: [],
  });
  const hubNo = await henan.numbered(asked.ref);
  await henan.act(asked.ref, { kind: 'intake', window: `郑州住房公积金中心（${ref}）`, originals: [] });
  const office = await guangdong.arrived(hubNo, 'intake');
  const documentNo = '穗公积金转〔2026〕31号';
  await guangdong.act(office.ref, {
    kind: 'accept',
    ...{ number: office.ref, documentNo, promised: '2026-12-11' },
  });
  await guangdong.act(office.ref, { kind: 'review' });
  await guangdong.act(office.ref, { kind: 'decide', granted: true, documentNo });
  await guangdong.act(office.ref, { kind: 'conclude' });
  await henan.arrived(hubNo, 'conclude');
}

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'C12',
    title: {
      zh: '广州窗口代收 → 河南补发证书（异地代收代办，附文件）',
      en: 'Guangzhou window takes in → Henan reissues a certificate (remote intake, with a file)',
    },
    endState: 'RESULT_DELIVERED',
    play: async (world) => {
      const { ref, hubNo, office } = await submitAtGuangdong(world);
      await decideAtHenan(world, ref, hubNo, office);
      return hubNo;
    },
  },
  {
    id: 'C12-correction',
    title: {
      zh: '同上，河南一次性告知补正，广州补交后办成',
      en: 'the same, with a correction round: Henan lists what is missing, Guangzhou supplies it',
    },
    endState: 'RESULT_DELIVERED',
    play: async (world) => {
      const { ref, hubNo, office } = await submitAtGuangdong(world);
      await world.henan.act(office.ref, {
        kind: 'notice',
        noticeNo: '豫补正2026-0012',
        missing: ['近期免冠照片'],
        faulty: [{ material: '遗失声明', reason: '缺少本人签名' }],
        deadline: '2026-12-01',
      });
      const waiting = await world.guangdong.arrived(hubNo, 'notice');
      const photo = await world.guangdong.upload(
        '照片.jpg',
        'image/jpeg',
        Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
      );
      const signed = await world.guangdong.upload(
        '遗失声明-已签名.pdf',
        'application/pdf',
        Buffer.concat([PDF, Buffer.from('% 签名')]),
      );
      await world.guangdong.act(ref, {
        kind: 'correct',
        noticeNo: waiting.openNotice,
        materials: [
          { name: '近期免冠照片', source: 'upload', fileId: photo },
          { name: '遗失声明', source: 'upload', fileId: signed },
        ],
      });
      await world.henan.arrived(hubNo, 'correct');
      await decideAtHenan(world, ref, hubNo, office);
      return hubNo;
    },
  },
  {
    id: 'C12-refusal',
    title: { zh: '同上，河南不予受理', en: 'the same, not accepted by Henan' },
    endState: 'NOT_ACCEPTED',
    play: async (world) => {
      const { hubNo, office } = await submitAtGuangdong(world);
      await world.henan.act(office.ref, { kind: 'reject', code: 'HA-404', reason: '档案中查无此证书' });
      await world.guangdong.arrived(hubNo, 'reject');
      return hubNo;
    },
  },
  {
    id: 'C3',
    title: {
      zh: '广州窗口申请 → 郑州牵头、广州协办，转移住房公积金（多地联办）',
      en: 'Guangzhou window takes in → Zhengzhou leads, Guangzhou does its part: a housing fund moves (joint handling)',
    },
    endState: 'RESULT_DELIVERED',
    play: moveHousingFund,
  },
  {
    id: 'C9',
    title: {
      zh: '河南申请人 → 广州公证处（全程网办）',
      en: 'applicant in Henan → notary in Guangzhou (fully online)',
    },
    endState: 'RESULT_DELIVERED',
    play: async (world) => {
      const { hubNo, office } = await submitAtHenan(world);
      await decideAtGuangdong(world, hubNo, office);
      return hubNo;
    },
  },
  {
    id: 'C9-correction',
    title: {
      zh: '同上，学历数据查不到，公证处要求补交毕业证书',
      en: 'the same, with a correction round: the degree is not in the shared data',
    },
    endState: 'RESULT_DELIVERED',
    play: async (world) => {
      const { ref, hubNo, office } = await submitAtHenan(world);
      await world.guangdong.act(office.ref, {
        kind: 'notice',
        noticeNo: '粤公补2026-0007',
        missing: ['毕业证书'],
        faulty: [],
        deadline: '2026-12-03',
      });
      const waiting = await world.henan.arrived(hubNo, 'notice');
      const diploma = await world.henan.upload(
        '毕业证书.pdf',
        'application/pdf',
        Buffer.concat([PDF, Buffer.from('% 毕业证书')]),
      );
      await world.henan.act(ref, {
        kind: 'correct',
        noticeNo: waiting.openNotice,
        materials: [{ name: '毕业证书', source: 'upload', fileId: diploma }],
      });
      await world.guangdong.arrived(hubNo, 'correct');
      await decideAtGuangdong(world, hubNo, office);
      return hubNo;
    },
  },
  {
    id: 'C9-refusal',
    title: { zh: '同上，审查后决定不予办理', en: 'the same, denied after review' },
    endState: 'CONCLUDED',
    play: async (world) => {
      const { hubNo, office } = await submitAtHenan(world);
      const { guangdong, henan } = world;
      await guangdong.act(office.ref, {
        kind: 'accept',
        number: office.ref,
        documentNo: '粤穗公受2026-0089',
        promised: '2026-12-11',
      });
      await guangdong.act(office.ref, { kind: 'review' });
      await guangdong.act(office.ref, {
        kind: 'decide',
        granted: false,
        documentNo: '（2026）粤穗公不字第3号',
        grounds: '毕业证书信息与教育部门记录不一致（公证法第三十一条）',
      });
      await guangdong.act(office.ref, { kind: 'conclude' });
      await henan.arrived(hubNo, 'conclude');
      return hubNo;
    },
  },
];
