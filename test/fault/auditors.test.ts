import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Auditors } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';

let hub: TestHub;
let auditors: Auditors;

beforeAll(async () => {
  hub = await startTestHub();
  auditors = new Auditors({ db: hub.faults, runtime: systemRuntime(), hubId: 'tongban-dev' });
});
afterAll(() => hub.close());

const TOMORROW = Date.now() + 86_400_000;

describe.each(FAULT_KINDS)('when the commit goes wrong (%s)', (kind) => {
  const isStored = kind === 'unknown, persisted';
  const auditor = `office-${kind.replaceAll(/\W/g, '-')}`;

  it('an admission has a leaf or is none, and its token is not given away', async () => {
    hub.faults.plan('auditor.admit', kind);
    await expect(auditors.admit({ auditor, scope: 'log:read', expiresAt: TOMORROW })).rejects.toThrow();
    const token = await auditors.admit({ auditor, scope: 'log:read', expiresAt: TOMORROW });
    expect(await auditors.authenticate(token)).toMatchObject({ auditor, revokedAt: null });
    const { leaves } = await auditHub(hub); // every grant that is stored has its leaf, and the other way round
    expect(leaves.filter((leaf) => leaf.auditor === auditor)).toHaveLength(isStored ? 2 : 1);
  });

  it('a revocation done again ends what the first did not', async () => {
    hub.faults.plan('auditor.revoke', kind);
    await expect(auditors.revoke(auditor)).rejects.toThrow();
    if (isStored) await expect(auditors.revoke(auditor)).rejects.toThrow('nothing is granted');
    else expect(await auditors.revoke(auditor)).toBe(1);
    const grants = (await auditors.list()).filter((grant) => grant.auditor === auditor);
    expect(grants.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
    const { leaves } = await auditHub(hub);
    const revoked = leaves.filter((leaf) => leaf.auditor === auditor && leaf.type === 'AuditorRevoked');
    expect(revoked).toHaveLength(grants.length);
  });
});
