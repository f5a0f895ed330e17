import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { expectLast } from '../kit/joint.js';
import { type Declared, handle, NEWBORN, openLifeEvent, submitAll, submitMember } from '../kit/life-event.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

/** 出生医学证明 → 户口登记. */
const TWO: readonly Declared[] = NEWBORN.slice(0, 2);

beforeAll(async () => {
  hub = await startTestHub({ settings: ['dueActs.everyMs=300000', 'dueActs.leaseMs=1000'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await checkCaseCache(hub.database);
  await auditHub(hub);
  await hub.close();
});

async function planned(): Promise<string[]> {
  const rows = await hub.database.query<{ kind: string }>(
    `select kind from due_act where kind like '%MEMBER%' or kind like 'PREREQUISITE%' or kind like 'LIFE_EVENT%'
     order by kind`,
  );
  return rows.map(({ kind }) => kind);
}

/** As often as it is tried again, what one case must hear of another is told until it is. */
async function tellAll(): Promise<void> {
  const { dueActs } = hub.running;
  for (let left = ['?']; left.length > 0; left = await planned()) await dueActs.now().catch(() => {});
}

async function born() {
  const whole = await openLifeEvent(guangdong, TWO);
  const { birth = '', household = '' } = await submitAll(guangdong, whole, TWO);
  return { whole, birth, household };
}

describe('what a life event and its members must hear of each other', () => {
  it.each(FAULT_KINDS)('is told once, though the commit of telling goes wrong (%s)', async (kind) => {
    const { whole, birth, household } = await born();
    await tellAll();
    await handle(birth, guangdong);
    expect(await planned()).toEqual(['MEMBER_ENDED']);
    hub.faults.plan('exchange.record', kind);
    await tellAll();
    await expectLast(henan, household, 'SubmitCase', 'PrerequisitesMet');
    await handle(household, henan);
    hub.faults.plan('exchange.record', kind);
    await tellAll();
    const told = (await guangdong.grpc.events(whole)).map(({ type }) => type ?? '');
    expect(told.sort()).toEqual([
      ...['LifeEventCompleted', 'MemberEnded', 'MemberEnded', 'MemberSubmitted', 'MemberSubmitted'],
      'SubmitCase',
    ]);
  });

  it('is told in order, when a member has ended before the whole had heard that it was submitted', async () => {
    const { whole, birth, household } = await born();
    await guangdong.act('CaseWithdrawn', { caseNo: birth });
    await tellAll();
    await expectLast(guangdong, whole, 'MemberEnded');
    await expectLast(henan, household, 'SubmitCase', 'PrerequisiteFailed');
  });

  it('ends a member that the whole had not heard of when it was withdrawn itself', async () => {
    const { whole, household } = await born();
    await guangdong.act('CaseWithdrawn', { caseNo: whole });
    await tellAll();
    await expectLast(henan, household, 'SubmitCase', 'LifeEventEnded');
    await expectLast(guangdong, whole, 'SubmitCase', 'CaseWithdrawn');
  });

  it('begins a member that comes when what it waits for is done already, even anew', async () => {
    const { whole, birth, household } = await born();
    await handle(birth, guangdong);
    await guangdong.act('CaseWithdrawn', { caseNo: household });
    const again = await submitMember(guangdong, whole, TWO[1] ?? expect.fail());
    await tellAll();
    await expectLast(henan, again, 'SubmitCase', 'PrerequisitesMet');
    await expectLast(henan, household, 'SubmitCase', 'CaseWithdrawn');
  });
});
