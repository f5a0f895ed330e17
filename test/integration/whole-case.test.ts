import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditLog, auditRecord, besideDirectory } from '../kit/auditor.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

describe('a case from submission to delivery', () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub();
    guangdong = await hub.peer('guangdong');
    henan = await hub.peer('henan');
  });
  afterAll(() => hub.close());

  it.each(['FULLY_ONLINE', 'REMOTE_INTAKE'] as const)(
    'runs in mode %s with a correction round',
    async (mode) => {
      const caseNo = await playCase(guangdong, henan, undefined, mode);
      const stored = await henan.grpc.case(caseNo);
      expect(stored.state).toBe(tongban.v1.CaseState.RESULT_DELIVERED);
      const events = await guangdong.grpc.events(caseNo);
      expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    },
  );

  it('leaves a public log that an outside checker accepts, with each act in it once', async () => {
    const log = await auditLog(hub.logUrl, hub.running.services.identity.logVkey);
    expect(besideDirectory(log.leaves)).toHaveLength(20);
    await auditRecord(hub.database, log);
  });
});
