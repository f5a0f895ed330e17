import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DevelopmentNetwork } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, playCase, submission } from '../kit/messages.js';
import { TestPeer } from '../kit/peer.js';

const BURST = 20;
/** A token every thousand seconds: within a test, none. Nor is there an entry when time goes by. */
const SETTINGS = [`limits.refusalBurst=${BURST}`, 'limits.refusalsPerSecond=0.001', 'sm3.tree=false'];

interface Problem {
  readonly code: string;
  readonly leafId?: string;
  readonly retryAfterMs?: number;
}

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hubLog: CapturedLog;
/** Milliseconds by which the hub's stopwatch is ahead. */
let ahead = 0;

beforeAll(async () => {
  hubLog = captureLog('info');
  hub = await startTestHub({
    settings: SETTINGS,
    logger: hubLog.logger,
    runtime: { elapsed: () => performance.now() + ahead },
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await hub.close();
  hubLog.remove();
});

async function counts(): Promise<unknown> {
  const [row] = await hub.database.query(
    `select (select count(*)::int from cases) as cases, (select count(*)::int from case_event) as events,
       (select count(*)::int from message) as messages, (select count(*)::int from inbox) as inbox`,
  );
  return row;
}

async function strangers(): Promise<number> {
  const text = await (await fetch(`${hub.openUrl}/metrics`)).text();
  const found = [...text.matchAll(/^tongban_strangers_total\{[^}]*\} (\d+)$/gm)];
  return found.reduce((sum, [, count]) => sum + Number(count), 0);
}

describe('a refusal of an identified peer', () => {
  const opening = (peer: TestPeer) => peer.sign('SubmitCase', submission());
  /** What is sent, by whom, on the way to which refusal; a case stands in its first state. */
  const refused: [string, (caseNo: string) => [TestPeer, ReturnType<TestPeer['sign']>]][] = [
    ['SIGNATURE_INVALID', () => [guangdong, { ...opening(guangdong), signature: new Uint8Array(64) }]],
    ['ISSUER_MISMATCH', () => [guangdong, opening(henan)]],
    ['MALFORMED', () => [henan, henan.sign('SubmitCase', { ...submission(), unknown: 1 })]],
    ['UNKNOWN_MESSAGE_TYPE', () => [henan, henan.sign('CaseDeleted', {})]],
    ['ITEM_NOT_MAPPED', () => [henan, henan.sign('SubmitCase', { ...submission(), divisionCode: '110000' })]],
    ['WRONG_PLATFORM', (caseNo) => [henan, henan.sign('CaseWithdrawn', { caseNo, reason: '撤回' })]],
    ['ILLEGAL_TRANSITION', (caseNo) => [henan, henan.sign('CaseConcluded', { caseNo, concludedAt: AT })]],
    [
      'NOT_FOUND',
      () => [henan, henan.sign('ReviewStarted', { caseNo: `TB${'0'.repeat(30)}`, startedAt: AT })],
    ],
  ];

  it.each(refused)('is logged as an act, and stores nothing else: %s', async (code, make) => {
    const caseNo = await playCase(guangdong, henan, 0);
    const before = await counts();
    const [peer, parts] = make(caseNo);
    const problem = (await peer.submitOverRest(parts)).json<Problem>();
    expect(problem.code).toBe(code);
    expect(await counts()).toEqual(before);
    const log = await auditHub(hub);
    const leaf = log.leaves.find(({ id }) => id === problem.leafId);
    expect(leaf).toMatchObject({ type: 'Refusal', actor: peer.id, code });
    expect((await peer.rest('GET', `/v1/log/receipts/${problem.leafId}`)).status).toBe(200);
  });
});

describe('a stranger', () => {
  it('is counted and leaves no trace, in the log or in what operators read', async () => {
    const network = new DevelopmentNetwork(inject('keyFolder'), systemRuntime());
    const stranger = new TestPeer(await network.peerMaterial('stranger', 'ED25519'), hub.running.ports);
    const [size, lines, counted] = [(await auditHub(hub)).size, hubLog.text(), await strangers()];
    const answer = await stranger.submitOverRest(stranger.sign('SubmitCase', submission()));
    expect(answer.status).toBe(401);
    expect(answer.json<Problem>()).toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(stranger.act('SubmitCase', submission())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    stranger.close();
    expect((await auditHub(hub)).size).toBe(size);
    expect(hubLog.text()).toBe(lines);
    expect(await strangers()).toBe(counted + 2);
  });
});

describe('a peer that is refused without end', () => {
  it('is turned away unheard, so that it cannot fill the log, until some time has passed', async () => {
    ahead += BURST * 1_000_000; // every bucket is full again
    const illegal = () => guangdong.sign('SubmitCase', { ...submission(), mode: 'JOINT' });
    const codes: string[] = [];
    for (let i = 0; i < BURST + 10; i++) {
      codes.push((await guangdong.submitOverRest(illegal())).json<Problem>().code);
    }
    const logged = codes.filter((code) => code === 'MODE_NOT_OFFERED');
    expect(logged).toHaveLength(BURST);
    expect(codes.slice(BURST)).toEqual(Array.from({ length: 10 }, () => 'RATE_LIMITED'));

    const { size } = await auditHub(hub);
    const legal = guangdong.sign('SubmitCase', submission());
    const answer = await guangdong.submitOverRest(legal);
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('10');
    expect(answer.json<Problem>().leafId).toBeUndefined();
    expect((await auditHub(hub)).size).toBe(size);
    await henan.act('SubmitCase', submission({ divisionCode: '440000' })); // the others are not touched

    ahead += 1_000_000;
    await guangdong.grpc.submit(legal);
    expect((await auditHub(hub)).size).toBe(size + 2);
  });

  it('pays for all that it had under way at once before it is heard again', async () => {
    ahead += BURST * 1_000_000;
    const { door } = hub.running.services;
    const room = door.room;
    const sent = 3 * BURST;
    const owner = new pg.Client({ connectionString: hub.database.url });
    await owner.connect();
    await owner.query('begin; lock table refusal in exclusive mode'); // none is refused before all are under way
    const illegal = () => guangdong.sign('SubmitCase', { ...submission(), mode: 'JOINT' });
    const answers = Array.from({ length: sent }, () => guangdong.submitOverRest(illegal()));
    await eventually(async () => expect(door.room).toBe(room - sent));
    await owner.end();
    for (const answer of await Promise.all(answers)) {
      expect(answer.json<Problem>().code).toBe('MODE_NOT_OFFERED');
    }
    const legal = guangdong.sign('SubmitCase', submission());
    ahead += (sent - BURST) * 1_000_000;
    expect((await guangdong.submitOverRest(legal)).status).toBe(429);
    ahead += 1_000_000;
    await guangdong.grpc.submit(legal);
  });
});
