import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { columnsOf, startShanxi, TABLE_NAMES } from '#connectors/shanxi';
import { DeskClient, startChild } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditLog, auditRecord } from '../kit/auditor.js';
import { captureLog } from '../kit/captured-log.js';
import { emptyDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FrontDatabaseOwner, frontSubmission, putSubmission } from '../kit/front-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const PDF = Buffer.from('%PDF-1.4 声明');
const WANG = { kind: 'person', name: '王测试', idNumber: '140102198802299026', phone: '0351-6000001' };

describe('Shanxi’s front database', { timeout: 60_000 }, () => {
  let hub: TestHub;
  let provinces: Provinces;
  let front: FrontDatabaseOwner;
  let guangdong: TestPeer;
  let shanxi: TestPeer;
  const log = captureLog('info');

  beforeAll(async () => {
    const quick = ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=100', 'dispatch.maxAttempts=1000'];
    hub = await startTestHub({ settings: quick });
    guangdong = await hub.peer('guangdong');
    shanxi = await hub.peer('shanxi');
    provinces = await openProvinces(hub, ['shanxi']);
    front = new FrontDatabaseOwner(provinces.config('shanxi'));
    await provinces.connect('guangdong');
    await provinces.connect('henan');
    const connector = await startShanxi(provinces.config('shanxi'), log.logger);
    closing.push(() => connector.close());
  });
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
    await front.end();
    await provinces.close();
    await hub.close();
    log.remove();
  });

  async function stateOf(caseNo: string): Promise<string> {
    return tongban.v1.CaseState[(await shanxi.grpc.case(caseNo)).state] ?? '';
  }

  /** What the connector has written of a case, act by act. */
  function inbound(caseNo: string) {
    return front.query('select * from inbound.kstb_exchange where hub_case_no = $1 order by event_seq', [
      caseNo,
    ]);
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

    const acts = await inbound(caseNo);
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
    const acts = await inbound(caseNo);
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

  it('shows in the exchange table what the hub refused, and why', async () => {
    const name = newReference('SX');
    const good = frontSubmission(name);
    await putSubmission(front, good);
    await eventually(async () => expect((await front.outcome(name))?.exchange_state).toBe('2'));
    const { row_guid: _, ...row } = good.material;
    const { material_name: __, get_type: ___, kstb_no: ____, ...common } = row;
    const next = `${name}b`;
    await front.register({
      ...good.head,
      cd_batch: next,
      act_ref: next,
      case_state: '70',
      case_seq: 2,
      row_total: 1,
    });
    await front.insert('up_pro_process', {
      ...common,
      cd_batch: next,
      row_guid: next,
      event_name: '70',
      event_start_time: '2026-11-22 10:00:00',
      kstb_delivery: '10',
    });
    await front.close(next);
    await eventually(async () =>
      expect(await front.outcome(next)).toMatchObject({
        exchange_state: '9',
        outcome_code: 'ILLEGAL_TRANSITION',
      }),
    );
  });

  it('takes what commits late, though later writings were taken long before', async () => {
    const [late, early] = [frontSubmission(newReference('LATE')), frontSubmission(newReference('EARLY'))];
    const transaction = await front.begin();
    await transaction.insert('kstb_exchange', { ...late.head, closed_at: '2026-11-22 10:00:00' });
    await transaction.insert('up_pro_accept', late.accept);
    await transaction.insert('up_pro_material', late.material);
    const later = { cd_time: '2026-11-22 10:00:05' };
    await putSubmission(front, {
      ...early,
      accept: { ...early.accept, ...later },
      material: { ...early.material, ...later },
    });
    await eventually(async () => expect((await front.outcome(early.head.act_ref))?.exchange_state).toBe('2'));
    await transaction.commit();
    await eventually(async () =>
      expect(await front.outcome(late.head.act_ref)).toMatchObject({
        exchange_state: '2',
        outcome_text: null,
      }),
    );
  });

  it('keeps the order of a case, whichever act of it commits first', async () => {
    const name = newReference('ORDER');
    const first = frontSubmission(name);
    const second = `${name}b`;
    await front.register({
      ...first.head,
      cd_batch: second,
      act_ref: second,
      case_state: '11',
      case_seq: 2,
      row_total: 1,
    });
    await front.insert('up_pro_process', {
      row_guid: second,
      project_no: name,
      cd_operation: 'I',
      cd_batch: second,
      event_name: '11',
      event_start_time: '2026-11-22 10:00:00',
      kstb_org_name: '窗口',
      kstb_division: '140100',
    });
    await front.close(second);
    const bystander = frontSubmission(newReference('ORDER'));
    await putSubmission(front, bystander);
    await eventually(async () =>
      expect((await front.outcome(bystander.head.act_ref))?.exchange_state).toBe('2'),
    );
    expect((await front.outcome(second))?.exchange_state).toBe('0');
    await putSubmission(front, first);
    await eventually(async () => expect((await front.outcome(second))?.exchange_state).toBe('2'));
    const { hub_case_no: caseNo } = (await front.outcome(name)) ?? {};
    const types = (await shanxi.grpc.events(caseNo ?? '')).map(({ type }) => type);
    expect(types.filter((type) => type !== 'DispatchAcknowledgement')).toEqual([
      'SubmitCase',
      'IntakeRecorded',
    ]);
  });

  it('waits for a batch that is written half, and for rows that come after it was closed', async () => {
    const [half, short] = [frontSubmission(newReference('HALF')), frontSubmission(newReference('SHORT'))];
    await front.register(half.head);
    await front.insert('up_pro_accept', half.accept);
    await front.register(short.head);
    await front.insert('up_pro_accept', short.accept);
    await front.close(short.head.cd_batch);
    await eventually(async () =>
      expect(await front.outcome(short.head.act_ref)).toMatchObject({
        exchange_state: '0',
        outcome_code: 'BATCH_INCOMPLETE',
        outcome_text: '1 of 2 rows are there',
      }),
    );
    expect(await front.outcome(half.head.act_ref)).toMatchObject({ exchange_state: '0', outcome_code: null });
    await front.insert('up_pro_material', short.material);
    await front.insert('up_pro_material', half.material);
    await front.close(half.head.cd_batch);
    for (const { head } of [half, short]) {
      await eventually(async () =>
        expect(await front.outcome(head.act_ref)).toMatchObject({ exchange_state: '2', outcome_code: null }),
      );
    }
  });

  it('takes an act once that comes in two batches', async () => {
    const name = newReference('TWICE');
    const batch = frontSubmission(name);
    await putSubmission(front, batch);
    await eventually(async () => expect((await front.outcome(name))?.exchange_state).toBe('2'));
    const again = `${name}b`;
    const moved = { cd_batch: again };
    await putSubmission(front, {
      head: { ...batch.head, ...moved },
      accept: { ...batch.accept, ...moved, row_guid: `${again}-1` },
      material: { ...batch.material, ...moved, row_guid: `${again}-2` },
    });
    await eventually(async () => {
      const [row] = await front.query('select * from outbound.kstb_exchange where cd_batch = $1', [again]);
      expect(row).toMatchObject({ exchange_state: '8', outcome_code: 'BATCH_REPEATED' });
      expect(row?.outcome_text).toContain(name);
    });
    expect(await shanxi.grpc.findCases(name)).toHaveLength(1);
  });

  it('sends back what cannot be read and holds what has no code, with the reason, and goes on with the rest', async () => {
    const bad = frontSubmission(newReference('BAD'));
    const gap = frontSubmission(newReference('GAP'));
    const alien = frontSubmission(newReference('ALIEN'));
    const rival = frontSubmission(newReference('RIVAL'));
    const good = frontSubmission(newReference('GOOD'));
    await putSubmission(front, { ...bad, material: { ...bad.material, project_no: '孤儿' } });
    await putSubmission(front, { ...gap, accept: { ...gap.accept, task_handle_item: 'SXJT-9999-001' } });
    await putSubmission(front, { ...alien, head: { ...alien.head, case_state: '77' } });
    // Rows that no batch claims, and a file of nobody.
    await front.insert('up_pro_material', {
      ...bad.material,
      row_guid: newReference('O'),
      cd_batch: 'nobody’s',
    });
    await putSubmission(front, good);
    await eventually(async () => expect((await front.outcome(good.head.act_ref))?.exchange_state).toBe('2'));
    await putSubmission(front, {
      ...rival,
      head: { ...rival.head, project_no: good.head.project_no },
    });
    const expected: [string, object][] = [
      [
        bad.head.act_ref,
        {
          exchange_state: '9',
          outcome_code: 'BATCH_FORM',
          outcome_text: 'up_pro_material.project_no: is another case than the batch',
        },
      ],
      [gap.head.act_ref, { exchange_state: '0', outcome_code: 'CODE_UNMAPPED' }],
      [
        alien.head.act_ref,
        { exchange_state: '9', outcome_text: 'kstb_exchange.case_state: 77 is no state of a case' },
      ],
      [
        rival.head.act_ref,
        {
          exchange_state: '9',
          outcome_text: `kstb_exchange.case_seq: 1 is the place of act ${good.head.act_ref}`,
        },
      ],
    ];
    for (const [ref, row] of expected) {
      await eventually(async () => expect(await front.outcome(ref)).toMatchObject(row));
    }
    expect(log.lines('a batch was sent back: it cannot be read').map(({ cdBatch }) => cdBatch)).toEqual(
      expect.arrayContaining([bad.head.cd_batch, alien.head.cd_batch, rival.head.cd_batch]),
    );
    expect(log.lines('a batch waits: it cannot be taken up')).toContainEqual(
      expect.objectContaining({ cdBatch: gap.head.cd_batch, code: 'CODE_UNMAPPED' }),
    );
    expect(log.text()).not.toContain('王测试');
  });

  it('reports to both sides what no column can hold, cuts nothing, and delivers the rest', async () => {
    const long = submission({ divisionCode: '140000' }) as {
      personal: { open: { applicant: { name: string } } };
    };
    long.personal.open.applicant.name = '长'.repeat(101);
    const { caseNo } = await guangdong.act('SubmitCase', long);
    const plain = await guangdong.act('SubmitCase', submission({ divisionCode: '140000' }));
    await provinces.desk('shanxi').arrived(plain.caseNo);
    const reason =
      'does not fit the front database: up_pro_accept.applyer_name has 100 characters, the text has 101';
    await eventually(async () => {
      const [problem] = await front.query('select * from inbound.kstb_problem where hub_case_no = $1', [
        caseNo,
      ]);
      expect(problem).toMatchObject({ case_state: '10', reason, solved_at: null });
      const [waiting] = await hub.database.query<{ last_error: string }>(
        'select last_error from inbox where case_no = $1',
        [caseNo],
      );
      expect(waiting?.last_error).toBe(reason);
    });
    expect(await inbound(caseNo)).toEqual([]);
  });

  it('tells its operators when the platform cannot use what it was given', async () => {
    // The sandbox knows no case of which the opening was never put in; its own rules then send the act back.
    await front.query(
      `insert into inbound.kstb_exchange
         (cd_batch, message_id, hub_case_no, event_seq, sender, case_state, project_no, act_time, row_total, closed_at)
       values ('lost', 'lost', 'TB-LOST', 2, 'henan', '30', '无', localtimestamp, 0, localtimestamp)`,
    );
    await eventually(() =>
      expect(log.lines('the platform could not use an act that it was given')).toContainEqual(
        expect.objectContaining({ cdBatch: 'lost', hubCaseNo: 'TB-LOST' }),
      ),
    );
  });

  it('is made by the command, as often as that is started, and works with it', async () => {
    const empty = await emptyDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'tongban-shanxi-'));
    try {
      for (let i = 0; i < 2; i++) {
        const sandbox = await startChild(
          ['sandbox', 'shanxi', '--token', 'x', '--data', folder, '--database', empty.url],
          z.object({ port: z.number() }),
          { PATH: process.env.PATH },
        );
        const filed = await new DeskClient(sandbox.announced.port).file({
          item: 'SXJT-0612-001',
          division: '410000',
          mode: 'remote',
          applicant: WANG,
          form: [],
          materials: [],
        });
        await eventually(async () => {
          const rows = await empty.query(
            'select project_no from outbound.kstb_exchange where closed_at is not null',
          );
          expect(rows).toContainEqual({ project_no: filed.ref });
        });
        await sandbox.stop();
      }
    } finally {
      rmSync(folder, { recursive: true });
      await empty.drop();
    }
  });

  it('is given rights to read, to mark and to add, and to nothing else', async () => {
    const client = new pg.Client({ connectionString: String(provinces.config('shanxi').province.database) });
    await client.connect();
    try {
      for (const statement of [
        'delete from outbound.up_pro_accept',
        "update outbound.up_pro_accept set applyer_name = ''",
        "update outbound.kstb_exchange set act_ref = ''",
        'delete from outbound.kstb_exchange',
        'insert into outbound.kstb_file default values',
        'delete from inbound.kstb_exchange',
        "update inbound.up_pro_accept set applyer_name = ''",
        'drop table inbound.up_pro_accept',
      ])
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await client.end();
    }
  });

  it('has the columns that the connector counts on, as wide as it believes', async () => {
    const types: Record<string, string> = { time: 'timestamp without time zone', whole: 'integer' };
    const rows = await front.query(
      'select table_schema, table_name, column_name, data_type, character_maximum_length as width from information_schema.columns',
    );
    for (const schema of ['outbound', 'inbound']) {
      for (const table of TABLE_NAMES) {
        const there = new Map(
          rows
            .filter((row) => row.table_schema === schema && row.table_name === table)
            .map((row) => [row.column_name, row.width === null ? row.data_type : Number(row.width)]),
        );
        for (const [column, type] of Object.entries(columnsOf(table))) {
          const expected = type === 'day' ? 8 : typeof type === 'number' ? type : types[type];
          expect(there.get(column), `${schema}.${table}.${column}`).toBe(expected);
        }
      }
    }
  });

  it('leaves a record and a public log that agree, each act in them once', async () => {
    await auditRecord(hub.database, await auditLog(hub.logUrl, hub.running.services.identity.logVkey));
  });
});
