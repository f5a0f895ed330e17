import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { besideDirectory } from '../kit/auditor.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledge, lease, signAcknowledgement } from '../kit/inbox.js';
import { AT, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

describe('two hub processes on one database', () => {
  let first: TestHub;
  let second: TestHub;
  /** Guangdong and Henan, connected to either. */
  let peers: { guangdong: TestPeer; henan: TestPeer }[];

  beforeAll(async () => {
    first = await startTestHub();
    await eventually(() => expect(isLeading(first)).toBe(true));
    second = await startTestHub({ beside: first });
    const connect = async (hub: TestHub) => ({
      guangdong: await hub.peer('guangdong'),
      henan: await hub.peer('henan'),
    });
    peers = [await connect(first), await connect(second)];
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  const isLeading = (hub: TestHub) => hub.running.services.log.isLeading();

  it('take submissions at once into one log, and answer all of them with a proof', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => peers[i % 2]?.guangdong.act('SubmitCase', submission())),
    );
    expect(answers.map((answer) => answer?.pending)).toEqual(answers.map(() => false));
    const indexes = answers.map((answer) => Number(answer?.receipt?.index));
    indexes.sort((a, b) => a - b);
    expect(indexes).toEqual(answers.map((_, i) => (indexes[0] ?? 0) + i));
    await eventually(() => expect(isLeading(first)).toBe(true)); // not in the moment of a commit
    expect(isLeading(second)).toBe(false);
    expect(second.faults.reached).not.toContain('log.sequence');
    expect(besideDirectory((await auditHub(second)).leaves)).toHaveLength(60);
  });

  it('carry a case on whichever of them its acts come to, in one order', async () => {
    const [one = expect.fail(), other = expect.fail()] = peers;
    const caseNos = await Promise.all(
      Array.from({ length: 20 }, () => playCase(one.guangdong, one.henan, 0)),
    );
    const dispatches = await lease(one.henan, { max: 100 });
    // Both provinces act at once on the same cases, one through the leader and one through the other.
    await Promise.all([
      ...caseNos.map((caseNo) =>
        other.guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT }),
      ),
      ...dispatches.map((dispatch) => acknowledge(one.henan, signAcknowledgement(one.henan, dispatch))),
    ]);
    await playCase(other.guangdong, one.henan);
    await auditHub(first);
  });

  it('hand the log over when the leader closes, with nothing lost or doubled', async () => {
    const [one = expect.fail(), other = expect.fail()] = peers;
    const messages = Array.from({ length: 60 }, () => one.guangdong.sign('SubmitCase', submission()));
    const answers = messages.map((parts, i) => (i % 3 === 0 ? one : other).guangdong.grpc.submit(parts));
    await Promise.any(answers);
    const closing = first.stop();
    const outcomes = await Promise.allSettled(answers);
    await closing;
    await eventually(() => expect(isLeading(second)).toBe(true));
    const repeated = await Promise.all(messages.map((parts) => other.guangdong.grpc.submit(parts)));
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') expect(repeated[i]?.caseNo).toBe(outcome.value.caseNo);
    }
    expect(new Set(repeated.map((answer) => answer.caseNo)).size).toBe(60);
    await auditHub(second);
    const [row] = await second.database.query('select count(*)::int as cases from cases');
    expect(row).toEqual({ cases: 60 + 20 + 1 + 60 });
  });
});
