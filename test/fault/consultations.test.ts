import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { questionOf } from '../kit/consultations.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({ settings: ['dueActs.leaseMs=1000'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

async function question() {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  return questionOf(caseNo);
}

async function warningsOf(caseNo: string): Promise<number> {
  const events = await guangdong.grpc.events(caseNo);
  return events.filter(({ type }) => type === 'ConsultationWarned').length;
}

describe('a consultation', () => {
  it.each(FAULT_KINDS)('is opened once, though its commit goes wrong (%s)', async (kind) => {
    const body = await question();
    const parts = guangdong.sign('ConsultationOpened', body);
    hub.faults.plan('exchange.record', kind);
    await eventually(() => guangdong.grpc.submit(parts));
    await guangdong.grpc.submit(parts); // the same bytes once more
    expect((await henan.grpc.consultation(body.caseNo, body.consultationNo)).posts).toHaveLength(1);
  });

  it.each(FAULT_KINDS)('is warned of once, though that commit goes wrong (%s)', async (kind) => {
    const body = await question();
    await guangdong.act('ConsultationOpened', body);
    hub.faults.plan('exchange.record', kind);
    hub.passDays(60);
    await eventually(async () => expect(await warningsOf(body.caseNo)).toBe(3));
    await hub.running.dueActs.now();
    expect(await warningsOf(body.caseNo)).toBe(3);
  });
});
