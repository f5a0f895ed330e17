import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { columnsOf, TABLE_NAMES } from '#connectors/shanxi';
import { DeskClient, startChild } from '#hub/cli';
import { auditHub } from '../kit/audit-hub.js';
import { emptyDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { frontSubmission, putSubmission } from '../kit/front-database.js';
import { newReference, submission } from '../kit/messages.js';
import { inboundActs, openShanxiWorld, type ShanxiWorld } from '../kit/shanxi-world.js';

const WANG = { kind: 'person', name: '王测试', idNumber: '140102198802299026', phone: '0351-6000001' };

describe('Shanxi’s front database', () => {
  let world: ShanxiWorld;
  let provinces: ShanxiWorld['provinces'];
  let front: ShanxiWorld['front'];
  let guangdong: ShanxiWorld['guangdong'];
  let shanxi: ShanxiWorld['shanxi'];
  let log: ShanxiWorld['log'];

  beforeAll(async () => {
    world = await openShanxiWorld();
    ({ provinces, front, guangdong, shanxi, log } = world);
  });
  afterAll(() => world.close());

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
      const [waiting] = await world.hub.database.query<{ last_error: string }>(
        'select last_error from inbox where case_no = $1',
        [caseNo],
      );
      expect(waiting?.last_error).toBe(reason);
    });
    expect(await inboundActs(front, caseNo)).toEqual([]);
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
    await eventually(() => auditHub(world.hub)); // the last acknowledgements are still on their way
  });
});
