import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { APP_ROLE, migrate } from '#hub/store';
import { checkCaseCache } from '../kit/case-cache.js';
import { checkCaseCounts } from '../kit/case-counts.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import { pledgedSubmission } from '../kit/pledges.js';

describe('bringing the schema up to date', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());

  it('runs each migration once when six processes start at once, and none later', async () => {
    const ran = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url)));
    const names = ran.flat();
    expect(names).toContain('0001_spine');
    expect(new Set(names).size).toBe(names.length);
    const recorded = await database.query<{ name: string }>('select name from migration order by id');
    expect(recorded.map((row) => row.name)).toEqual([...names].sort());
    expect(await migrate(database.url)).toEqual([]);
  });

  it('does not touch a database that a newer program has changed', async () => {
    await database.query(`insert into migration (name, run_on) values ('9999_later', now())`);
    await expect(migrate(database.url)).rejects.toThrow('a newer program; run that one (9999_later)');
  });
});

describe('cases from before a migration', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
    const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    for (const steps of [0, 1, 4, 6, 7, 8, 9]) await playCase(guangdong, henan, steps);
    for (let pledged = 0; pledged < 2; pledged++) await guangdong.act('SubmitCase', pledgedSubmission());
  });
  afterAll(() => hub.close());

  it('0048 gives them what the fold over their events has: how far they are proven, and who has their result', async () => {
    const { database } = hub;
    await database.query(`alter table cases add column result_transferred boolean not null default false`);
    await database.query(`update cases set facets = nullif(facets - 'proof' - 'result', '{}'),
      result_transferred = exists (select from case_event e where e.case_no = cases.case_no and e.type = 'ResultTransferred')`);
    await expect(checkCaseCache(database)).rejects.toThrow('facets is');
    const sql = await readFile(join(packageRoot, 'hub/store/migrations/0048_case_result.sql'), 'utf8');
    await database.query(sql.slice(sql.indexOf('-- Cases from before')));
    await checkCaseCache(database);
  });

  it('0085 says where the records of supervision stand in the log, as the log does with each that comes', async () => {
    const { database } = hub;
    const places = () => database.query('select place, leaf_id from supervision_place order by place');
    const told = await places();
    expect(told).toHaveLength(2);
    await database.query('delete from supervision_place');
    const sql = await readFile(join(packageRoot, 'hub/store/migrations/0085_supervision_place.sql'), 'utf8');
    await database.query(sql.slice(sql.indexOf('-- Records from before')));
    expect(await places()).toEqual(told);
  });

  it('0080 counts what has happened in them', async () => {
    const { database } = hub;
    await checkCaseCounts(database);
    await database.query('delete from case_count');
    await expect(checkCaseCounts(database)).rejects.toThrow('counted otherwise');
    const sql = await readFile(join(packageRoot, 'hub/store/migrations/0080_case_count.sql'), 'utf8');
    await database.query(sql.slice(sql.indexOf('insert into case_count')));
    await checkCaseCounts(database);
  });
});

const INSUFFICIENT_PRIVILEGE = '42501';
const RESTRICT_VIOLATION = '23001';

describe('the record', () => {
  let hub: TestHub;
  let app: pg.Client;
  let owner: pg.Client;

  /** Tables of which no row may ever change, each with one of its columns. */
  const RECORD = [
    ['message', 'seq'],
    ['case_erasure', 'ground'],
    ['case_event', 'sealed'],
    ['refusal', 'code'],
    ['log_entry', 'body'],
    ['log_tile', 'hashes'],
    ['national_item', 'name'],
    ['implementation_entry', 'valid_to'],
    ['catalogue_import', 'files'],
  ];
  const CHANGES = RECORD.flatMap(([table, column]) => [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table}`,
  ]);

  beforeAll(async () => {
    hub = await startTestHub();
    await playCase(await hub.peer('guangdong'), await hub.peer('henan'), 1);
    app = new pg.Client({ connectionString: hub.database.url, options: `-c role=${APP_ROLE}` });
    owner = new pg.Client({ connectionString: hub.database.url });
    await Promise.all([app.connect(), owner.connect()]);
  });
  afterAll(async () => {
    await Promise.all([app.end(), owner.end()]);
    await hub.close();
  });

  it.each(CHANGES)('cannot be changed, by the hub or by the owner of the tables: %s', async (sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
    await expect(owner.query(sql)).rejects.toMatchObject({ code: RESTRICT_VIOLATION });
  });

  it.each([
    'alter table case_event disable trigger append_only',
    'drop table log_entry',
    'delete from cases',
    'delete from log_state',
    'delete from event_secret',
    'update event_secret set salt = salt',
    'insert into case_erasure select * from case_erasure',
    "select destroy_contents('')",
  ])('is guarded by what the hub cannot take away: %s', async (sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  });
});
