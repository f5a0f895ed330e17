import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePackage } from '#connectors/henan';
import { SCENARIOS } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** What Guangdong's connector put into its platform. */
interface Inbound {
  readonly tybh: string;
  readonly fsf: string;
  readonly ywlx: string;
  readonly sj: Record<string, unknown>;
}

/** The file of the demonstration's stories. */
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

describe('two provinces with platforms of their own', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub();
    guangdong = await hub.peer('guangdong');
    henan = await hub.peer('henan');
    provinces = await openProvinces(hub);
    await provinces.connect('guangdong');
    await provinces.connect('henan');
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
  });

  /** Plays a story of the demonstration and waits until everything has been acknowledged. */
  async function play(id: string): Promise<{ caseNo: string; state: string; types: string[] }> {
    const scenario = SCENARIOS.find((each) => each.id === id);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    const caseNo = await scenario.play(provinces.world);
    return eventually(async () => {
      const types = (await guangdong.grpc.events(caseNo)).map(({ type }) => type);
      const acts = types.filter((type) => type !== 'DispatchAcknowledgement');
      expect(types).toHaveLength(acts.length * 2);
      const { state } = await guangdong.grpc.case(caseNo);
      return { caseNo, state: tongban.v1.CaseState[state] ?? '', types: acts };
    });
  }

  /** The case as both platforms show it to their clerks. */
  async function desks(caseNo: string) {
    return {
      guangdong: await provinces.world.guangdong.arrived(caseNo),
      henan: await provinces.world.henan.arrived(caseNo),
    };
  }

  /** What Guangdong's platform was told of a case, in its own words. */
  function toldGuangdong(caseNo: string): Inbound[] {
    return provinces.taps.guangdong.exchanges
      .filter(({ path }) => path === '/openapi/kstb/inbound')
      .map(({ body }) => JSON.parse(body.toString()) as Inbound)
      .filter(({ tybh }) => tybh === caseNo);
  }

  /** What Henan's platform was told of a case, in its own records. */
  function toldHenan(caseNo: string) {
    return provinces.taps.henan.exchanges
      .filter(({ path }) => path === '/ha/exchange/in')
      .flatMap(({ body }) => parsePackage(body.toString()))
      .filter(({ XTBH }) => XTBH === caseNo);
  }

  it('handle 异地代收代办 with a correction round: each sees the case in its own codes', async () => {
    const { caseNo, state } = await play('C12-correction');
    expect(state).toBe('RESULT_DELIVERED');

    const records = toldHenan(caseNo);
    expect(records.map((record) => record['@sid'])).toEqual(['HA01', 'HA02', 'HA04', 'HA11']);
    expect(records[0]).toMatchObject({
      FSDW_DM: 'guangdong',
      SXBM: 'HA-RS-0012',
      BLDQH: '410000',
      BLFS: '2',
      SQRLB: '1',
      SQRMC: '李测试',
      ZJLB: '01',
      LXDH: '020-80000001',
      CLS: {
        CL: [
          { CLMC: '居民身份证', CLLB: '02' },
          { CLMC: '遗失声明', CLLB: '01' },
        ],
      },
    });
    expect(records[3]).toMatchObject({ SDFS: '1' });

    const told = toldGuangdong(caseNo);
    expect(told.map(({ ywlx }) => ywlx)).toEqual(['BZTZ', 'SL', 'SC', 'JD', 'BJ', 'ZS']);
    expect(told.every(({ fsf }) => fsf === 'henan')).toBe(true);
    expect(told[0]?.sj).toMatchObject({ QSCL: ['近期免冠照片'], BZQX: '2026-12-01 18:00:00' });
    expect(told[1]?.sj).toMatchObject({ SLWSH: '豫人考受〔2026〕12号', CNBJRQ: '2026-12-18' });
    expect(told[3]?.sj).toMatchObject({ JDJG: 'ZY', WSH: '豫人考补〔2026〕345号' });

    const shown = await desks(caseNo);
    expect(shown.guangdong).toMatchObject({ item: '11440000MBY900019A2442090012000', status: 'deliver' });
    expect(shown.henan).toMatchObject({ item: 'HA-RS-0012', status: 'deliver' });
    expect(shown.guangdong.ref).toMatch(/^11440000MBY900019A2442090012000\d{12}$/);
    expect(shown.henan.ref).toMatch(/^HN\d+$/);
    expect(shown.henan.materials.map(({ name }) => name)).toEqual([
      '居民身份证',
      '遗失声明',
      '近期免冠照片',
      '遗失声明',
    ]);
  });

  it('handle 全程网办 the other way, with a correction round', async () => {
    const { caseNo, state } = await play('C9-correction');
    expect(state).toBe('RESULT_DELIVERED');

    const told = toldGuangdong(caseNo);
    expect(told.map(({ ywlx }) => ywlx)).toEqual(['SB', 'BZ']);
    expect(told[0]?.sj).toMatchObject({
      SXBM: '11440000MBY900019A3442090009000',
      BLMS: 'QCWB',
      SQR: { SQRLX: '1', XM: '王测试', ZJLX: '10' },
      CLQD: [
        { CLMC: '居民身份证', CLLY: '3' },
        { CLMC: '学历信息', CLLY: '4' },
      ],
    });
    const records = toldHenan(caseNo);
    expect(records.map((record) => record['@sid'])).toEqual([
      'HA02',
      'HA03',
      'HA05',
      'HA07',
      'HA08',
      'HA09',
      'HA10',
      'HA11',
    ]);
    expect(records[1]).toMatchObject({
      TZSBH: '粤公补2026-0007',
      QSS: { QS: ['毕业证书'] },
      BZJZRQ: '20261203',
    });
    expect(records[7]).toMatchObject({ SDFS: '2', WLDH: 'SF2026112200456' });
    expect((await desks(caseNo)).henan.documents).toMatchObject([
      { name: '学历公证书（电子）', number: '（2026）粤穗公证字第00888号' },
    ]);
  });

  it('carry files byte for byte, both ways', async () => {
    const { caseNo } = await play('C12');
    const shown = await desks(caseNo);
    const statement = shown.henan.materials.find(({ name }) => name === '遗失声明')?.fileId ?? '';
    const result = shown.guangdong.documents[0]?.fileId ?? '';
    const [near, far] = await Promise.all([
      provinces.world.guangdong.download(result),
      provinces.world.henan.download(statement),
    ]);
    expect(near.toString()).toBe(`${PDF}% 补发`);
    expect(far.toString()).toBe(PDF);
  });

  it('show a refusal at intake and a denial after review in their own words', async () => {
    const refused = await play('C12-refusal');
    expect(refused.state).toBe('NOT_ACCEPTED');
    expect(toldGuangdong(refused.caseNo).at(-1)).toMatchObject({
      ywlx: 'BYSL',
      sj: { YYDM: 'HA-404', YYSM: '档案中查无此证书' },
    });
    const denied = await play('C9-refusal');
    expect(denied.state).toBe('CONCLUDED');
    expect(toldHenan(denied.caseNo).find((record) => record['@sid'] === 'HA08')).toMatchObject({
      JDJG: '0',
      JDLY: '毕业证书信息与教育部门记录不一致（公证法第三十一条）',
    });
  });

  it('see a special procedure, its end and a termination, whoever began them', async () => {
    const { caseNo, office } = await accepted();
    for (const act of [
      { kind: 'review' },
      { kind: 'suspend', procedure: '听证', reason: '申请人要求听证' },
      { kind: 'resume' },
      { kind: 'terminate', code: 'HA-501', reason: '申请人死亡' },
    ])
      await provinces.world.henan.act(office, act);
    const shown = await provinces.world.guangdong.arrived(caseNo, 'terminate');
    expect(toldGuangdong(caseNo).slice(-3)).toMatchObject([
      { ywlx: 'TBCX', sj: { CXMC: '听证', YY: '申请人要求听证' } },
      { ywlx: 'TBHF' },
      { ywlx: 'ZZ', sj: { YYDM: 'HA-501', YYSM: '申请人死亡' } },
    ]);
    expect(shown.history.at(-1)).toMatchObject({ by: 'them', kind: 'terminate', note: 'HA-501, 申请人死亡' });
  });

  it('show a clerk what the hub refused, and why', async () => {
    const { caseNo, office } = await accepted();
    await provinces.world.henan.act(office, { kind: 'reject', code: 'HA-201', reason: '不属于本机关职权' });
    await eventually(async () => {
      const { history } = await provinces.world.henan.get(office);
      expect(history.at(-1)).toMatchObject({ by: 'us', kind: 'refused' });
      expect(history.at(-1)?.note).toContain('ILLEGAL_TRANSITION');
    });
    expect((await henan.grpc.case(caseNo)).state).toBe(tongban.v1.CaseState.ACCEPTED);
  });

  it('leave a record and a public log that agree, each act in them once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });

  /** A case from Guangdong that Henan has accepted. */
  async function accepted(): Promise<{ caseNo: string; office: string }> {
    const { guangdong: window, henan: office } = provinces.world;
    const filed = await window.file({
      item: '11440000MBY900019A2442090012000',
      division: '410000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
      form: [],
      materials: [],
    });
    const caseNo = await window.numbered(filed.ref);
    await window.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: [] });
    const { ref } = await office.arrived(caseNo, 'intake');
    await office.act(ref, { kind: 'accept', number: ref, documentNo: '豫受1', promised: '2026-12-18' });
    await window.arrived(caseNo, 'accept');
    return { caseNo, office: ref };
  }
});
