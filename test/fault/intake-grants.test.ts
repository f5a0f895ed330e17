import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { idOf } from '../kit/electronic-certificates.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { grantTo } from '../kit/intake-grants.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  henan = await hub.peer('henan');
});
afterEach(async () => {
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
});
afterAll(() => hub.close());

async function stored(): Promise<number[]> {
  const tables = ['intake_grant', 'intake_grant_act'];
  const counted = await Promise.all(
    tables.map((table) =>
      hub.database.query<{ count: number }>(`select count(*)::int as count from ${table}`),
    ),
  );
  return counted.map(([row]) => row?.count ?? 0);
}

describe.each(FAULT_KINDS)('when the commit of a grant goes wrong (%s)', (kind) => {
  const code = kind === 'fails' ? 'INTERNAL' : 'UNAVAILABLE';

  it('takes the same grant when it comes again, once, and its withdrawal too', async () => {
    const [grants = 0, acts = 0] = await stored();
    const message = henan.sign('GrantIntake', grantTo('guangdong'));
    hub.faults.plan('grant.record', kind);
    await expect(henan.grpc.grantIntake(message)).rejects.toMatchObject({ code });
    const before = kind === 'unknown, persisted' ? 1 : 0;
    expect(await stored()).toEqual([grants + before, acts + before]);
    const granted = await henan.grpc.grantIntake(message);
    expect(granted).toMatchObject({ grantId: idOf(message), withdrawnFrom: '' });
    expect(await stored()).toEqual([grants + 1, acts + 1]);

    const withdrawal = henan.sign('WithdrawIntakeGrant', { grantId: idOf(message), reason: '协议终止' });
    hub.faults.plan('grant.record', kind);
    await expect(henan.grpc.withdrawIntakeGrant(withdrawal)).rejects.toMatchObject({ code });
    const withdrawn = await henan.grpc.withdrawIntakeGrant(withdrawal);
    expect(await henan.grpc.withdrawIntakeGrant(withdrawal)).toEqual(withdrawn);
    expect(withdrawn).toMatchObject({ grantId: idOf(message), leafId: granted.leafId });
    expect(await stored()).toEqual([grants + 1, acts + 2]);
  });
});
