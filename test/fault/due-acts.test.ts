import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const RETRY = 'dueActs.leaseMs=1000';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({ settings: [RETRY] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

async function dueCase(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await acknowledgeAll(henan);
  return caseNo;
}

async function typesOf(caseNo: string): Promise<string[]> {
  return (await guangdong.grpc.events(caseNo)).map(({ type }) => type);
}

describe('what is due', () => {
  it.each(FAULT_KINDS)('is done once, though its commit goes wrong (%s)', async (kind) => {
    const caseNo = await dueCase();
    hub.faults.plan('exchange.record', kind);
    hub.passDays(8);
    await eventually(async () => expect(await typesOf(caseNo)).toContain('AcceptedByLapse'));
    const types = await typesOf(caseNo);
    expect(types.filter((type) => type === 'AcceptedByLapse')).toHaveLength(1);
    await checkCaseCache(hub.database);
    await auditHub(hub);
  });

  it('is done once by several processes', async () => {
    const caseNos = await Promise.all([dueCase(), dueCase(), dueCase()]);
    const beside = await startLimitedHub({ settings: [RETRY], beside: hub });
    try {
      hub.passDays(8);
      await eventually(async () => {
        for (const caseNo of caseNos) expect(await typesOf(caseNo)).toContain('AcceptedByLapse');
      });
      for (const caseNo of caseNos) {
        expect((await typesOf(caseNo)).filter((type) => type === 'AcceptedByLapse')).toHaveLength(1);
      }
    } finally {
      await beside.close();
    }
  });

  it('is held up by no other act that cannot be prepared, which stays awaited', async () => {
    const spoilt = await dueCase();
    const caseNo = await dueCase();
    // What no act could have left: a material without a code, which no message can name.
    await hub.database.query(
      `update cases set facets = '{"deferral":{"owed":[""],"dueBy":"2020-01-01"}}' where case_no = $1`,
      [spoilt],
    );
    await hub.database.query(
      `update due_act set kind = 'DEFERRED_MATERIALS', due_at = '2020-01-02' where (case_no, kind) = ($1, 'ACCEPTANCE')`,
      [spoilt],
    );
    hub.passDays(8);
    await eventually(async () => expect(await typesOf(caseNo)).toContain('AcceptedByLapse'));
    expect(await typesOf(spoilt)).not.toContain('TerminatedByLapse');
    const kept = await hub.database.query(
      `select 1 from due_act where (case_no, kind) = ($1, 'DEFERRED_MATERIALS')`,
      [spoilt],
    );
    expect(kept).toHaveLength(1);
    await hub.database.query('delete from due_act where case_no = $1', [spoilt]);
  });

  it.each(FAULT_KINDS)('is planned anew when it was not to be done after all (%s)', async (kind) => {
    const caseNo = await dueCase();
    // A plan that is older than what the case has come to, as a change of the rules leaves behind.
    await hub.database.query(`update due_act set kind = 'GONE', due_at = now() - interval '9000 days'`);
    hub.faults.plan('due.derive', kind);
    await eventually(async () => {
      const rows = await hub.database.query<{ kind: string }>(
        'select kind from due_act where case_no = $1 order by kind',
        [caseNo],
      );
      expect(rows).toEqual([{ kind: 'ACCEPTANCE' }, { kind: 'CLOCK' }]);
    });
  });
});
