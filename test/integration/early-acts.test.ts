import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '#crypto/evidence';
import type { SignedParts } from '#crypto/jose';
import { CaseVerifier } from '#crypto/verify';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, newReference, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { trustIn } from '../kit/trust.js';

const { CaseState } = tongban.v1;
const MOST_OF_PEER = 8;

let hub: LimitedHub;
let hubLog: CapturedLog;
let guangdong: TestPeer;
let henan: TestPeer;
let folder: string;

beforeAll(async () => {
  hubLog = captureLog('error');
  hub = await startLimitedHub({
    settings: [
      'dueActs.leaseMs=1000',
      'exchange.earlyActs.mostOfCase=4',
      `exchange.earlyActs.mostOfPeer=${MOST_OF_PEER}`,
    ],
    logger: hubLog.logger,
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  folder = mkdtempSync(join(tmpdir(), 'tongban-early-'));
});
afterAll(async () => {
  await checkCaseCache(hub.database);
  await auditHub(hub);
  await hub.close();
  hubLog.remove();
  rmSync(folder, { recursive: true });
});

const INTAKEN = 1;

function acceptance(caseNo: string): SignedParts {
  return henan.sign('CaseAccepted', { caseNo, competentCaseRef: newReference('HA'), acceptedAt: AT });
}

function review(caseNo: string): SignedParts {
  return henan.sign('ReviewStarted', { caseNo, startedAt: AT });
}

function decision(caseNo: string): SignedParts {
  return henan.sign('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT });
}

function conclusion(caseNo: string): SignedParts {
  return henan.sign('CaseConcluded', { caseNo, concludedAt: AT });
}

async function typesOf(caseNo: string): Promise<string[]> {
  return (await henan.grpc.events(caseNo)).map(({ type }) => type);
}

const expectTypes = (caseNo: string, ...types: string[]) =>
  eventually(async () => expect(await typesOf(caseNo)).toEqual(['SubmitCase', ...types]));

/** What is kept of messages of these cases. */
async function expectNothingKept(...caseNos: string[]): Promise<void> {
  await eventually(async () => {
    const kept = await hub.database.query('select 1 from early_act where case_no = any($1::text[])', [
      caseNos,
    ]);
    expect(kept).toEqual([]);
  });
}

/** As a platform does: the same bytes until they are answered. */
async function insist(peer: TestPeer, parts: SignedParts) {
  return eventually(() => peer.grpc.submit(parts));
}

describe('acts that overtake each other', () => {
  it('negative fixture 7: 办结 before 受理 is held, and taken in its order; the same request twice is one case', async () => {
    const opening = guangdong.sign('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
    const { caseNo } = await guangdong.grpc.submit(opening);
    expect(await guangdong.grpc.submit(opening)).toMatchObject({ caseNo, eventSeq: 1 });
    await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });

    const [accepted, reviewed, decided, concluded] = [acceptance, review, decision, conclusion].map((make) =>
      make(caseNo),
    );
    if (!accepted || !reviewed || !decided || !concluded) return expect.fail();
    const held = await henan.grpc.submit(concluded);
    expect(held).toMatchObject({ caseNo, eventSeq: 3, state: CaseState.INTAKE_RECORDED });
    expect(held.held?.waitsFor).toEqual([CaseState.DECIDED]);
    expect(Date.parse(held.held?.until ?? '') - hub.now()).toBeGreaterThan(47 * 3_600_000);
    await henan.grpc.submit(decided);
    const overRest = await henan.submitOverRest(reviewed);
    expect(overRest.status).toBe(202);
    expect(overRest.json()).toMatchObject({ acknowledgement: { held: { waitsFor: ['ACCEPTED'] } } });
    // The same bytes, and the stored answer, say the same.
    expect(await henan.grpc.submit(concluded)).toMatchObject({ eventSeq: 3, held: held.held });
    expect(await henan.grpc.answer(held.messageId)).toMatchObject({ eventSeq: 3, held: held.held });
    expect((await guangdong.grpc.case(caseNo)).earlyActs).toMatchObject([
      { type: 'CaseConcluded', sender: 'henan', messageId: held.messageId, refusalCode: '' },
      { type: 'DecisionIssued' },
      { type: 'ReviewStarted' },
    ]);

    await henan.grpc.submit(accepted);
    const early = ['EarlyActHeld', 'EarlyActHeld', 'EarlyActHeld'];
    const course = ['CaseAccepted', 'ReviewStarted', 'DecisionIssued', 'CaseConcluded'];
    await expectTypes(caseNo, 'IntakeRecorded', ...early, ...course);
    const taken = await henan.grpc.submit(concluded);
    expect(taken).toMatchObject({
      eventSeq: 9,
      messageId: held.messageId,
      state: CaseState.CONCLUDED,
      held: null,
    });
    expect((await guangdong.grpc.case(caseNo)).earlyActs).toEqual([]);
    await expectNothingKept(caseNo);

    await acknowledgeAll(guangdong, henan);
    const trust = await trustIn(hub, folder);
    await eventually(async () => {
      const files = await readZip(Buffer.from(await henan.grpc.evidence(caseNo)));
      expect(new CaseVerifier(trust).verify(files).exitCode).toBe(0);
    });
  });

  it('is refused when nothing of the sender can make it possible, as before', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    await expect(henan.grpc.submit(conclusion(caseNo))).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await expect(guangdong.grpc.submit(acceptanceBy(guangdong, caseNo))).rejects.toMatchObject({
      code: 'WRONG_PLATFORM',
    });
  });

  it('is refused under the same message id with other contents', async () => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    const { messageId } = await henan.grpc.submit(conclusion(caseNo));
    const other = henan.sign('CaseTerminated', { caseNo, reasonCode: 'R1', reason: 'x' }, { messageId });
    await expect(henan.grpc.submit(other)).rejects.toMatchObject({ code: 'CONFLICT' });
    await guangdong.act('CaseWithdrawn', { caseNo });
    await expectNothingKept(caseNo);
  });

  it.each(FAULT_KINDS)('is held once, though the commit goes wrong (%s)', async (kind) => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    const early = review(caseNo);
    hub.faults.plan('exchange.record', kind, 1); // the one that holds it
    const answers = await Promise.all([insist(henan, early), insist(henan, early)]);
    expect(answers.map(({ eventSeq }) => eventSeq)).toEqual([3, 3]);
    hub.faults.plan('exchange.record', kind, 1); // the one in which its turn has come
    await insist(henan, acceptance(caseNo));
    await expectTypes(caseNo, 'IntakeRecorded', 'EarlyActHeld', 'CaseAccepted', 'ReviewStarted');
  });
});

function acceptanceBy(peer: TestPeer, caseNo: string): SignedParts {
  return peer.sign('CaseAccepted', { caseNo, competentCaseRef: newReference('X'), acceptedAt: AT });
}

describe('an acceptance that comes when the law has accepted the case', () => {
  it('brings number and promised day, once; the clock runs from where the law began it', async () => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    await acknowledgeAll(guangdong, henan);
    hub.passDays(8);
    await eventually(async () => expect(await typesOf(caseNo)).toContain('AcceptedByLapse'));
    const clockOf = async () => {
      const { clocks } = await henan.grpc.case(caseNo);
      return clocks.find(({ kind }) => kind === tongban.v1.ClockKind.DECISION);
    };
    const before = await clockOf();
    const competentCaseRef = newReference('HA');
    const late = { caseNo, competentCaseRef, acceptedAt: AT, promisedDate: before?.dueDate };
    expect(await henan.act('CaseAccepted', late)).toMatchObject({ state: CaseState.ACCEPTED, held: null });
    const [found] = await henan.grpc.findCases(competentCaseRef);
    expect(found).toMatchObject({ caseNo, competentCaseRef });
    expect((await clockOf())?.startedAt).toBe(before?.startedAt);
    expect((await clockOf())?.dueDate).toBe(before?.dueDate);
    await expect(henan.act('CaseAccepted', late)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});

describe('an act whose turn does not come', () => {
  it('is refused when its time is over, and its sender is told', async () => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    await acknowledgeAll(guangdong, henan);
    const early = decision(caseNo);
    const { messageId } = await henan.grpc.submit(early);
    hub.passDays(2.01);
    await eventually(async () => expect((await typesOf(caseNo)).at(-1)).toBe('EarlyActRefused'));
    expect((await henan.grpc.case(caseNo)).earlyActs).toMatchObject([
      { messageId, refusalCode: 'EARLY_ACT_LAPSED' },
    ]);
    const told = await hub.database.query<{ recipient: string }>(
      `select recipient from inbox join case_event using (case_no, seq) where case_no = $1 and type = 'EarlyActRefused'`,
      [caseNo],
    );
    expect(told).toEqual([{ recipient: 'henan' }]);
    expect(hubLog.text()).toContain('ALARM order');
    const metrics = await (await fetch(`${hub.openUrl}/metrics`)).text();
    expect(metrics).toMatch(/^tongban_early_acts_total\{outcome="REFUSED"\} [1-9]/m);
    // Once and for all: the same bytes are not held again, whatever has come meanwhile.
    await expect(henan.grpc.submit(early)).rejects.toMatchObject({ code: 'EARLY_ACT_REFUSED' });
    expect(await henan.grpc.answer(messageId)).toBeUndefined();
  });

  it('is refused when the case ends', async () => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    await henan.grpc.submit(decision(caseNo));
    await guangdong.act('CaseWithdrawn', { caseNo });
    await expectTypes(caseNo, 'IntakeRecorded', 'EarlyActHeld', 'CaseWithdrawn', 'EarlyActRefused');
    expect((await henan.grpc.case(caseNo)).earlyActs[0]?.refusalCode).toBe('ILLEGAL_TRANSITION');
  });

  it('is refused for what stands in its way when its turn has come', async () => {
    const caseNo = await playCase(guangdong, henan, INTAKEN);
    const resumed = { caseNo, procedure: '听证' };
    await henan.act('CaseResumed', resumed);
    for (const parts of [acceptance(caseNo), review(caseNo)]) await henan.grpc.submit(parts);
    await henan.act('CaseSuspended', { caseNo, procedure: '鉴定', reason: '需要鉴定' });
    await eventually(async () => expect(await typesOf(caseNo)).toContain('EarlyActRefused'));
    expect((await henan.grpc.case(caseNo)).state).toBe(CaseState.SUSPENDED);
  });

  it('is one of no more than may be held, of a case and of a platform', async () => {
    const one = await playCase(guangdong, henan, INTAKEN);
    for (let i = 0; i < 4; i++) await henan.grpc.submit(review(one));
    const isTooMuch = { code: 'TOO_MANY_EARLY_ACTS' };
    await expect(henan.grpc.submit(review(one))).rejects.toMatchObject(isTooMuch);
    const others = [await playCase(guangdong, henan, INTAKEN), await playCase(guangdong, henan, INTAKEN)];
    for (let i = 4; i < MOST_OF_PEER; i++) await henan.grpc.submit(review(others[0] ?? ''));
    await expect(henan.grpc.submit(review(others[1] ?? ''))).rejects.toMatchObject(isTooMuch);
    for (const caseNo of [one, ...others]) await guangdong.act('CaseWithdrawn', { caseNo });
    await expectNothingKept(one, ...others);
  });
});
