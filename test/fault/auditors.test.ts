import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditedEvidence, Auditors } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';

let hub: TestHub;
let auditors: Auditors;
let caseNo: string;

beforeAll(async () => {
  hub = await startTestHub();
  auditors = new Auditors({ db: hub.faults, runtime: systemRuntime(), hubId: 'tongban-dev' });
  caseNo = (await (await hub.peer('guangdong')).act('SubmitCase', submission())).caseNo ?? '';
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

  it('a request has a leaf or is none, and nothing is handed over', async () => {
    const { reading, rules } = hub.running.services;
    const parts = { db: hub.faults, reading, directory: () => rules.current().directory };
    const evidence = new AuditedEvidence({ ...parts, runtime: systemRuntime(), hubId: 'tongban-dev' });
    const scope = { scope: 'log:read', evidence: { without: [] }, expiresAt: TOMORROW } as const;
    const token = await auditors.admit({ auditor: `${auditor}-2`, ...scope });
    const grant = await auditors.authenticate(token);
    const request = { caseNo, without: [] };
    hub.faults.plan('auditor.request', kind);
    await expect(evidence.fetch(grant, request)).rejects.toThrow();
    expect(await evidence.fetch(grant, request)).toMatchObject({ caseNo });
    // Whoever was let in before the end, and comes to be answered after it.
    await auditors.revoke(`${auditor}-2`);
    for (const asked of [caseNo, 'TB-none'])
      await expect(evidence.fetch(grant, { ...request, caseNo: asked })).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    const { leaves } = await auditHub(hub);
    const asked = leaves.filter((leaf) => leaf.auditor === `${auditor}-2`).map(({ type }) => type);
    const requests = Array<string>(isStored ? 2 : 1).fill('EvidenceRequested');
    expect(asked).toEqual(['AuditorAdmitted', ...requests, 'AuditorRevoked']);
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
