import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

async function takenIn(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  return caseNo;
}

const stateOf = async (caseNo: string) => (await guangdong.grpc.events(caseNo)).at(-1)?.state;
const { CaseState } = tongban.v1;

async function awaited(caseNo: string): Promise<string[]> {
  const rows = await hub.database.query<{ what: string }>(
    `select rtrim(kind || ' ' || ref) as what from due_act where case_no = $1 order by 1`,
    [caseNo],
  );
  return rows.map(({ what }) => what);
}

describe('视为受理', () => {
  it('comes of itself when the authority has had the papers for five working days, and both sides are told', async () => {
    const caseNo = await takenIn();
    await acknowledgeAll(henan);
    expect(await awaited(caseNo)).toEqual(['ACCEPTANCE', 'CLOCK ACCEPTANCE_NOTICE']);
    hub.passDays(8); // more than five working days, whatever day it is
    const lapse = await eventually(async () => {
      const events = await guangdong.grpc.events(caseNo);
      return events.find(({ type }) => type === 'AcceptedByLapse') ?? expect.fail('not yet');
    });
    expect(lapse).toMatchObject({ actor: 'tongban-dev', state: CaseState.ACCEPTED });
    expect(await awaited(caseNo)).toEqual(['CLOCK DECISION']);
    await acknowledgeAll(guangdong, henan);
    await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await checkCaseCache(hub.database);
    await auditHub(hub);
  });

  it('does not come while the authority’s platform has not taken the papers over', async () => {
    const caseNo = await takenIn();
    expect(await awaited(caseNo)).toEqual([]);
    hub.passDays(8);
    await hub.running.dueActs.now();
    expect(await stateOf(caseNo)).toBe(CaseState.INTAKE_RECORDED);
  });

  it('does not come when the authority has answered', async () => {
    const caseNo = await takenIn();
    await acknowledgeAll(henan);
    await henan.act('CorrectionNotice', { caseNo, noticeNo: 'BZ-1', missing: ['照片'], deadline: AT });
    expect(await awaited(caseNo)).toEqual(['CLOCK CORRECTION_ANSWER']);
    hub.passDays(8);
    await hub.running.dueActs.now();
    expect(await stateOf(caseNo)).toBe(CaseState.CORRECTION_REQUESTED);
  });

  it('is nobody’s to say but the hub’s', async () => {
    const caseNo = await takenIn();
    const body = { caseNo, receivedAt: AT, dueDate: '2026-11-27', rule: 'acceptance-notice', calendar: 'x' };
    await expect(henan.act('AcceptedByLapse', body)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });
});
