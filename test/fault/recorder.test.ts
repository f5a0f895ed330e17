import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import type { SignedParts } from '#crypto/jose';
import { auditHub } from '../kit/audit-hub.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, newReference, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const POINT = 'exchange.record';

/** A definite failure is told, and the sender repeats; what nobody knows the hub finds out by itself. */
const TOLD = { fails: ['INTERNAL'], 'unknown, not persisted': [], 'unknown, persisted': [] };

type Answer = Awaited<ReturnType<TestPeer['act']>>;

/** As a peer does: the same bytes again for as long as it is told to wait. */
async function persist(peer: TestPeer, parts: SignedParts): Promise<{ answer: Answer; told: string[] }> {
  const told: string[] = [];
  for (;;) {
    try {
      return { answer: await peer.grpc.submit(parts), told };
    } catch (error) {
      if (!(error instanceof HubCallError && error.isTransient)) throw error;
      told.push(error.code);
    }
  }
}

async function codeOf(refused: Promise<unknown>): Promise<string> {
  const error = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof HubCallError ? error.code : `not refused: ${error}`;
}

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
});
afterAll(() => hub.close());

function refusals(): Promise<{ code: string; peer_id: string }[]> {
  return hub.database.query('select code, peer_id from refusal order by refused_at');
}

describe.each(FAULT_KINDS)('when a commit of the record goes wrong (%s)', (kind) => {
  it('stores a submission once, and answers it with its proof', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    hub.faults.plan(POINT, kind);
    const { answer, told } = await persist(guangdong, parts);
    expect(told).toEqual(TOLD[kind]);
    expect(answer.pending).toBe(false);
    expect(await guangdong.grpc.submit(parts)).toEqual(answer);
  });

  it('stores a later act once, and answers it with its proof', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    const parts = henan.sign('CaseAccepted', {
      caseNo,
      competentCaseRef: newReference('SL'),
      acceptedAt: AT,
      promisedDate: '2026-12-20',
    });
    hub.faults.plan(POINT, kind);
    const { answer, told } = await persist(henan, parts);
    expect(told).toEqual(TOLD[kind]);
    expect(answer).toMatchObject({ caseNo, eventSeq: 3, pending: false });
    expect(await henan.grpc.submit(parts)).toEqual(answer);
  });

  it('logs the refusal of an act once', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const parts = guangdong.sign('CaseConcluded', { caseNo, concludedAt: AT });
    const before = await refusals();
    hub.faults.plan(POINT, kind);
    expect(await codeOf(persist(guangdong, parts))).toBe('WRONG_PLATFORM');
    const added = (await refusals()).slice(before.length);
    expect(added).toMatchObject([{ code: 'WRONG_PLATFORM', peer_id: 'guangdong' }]);
  });

  it('logs the refusal of a message that could not be verified once', async () => {
    const before = await refusals();
    hub.faults.plan(POINT, kind);
    const parts = guangdong.sign('SubmitCase', submission(), { audience: 'another-hub' });
    expect(await codeOf(persist(guangdong, parts))).toBe('AUDIENCE_WRONG');
    const added = (await refusals()).slice(before.length);
    expect(added).toMatchObject([{ code: 'AUDIENCE_WRONG', peer_id: 'guangdong' }]);
  });

  it('opens the gap of an unknown item once', async () => {
    const itemCode = `00209001299${FAULT_KINDS.indexOf(kind)}`;
    const parts = guangdong.sign('SubmitCase', { ...submission(), itemCode });
    hub.faults.plan(POINT, kind);
    expect(await codeOf(persist(guangdong, parts))).toBe('ITEM_NOT_MAPPED');
    const gaps = await hub.database.query(
      'select times_seen::int as times from mapping_gap where item_code = $1',
      [itemCode],
    );
    expect(gaps).toEqual([{ times: 1 }]);
  });

  it('answers the repetition of a message as the first time', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    const answer = await guangdong.grpc.submit(parts);
    hub.faults.plan(POINT, kind);
    const repeated = await persist(guangdong, parts);
    expect(repeated).toEqual({ answer, told: TOLD[kind] });
  });

  it('loses and doubles nothing of many messages that come at once', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const submissions = Array.from({ length: 40 }, () => guangdong.sign('SubmitCase', submission()));
    const twice = submissions[0] ?? expect.fail();
    const intake = guangdong.sign('IntakeRecorded', {
      caseNo,
      identityChecked: true,
      recordedAt: AT,
    });
    const illegal = guangdong.sign('DeliveryFailed', { caseNo, reasonCode: 'NOBODY_IN', failedAt: AT });
    for (const skip of [0, 1]) hub.faults.plan(POINT, kind, skip);
    const [refused, recorded, repeated, ...answered] = await Promise.all([
      codeOf(persist(guangdong, illegal)),
      persist(guangdong, intake),
      persist(guangdong, twice),
      ...submissions.map((parts) => persist(guangdong, parts)),
    ]);
    expect(refused).toBe('ILLEGAL_TRANSITION');
    expect(recorded.answer).toMatchObject({ caseNo, eventSeq: 2 });
    const caseNos = answered.map(({ answer }) => answer.caseNo);
    expect(new Set(caseNos).size).toBe(40);
    expect(repeated.answer.caseNo).toBe(caseNos[0]);
    for (const [i, parts] of submissions.entries()) {
      expect((await guangdong.grpc.submit(parts)).caseNo).toBe(caseNos[i]);
    }
  });
});

describe('when the outcome of a record stays unknown', () => {
  it('says so, and answers the repetition with what was stored', async () => {
    const attempts = 8; // of hub/exchange/leaf-settlement.ts
    const parts = guangdong.sign('SubmitCase', submission());
    for (let i = 0; i < attempts; i++) hub.faults.plan(POINT, 'unknown, persisted');
    expect(await codeOf(guangdong.grpc.submit(parts))).toBe('UNAVAILABLE');
    expect(hub.faults.pending).toBe(0);
    const answer = await guangdong.grpc.submit(parts);
    expect(await guangdong.grpc.submit(parts)).toEqual(answer);
  });
});
