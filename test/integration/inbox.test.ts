import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '#hub/cli';
import { InboxWatch, Wakeups } from '#hub/dispatch';
import { inbox } from '#hub/store';
import { auditHub } from '../kit/audit-hub.js';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import {
  acknowledge,
  type LeasedDispatch,
  lease,
  leaseOne,
  release,
  signAcknowledgement,
} from '../kit/inbox.js';
import { playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const SECOND = 1_000;
const DEAD_LETTER = 'ALARM dead letter: the case waits until an operator puts it back';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hubLog: CapturedLog;
/** The hub's clock stands still but for what a test adds. */
let now = Date.now();

beforeAll(async () => {
  hubLog = captureLog('info');
  hub = await startTestHub({
    logger: hubLog.logger,
    runtime: { now: () => now },
    settings: ['dispatch.maxAttempts=3', 'dispatch.backoffMs=1000', 'dispatch.backoffMaxMs=1500'],
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  await auditHub(hub);
  await hub.database.query('delete from inbox');
});
afterAll(async () => {
  await hub.close();
  hubLog.remove();
});

const idsOf = (dispatches: readonly LeasedDispatch[]) => dispatches.map(({ dispatchId }) => dispatchId);
const settle = (dispatch: LeasedDispatch) => acknowledge(henan, signAcknowledgement(henan, dispatch));

describe('the order of an inbox', () => {
  it('is the order of the events, one at a time for each case, whatever becomes of other cases', async () => {
    const [one, other] = [await playCase(guangdong, henan, 1), await playCase(guangdong, henan, 1)];
    const [first, second, ...more] = await lease(henan);
    expect(new Set(idsOf([first ?? expect.fail(), second ?? expect.fail()]))).toEqual(
      new Set([`${one}/1`, `${other}/1`]),
    );
    expect(more).toEqual([]);
    expect(await lease(henan)).toEqual([]);
    const mine = [first, second].find((dispatch) => dispatch?.dispatchId === `${one}/1`) ?? expect.fail();
    await settle(mine);
    expect(idsOf(await lease(henan))).toEqual([`${one}/2`]);
  });
});

describe('a lease', () => {
  it('that has run out belongs to whoever takes it next: the late holder changes nothing', async () => {
    await playCase(guangdong, henan, 0);
    const late = await leaseOne(henan, 10 * SECOND);
    now += 10 * SECOND - 1;
    expect(await lease(henan)).toEqual([]);
    now += 1;
    const current = await leaseOne(henan);
    expect(current).toMatchObject({ dispatchId: late.dispatchId, attempt: 2 });
    await expect(settle(late)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(release(henan, late, '迟到')).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await settle(current);
    await expect(settle(current)).rejects.toMatchObject({ code: 'LEASE_LOST' }); // another acknowledgement of the same
  });

  it('is no good to another recipient', async () => {
    await playCase(guangdong, henan, 0);
    const dispatch = await leaseOne(henan);
    const theirs = signAcknowledgement(guangdong, dispatch);
    await expect(acknowledge(guangdong, theirs)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(release(guangdong, dispatch, '不是我的')).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await settle(dispatch);
  });

  it('that is given back is offered again after a delay that grows, up to its limit', async () => {
    await playCase(guangdong, henan, 0);
    for (const delay of [1_000, 1_500]) {
      const availableAt = await release(henan, await leaseOne(henan), '系统维护');
      expect(Date.parse(availableAt)).toBe(now + delay);
      now += delay - 1;
      expect(await lease(henan)).toEqual([]);
      now += 1;
    }
    await settle(await leaseOne(henan));
  });
});

describe('a dispatch that runs out of attempts', () => {
  async function deadLetters(): Promise<number> {
    const text = await (await fetch(`${hub.openUrl}/metrics`)).text();
    return Number(/^tongban_dead_letters_total\{recipient="henan"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  }

  async function giveUp(how: 'released' | 'lost'): Promise<void> {
    for (let attempt = 1; attempt <= 3; attempt++) {
      const dispatch = await leaseOne(henan, 2 * SECOND);
      expect(dispatch.attempt).toBe(attempt);
      if (how === 'released') await release(henan, dispatch, '无法解析');
      now += 2 * SECOND;
    }
  }

  it.each(['released', 'lost'] as const)(
    '(%s) becomes a dead letter, with an alarm, until put back',
    async (how) => {
      const caseNo = await playCase(guangdong, henan, 1);
      const [alarms, counted] = [hubLog.lines(DEAD_LETTER).length, await deadLetters()];
      await giveUp(how);
      expect(await lease(henan)).toEqual([]); // the second event of the case waits behind it
      expect(hubLog.lines(DEAD_LETTER).slice(alarms)).toMatchObject([
        { level: 50, recipient: 'henan', dispatchId: `${caseNo}/1`, attempts: 3 },
      ]);
      expect(await deadLetters()).toBe(counted + 1);

      const other = await playCase(guangdong, henan, 0);
      expect(idsOf([await leaseOne(henan)])).toEqual([`${other}/1`]);

      const letter = { recipient: 'henan', caseNo, seq: 1, now };
      const revived = await withDatabase(hub.database.url, (db) => inbox.reviveDeadLetter(db, letter));
      expect(revived).toBe(1);
      const again = await leaseOne(henan);
      expect(again).toMatchObject({ dispatchId: `${caseNo}/1`, attempt: 1 });
      await settle(again);
      expect(idsOf([await leaseOne(henan)])).toEqual([`${caseNo}/2`]);
      expect(await withDatabase(hub.database.url, (db) => inbox.reviveDeadLetter(db, letter))).toBe(0);
    },
  );
});

describe('an event that waits too long for its acknowledgement', () => {
  async function look() {
    const [alarms, summaries]: unknown[][] = [[], []];
    const watch = new InboxWatch({
      claims: hub.running.services.claims,
      runtime: hub.running.services.runtime,
      alarmAfterMs: 50 * SECOND,
      onSummary: (summary) => summaries?.push(summary),
      onAlarm: (alarm) => alarms?.push(alarm),
      onError: (error) => expect.fail(error.message),
    });
    await watch.look();
    watch.close();
    return { alarms, summaries };
  }

  it.each(['nobody takes it', 'it was taken and never acknowledged'])(
    'is told to operators, with the inbox it is in, when %s',
    async (how) => {
      await playCase(guangdong, henan, 0);
      if (how !== 'nobody takes it') await leaseOne(henan, 300 * SECOND);
      expect((await look()).alarms).toEqual([]);
      now += 60 * SECOND;
      const { alarms, summaries } = await look();
      expect(summaries).toContainEqual({ recipient: 'henan', waiting: 1, dead: 0 });
      expect(alarms).toEqual([{ recipient: 'henan', waiting: 1, dead: 0, overdueMs: 60 * SECOND }]);
    },
  );
});

describe('a recipient that takes nothing', () => {
  it('never delays another', async () => {
    for (let i = 0; i < 30; i++) await guangdong.act('SubmitCase', submission());
    const stuck = henan.grpc.attach(5); // reads, and never acknowledges
    const reading = stuck.dispatches();
    await reading.next();
    const mine = await playCase(henan, guangdong, 0);
    const attached = guangdong.grpc.attach(5);
    const { value: dispatch } = await attached.dispatches().next();
    expect(dispatch?.dispatchId).toBe(`${mine}/1`);
    attached.close();
    stuck.close();
    // What the streams held is given back: they are gone, and take nothing from the tests that follow.
    await eventually(async () =>
      expect(await hub.database.query('select 1 from inbox where lease_token is not null')).toEqual([]),
    );
  });
});

describe('a long poll', () => {
  it('is answered when something comes', async () => {
    const polling = lease(henan, { waitMs: 30_000 });
    const woken = new Promise<void>((resolve) => hub.running.services.wakeups.watch('henan', resolve));
    const caseNo = await playCase(guangdong, henan, 0);
    await woken; // by the database's word, which reaches every process of the hub
    expect(idsOf(await polling)).toEqual([`${caseNo}/1`]);
  });

  it('is woken for its recipient, or for everybody when some words may have been missed', async () => {
    const wakeups = new Wakeups();
    const woken: string[] = [];
    const gone = new AbortController();
    const waits = ['guangdong', 'henan', 'hunan'].map((recipient) =>
      wakeups.wait(recipient, 3_600_000, gone.signal).then(() => woken.push(recipient)),
    );
    wakeups.heard('henan');
    await waits[1];
    expect(woken).toEqual(['henan']);
    wakeups.heard('');
    await Promise.all(waits);
    expect(woken).toEqual(['henan', 'guangdong', 'hunan']);
    const waiting = wakeups.wait('henan', 3_600_000, gone.signal);
    gone.abort();
    await waiting; // nobody is left to answer
  });
});
