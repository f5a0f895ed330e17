import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { commitmentDigests } from '#crypto/evidence/commitment';
import { openContent } from '#crypto/evidence/content';
import { messageKey, signingInput, signMessage } from '#crypto/jose';
import { base64, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { migrate } from '#hub/store';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';
import { plantedIn } from '../kit/remains.js';

const FOLDER = join(packageRoot, 'hub', 'store', 'migrations');
const EVENTS = 1_100;
const FILE = 'ab'.repeat(32);

let database: TestDatabase;

beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.drop());

/** As a hub of before there were secrets had it. */
async function migrateTo(before: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const count = readdirSync(FOLDER).filter((file) => file < before).length;
  await runner({
    dbClient: client,
    dir: FOLDER,
    direction: 'up',
    migrationsTable: 'migration',
    count,
    log: () => {},
  });
  await client.end();
}

const key = messageKey(generatePrivateKey('ED25519'));

function storedEvent(n: number) {
  const caseNo = `TB${n}`;
  const message = signMessage(
    {
      cty: 'tongban.v1.SubmitCase+json',
      issuer: 'henan',
      audience: 'hub',
      messageId: `01a200fb-510c-7000-8000-${String(n).padStart(12, '0')}`,
      issuedAt: n,
      payload: utf8(JSON.stringify({ applicant: '欧阳植入', n, sha256: FILE })),
    },
    key,
  );
  return { caseNo, message, salt: sha256(utf8(`salt ${n}`)), n };
}

describe('events that were stored in the clear', () => {
  const stored = Array.from({ length: EVENTS }, (_, n) => storedEvent(n));

  beforeEach(async () => {
    await migrateTo('0028');
    for (const { caseNo, message, salt, n } of stored) {
      const id = `01a200fb-510c-7000-8000-${String(n).padStart(12, '0')}`;
      const parts = [salt, message.protected, message.payload, message.signature].map((part) =>
        Buffer.from(part),
      );
      await database.query(
        `with event as (
           insert into case_event values ($1, 1, $2::uuid, 'SubmitCase', 'henan', 'SUBMITTED', now(), $2::uuid, $3, $4, $5, $6))
         insert into message values ('henan', $2::uuid, $7, $1, 1)`,
        [caseNo, id, ...parts, Buffer.from(sha256(signingInput(message)))],
      );
    }
    await database.query(`insert into blob values ($1, $1, 1, 'application/pdf', now())`, [FILE]);
  });

  it('are sealed with what opens their leaves kept, their messages known again, and their files theirs', async () => {
    await Promise.all([migrate(database.url), migrate(database.url)]);
    const rows = await database.query<Record<string, Buffer> & { case_no: string }>(
      `select * from case_event join event_secret using (case_no, seq) join message using (case_no, seq)`,
    );
    expect(rows).toHaveLength(EVENTS);
    const byCase = new Map(rows.map((row) => [row.case_no, row]));
    for (const { caseNo, message, salt } of stored) {
      const row = byCase.get(caseNo) ?? expect.fail(caseNo);
      const content = openContent(row.content_key ?? salt, row.sealed ?? salt) ?? expect.fail('not opened');
      expect(base64(content.payload)).toBe(base64(message.payload));
      expect(base64(content.signature)).toBe(base64(message.signature));
      expect(row.salt?.equals(salt)).toBe(true);
      expect(row.commitment?.equals(commitmentDigests('message', salt, signingInput(message)).sha256)).toBe(
        true,
      );
    }
    const named = await database.query('select case_no from blob_case where sha256 = $1', [FILE]);
    expect(named).toHaveLength(EVENTS);
    const events = await database.query<{ row: string }>('select e::text as row from case_event e');
    expect(plantedIn(Buffer.from(events.map(({ row }) => row).join()), ['欧阳植入'])).toEqual([]);
    await expect(database.query('update case_event set sealed = sealed')).rejects.toThrow('append-only');
  });

  it('are all sealed in the end, though it was interrupted', async () => {
    const fault = `create function fault() returns trigger language plpgsql as $$ begin
      if (select count(*) from event_secret) > 400 then raise exception 'interrupted'; end if; return null; end $$`;
    await migrateTo('0029');
    await database.query(fault);
    await database.query(
      'create trigger fault before insert on event_secret for each statement execute function fault()',
    );
    await expect(migrate(database.url)).rejects.toThrow('interrupted');
    expect(await database.query('select 1 from event_unsealed')).toHaveLength(EVENTS - 500);
    await database.query('drop function fault cascade');
    await migrate(database.url);
    expect(await database.query('select 1 from event_secret')).toHaveLength(EVENTS);
    expect(await database.query(`select to_regclass('event_unsealed') as gone`)).toEqual([{ gone: null }]);
  });
});
