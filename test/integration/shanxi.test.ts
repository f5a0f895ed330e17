import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { inboundActs, openShanxiWorld, type ShanxiWorld } from '../kit/shanxi-world.js';

const PDF = Buffer.from('%PDF-1.4 声明');
const WANG = { kind: 'person', name: '王测试', idNumber: '140102198802299026', phone: '0351-6000001' };

describe('a case that crosses Shanxi’s front database', () => {
  let world: ShanxiWorld;
  let provinces: ShanxiWorld['provinces'];
  let front: ShanxiWorld['front'];
  let shanxi: ShanxiWorld['shanxi'];

  beforeAll(async () => {
    world = await openShanxiWorld();
    ({ provinces, front, shanxi } = world);
  });
  afterAll(() => world.close());

  async function stateOf(caseNo: string): Promise<string> {
    return tongban.v1.CaseState[(await shanxi.grpc.case(caseNo)).state] ?? '';
  }

  function inboundRows(table: string, cdBatch: string | null | undefined) {
    return front.query(`select * from inbound.${table} where cd_batch = $1 order by row_guid`, [cdBatch]);
  }

  it('takes a case from Guangdong through its whole life: correction round, files both ways, result, delivery', async () => {
    const window = provinces.desk('guangdong');
    const office = provinces.desk('shanxi');
    const fileId = await window.upload('遗失声明.pdf', 'application/pdf', PDF);
    const filed = await window.file({
      item: '11440000MBY900019A2442090012000',
      division: '140000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '020-80000001' },
      form: [{ name: '证书名称', value: '一级建造师' }],
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '遗失声明', source: 'upload', fileId },
      ],
    });
    const caseNo = await window.numbered(filed.ref);
    await window.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: ['居民身份证'] });
    const { ref } = await office.arrived(caseNo, 'intake');
    await office.act(ref, {
      kind: 'notice',
      noticeNo: '晋补〔2026〕7号',
      missing: ['近期免冠照片'],
      faulty: [{ material: '遗失声明', reason: '未签字' }],
      deadline: '2026-12-03',
    });
    await window.arrived(caseNo, 'notice');
    await window.act(filed.ref, {
      kind: 'correct',
      noticeNo: '晋补〔2026〕7号',
      materials: [{ name: '近期免冠照片', source: 'upload', fileId }],
    });
    await office.arrived(caseNo, 'correct');
    // All at once, as an officer may click: the connector keeps their order.
    await office.act(ref, { kind: 'accept', number: ref, documentNo: '晋受1', promised: '2026-12-18' });
    await office.act(ref, { kind: 'review' });
    await office.act(ref, { kind: 'decide', granted: true, documentNo: '晋人考补〔2026〕1号' });
    await office.act(ref, { kind: 'conclude' });
    const result = await office.upload(
      '证书.pdf',
      'application/pdf',
      Buffer.concat([PDF, Buffer.from(' 补发')]),
    );
    await office.act(ref, {
      kind: 'transfer',
      documents: [{ name: '职业资格证书', number: '晋2026补1', fileId: result }],
      waybill: 'EMS1',
    });
    const near = await window.arrived(caseNo, 'transfer');
    await window.act(filed.ref, { kind: 'deliver', how: 'window' });
    const far = await office.arrived(caseNo, 'deliver');

    expect(await stateOf(caseNo)).toBe('RESULT_DELIVERED');
    expect((await window.download(near.documents[0]?.fileId ?? '')).toString()).toBe('%PDF-1.4 声明 补发');
    expect(far.item).toBe('SXJT-0612-001');
    expect(far.materials.map(({ name }) => name)).toEqual(['居民身份证', '遗失声明', '近期免冠照片']);
    expect(await office.download(far.materials[1]?.fileId ?? '')).toEqual(PDF);
    expect((await window.get(filed.ref)).history.map(({ by, kind }) => `${by} ${kind}`)).toEqual([
      ...['us file', 'us intake', 'them notice', 'us correct', 'them accept', 'them review'],
      ...['them decide', 'them conclude', 'them transfer', 'us deliver'],
    ]);

    const acts = await inboundActs(front, caseNo);
    expect(
      acts.map(({ case_state, sender, exchange_state }) => [case_state, sender, exchange_state]),
    ).toEqual(['10', '11', '13', '70'].map((state) => [state, 'guangdong', '2']));
    const [opened, taken] = acts;
    expect(await inboundRows('up_pro_accept', opened?.cd_batch)).toMatchObject([
      {
        project_no: filed.ref,
        catalog_code: '002090012000',
        task_handle_item: 'SXJT-0612-001',
        applyer_name: '李测试',
        applyer_page_type: '居民身份证',
        kstb_mode: '2',
        data_source: 'HUB',
      },
    ]);
    expect(await inboundRows('up_pro_material', opened?.cd_batch)).toMatchObject([
      { kstb_no: '1', material_name: '居民身份证', get_type: '12', kstb_file: null },
      { kstb_no: '2', material_name: '遗失声明', get_type: '11' },
    ]);
    expect(await inboundRows('kstb_list', taken?.cd_batch)).toMatchObject([
      { list_kind: '核验原件', list_no: '1', item_name: '居民身份证' },
    ]);
    const told = await front.query(
      'select case_seq, case_state, exchange_state, hub_case_no from outbound.kstb_exchange where project_no = $1 order by case_seq',
      [ref],
    );
    expect(told).toEqual(
      ['12', '20', '30', '40', '50', '60'].map((case_state, i) => ({
        case_seq: String(i + 1),
        case_state,
        exchange_state: '2',
        hub_case_no: caseNo,
      })),
    );
  });

  it('sends a case to Henan, corrects it, and hears of a special procedure and of the result', async () => {
    const window = provinces.desk('shanxi');
    const office = provinces.desk('henan');
    const fileId = await window.upload('声明.pdf', 'application/pdf', PDF);
    const filed = await window.file({
      item: 'SXJT-0612-001',
      division: '410000',
      mode: 'remote',
      applicant: WANG,
      form: [{ name: '证书名称', value: '一级建造师' }],
      materials: [{ name: '遗失声明', source: 'upload', fileId }],
    });
    // Before the hub has given the case its number.
    await window.act(filed.ref, { kind: 'intake', window: '太原市综合受理窗口', originals: ['身份证'] });
    const caseNo = await window.numbered(filed.ref);
    const { ref, materials } = await office.arrived(caseNo, 'intake');
    expect(await office.download(materials[0]?.fileId ?? '')).toEqual(PDF);
    await office.act(ref, {
      kind: 'notice',
      noticeNo: '豫补1',
      missing: ['照片'],
      faulty: [],
      deadline: '2026-12-01',
    });
    await window.arrived(caseNo, 'notice');
    await window.act(filed.ref, {
      kind: 'correct',
      noticeNo: '豫补1',
      materials: [{ name: '照片', source: 'upload', fileId }],
    });
    await office.arrived(caseNo, 'correct');
    for (const act of [
      { kind: 'accept', number: ref, documentNo: '豫受1', promised: '2026-12-18' },
      { kind: 'review' },
      { kind: 'suspend', procedure: '听证', reason: '申请人要求听证' },
      { kind: 'resume' },
      { kind: 'decide', granted: true, documentNo: '豫补1', grounds: '符合规定' },
      { kind: 'conclude' },
      { kind: 'transfer', documents: [{ name: '证书', number: '豫2026-1' }], waybill: 'EMS2' },
    ])
      await office.act(ref, act);
    await window.arrived(caseNo, 'transfer');
    await window.act(filed.ref, { kind: 'deliver', how: 'courier', waybill: 'SF1' });
    await office.arrived(caseNo, 'deliver');

    expect(await stateOf(caseNo)).toBe('RESULT_DELIVERED');
    const acts = await inboundActs(front, caseNo);
    expect(acts.map(({ case_state }) => case_state)).toEqual([
      '12',
      '20',
      '30',
      '31',
      '32',
      '40',
      '50',
      '60',
    ]);
    expect(acts.every(({ project_no }) => project_no === filed.ref)).toBe(true);
    expect(await inboundRows('up_pro_special_procedure', acts[3]?.cd_batch)).toMatchObject([
      { special_name: '听证', special_reason: '申请人要求听证' },
    ]);
    expect(await inboundRows('up_pro_result', acts[5]?.cd_batch)).toMatchObject([
      { result_type: '01', kstb_doc_no: '豫补1', result_explain: '符合规定' },
    ]);
    const { history } = await window.get(filed.ref);
    expect(history.filter(({ by }) => by === 'them').map(({ kind }) => kind)).toEqual([
      ...['notice', 'accept', 'review', 'suspend', 'resume', 'decide', 'conclude', 'transfer'],
    ]);
  });

  it('shows a withdrawal, a refusal at intake and a termination, whoever made them', async () => {
    const [own, other] = [provinces.desk('shanxi'), provinces.desk('henan')];
    const file = async () => {
      const filed = await own.file({
        item: 'SXJT-0612-001',
        division: '410000',
        mode: 'remote',
        applicant: WANG,
        form: [],
        materials: [],
      });
      await own.act(filed.ref, { kind: 'intake', window: '窗口', originals: [] });
      const caseNo = await own.numbered(filed.ref);
      return { filed, caseNo, office: (await other.arrived(caseNo, 'intake')).ref };
    };
    const [withdrawn, refused, ended] = [await file(), await file(), await file()];
    await own.act(withdrawn.filed.ref, { kind: 'withdraw', reason: '本人撤回' });
    await other.act(refused.office, { kind: 'reject', code: 'HA-404', reason: '档案中查无此证书' });
    await other.act(ended.office, { kind: 'terminate', code: 'HA-501', reason: '申请人死亡' });
    await other.arrived(withdrawn.caseNo, 'withdraw');
    const told = await own.arrived(refused.caseNo, 'reject');
    expect(told.history.at(-1)?.note).toBe('HA-404, 档案中查无此证书');
    await own.arrived(ended.caseNo, 'terminate');
    const states = [withdrawn, refused, ended].map(({ caseNo }) => stateOf(caseNo));
    expect(await Promise.all(states)).toEqual(['WITHDRAWN', 'NOT_ACCEPTED', 'TERMINATED']);
  });

  it('leaves a record and a public log that agree, each act in them once', async () => {
    await eventually(() => auditHub(world.hub)); // the last acknowledgements are still on their way
  });
});
