import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { conclude, expectLast, JOINT_ITEMS, openJoint, takeOn } from '../kit/joint.js';
import type { TestPeer } from '../kit/peer.js';

const { householdMove: itemCode } = JOINT_ITEMS;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

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

async function move(): Promise<{ lead: string; part: string }> {
  const lead = await openJoint(henan, { itemCode, divisionCode: '410000' });
  await takeOn(lead, henan, henan);
  const part = await openJoint(henan, { itemCode, divisionCode: '440000', leadCaseNo: lead });
  return { lead, part };
}

async function planned(): Promise<string[]> {
  const rows = await hub.database.query<{ kind: string }>(
    `select kind from due_act where kind like 'PART%' or kind = 'LEAD_ENDED' order by kind`,
  );
  return rows.map(({ kind }) => kind);
}

/** As often as it is tried again, what one case must hear of another is told until it is. */
async function tellAll(): Promise<void> {
  const { dueActs } = hub.running;
  for (let left = ['?']; left.length > 0; left = await planned()) await dueActs.now().catch(() => {});
}

describe('what a joint case must hear', () => {
  it.each(FAULT_KINDS)('is told once, though the commit of telling goes wrong (%s)', async (kind) => {
    const { lead, part } = await move();
    await tellAll();
    await takeOn(part, henan, guangdong);
    await conclude(part, guangdong);
    expect(await planned()).toEqual(['PART_ENDED']);
    hub.faults.plan('exchange.record', kind);
    await tellAll();
    await expectLast(henan, lead, 'ReviewStarted', 'PartOpened', 'PartEnded');
  });

  it('is told in order, when a part has ended before anybody heard that it was opened', async () => {
    const { lead, part } = await move();
    await henan.act('CaseWithdrawn', { caseNo: part });
    expect(await planned()).toEqual(['PART_ENDED', 'PART_OPENED']);
    await tellAll();
    await expectLast(henan, lead, 'ReviewStarted', 'PartOpened', 'PartEnded');
  });

  it('ends a part that its lead had not heard of when it ended itself', async () => {
    const { lead, part } = await move();
    await henan.act('CaseWithdrawn', { caseNo: lead });
    await tellAll();
    await expectLast(guangdong, part, 'SubmitCase', 'LeadEnded');
    await expectLast(henan, lead, 'CaseWithdrawn');
  });

  it('is dropped when there is nothing left to tell', async () => {
    const { lead, part } = await move();
    await henan.act('CaseWithdrawn', { caseNo: part });
    await henan.act('CaseWithdrawn', { caseNo: lead });
    await tellAll();
    await expectLast(henan, lead, 'ReviewStarted', 'CaseWithdrawn');
    await expectLast(guangdong, part, 'SubmitCase', 'CaseWithdrawn');
  });
});
