import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Erasure, type ErasureRefusal, eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
});
afterAll(() => hub.close());

async function closedCase(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission());
  await guangdong.act('CaseWithdrawn', { caseNo, reason: '撤回' });
  await acknowledgeAll(guangdong, await hub.peer('henan'));
  await auditHub(hub); // all of it has its index
  return caseNo;
}

function erase(caseNo: string): Promise<Erasure | ErasureRefusal> {
  const request = {
    caseNo,
    ground: 'RETENTION_OVER',
    decidedBy: '11410000MBY900027Q',
    isDryRun: false,
  } as const;
  return eraseCase(hub.faults, request, { hubId: 'tongban-dev', retentionMs: 0, runtime: systemRuntime() });
}

describe.each(FAULT_KINDS)('when the commit of an erasure goes wrong (%s)', (kind) => {
  it('is erased with its leaf, or is there with all of its secrets; a second attempt settles it', async () => {
    const caseNo = await closedCase();
    hub.faults.plan('case.erase', kind);
    await expect(erase(caseNo)).rejects.toThrow();
    const isDone = kind === 'unknown, persisted';
    const secrets = await hub.database.query('select 1 from event_secret where case_no = $1', [caseNo]);
    expect(secrets).toHaveLength(isDone ? 0 : 4);
    if (isDone) expect(await erase(caseNo)).toBe('ERASED_BEFORE');
    else expect(await erase(caseNo)).toMatchObject({ entries: expect.any(Array) });
    await eventually(async () => {
      const { leaves } = await auditHub(hub);
      const [erasure] = await hub.database.query('select leaf_id from case_erasure where case_no = $1', [
        caseNo,
      ]);
      expect(leaves.filter(({ id }) => id === erasure?.leaf_id)).toHaveLength(1);
    });
  });
});
