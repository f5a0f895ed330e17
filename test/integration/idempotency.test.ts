import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import type { SignedParts } from '#crypto/jose';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, newReference, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const HOUR = 3_600_000;

let hub: TestHub;
let secondHub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
/** The same platform, connected to the other hub process. */
let elsewhere: TestPeer;
/** Milliseconds by which the clock of both hubs is ahead. */
let ahead = 0;

beforeAll(async () => {
  const runtime = { now: () => Date.now() + ahead };
  hub = await startTestHub({ runtime });
  secondHub = await startTestHub({ runtime, beside: hub });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  elsewhere = await secondHub.peer('guangdong');
});
afterEach(async () => {
  ahead = 0;
  await auditHub(hub);
});
afterAll(async () => {
  await secondHub.close();
  await hub.close();
});

/** What became of a message: the number of its case, or why it was refused. */
async function outcomeOf(peer: TestPeer, parts: SignedParts): Promise<string> {
  try {
    return (await peer.grpc.submit(parts)).caseNo;
  } catch (error) {
    if (error instanceof HubCallError) return error.code;
    throw error;
  }
}

/** How often each outcome came about; case numbers as `case`. */
function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const kind = outcome.startsWith('TB') ? 'case' : outcome;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

describe('a message that is sent again', () => {
  it('is answered byte for byte as the first time', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    const first = await guangdong.submitOverRest(parts);
    expect(first.status).toBe(201);
    const again = await guangdong.submitOverRest(parts);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect((await elsewhere.submitOverRest(parts)).body).toEqual(first.body);
  });

  it('gets the same leaf, salt and place in the log when the log has grown and the clock has left its time behind', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    const { receipt, ...first } = await guangdong.grpc.submit(parts);
    await guangdong.act('SubmitCase', submission());
    ahead = HOUR;
    const { receipt: later, ...again } = await guangdong.grpc.submit(parts);
    expect(again).toEqual(first);
    expect(later?.index).toBe(receipt?.index);
    const neverSent = guangdong.sign('SubmitCase', submission());
    expect(await outcomeOf(guangdong, neverSent)).toBe('CLOCK_SKEW');
  });

  it('is answered with the state after its own act, whatever came since', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const intake = guangdong.sign('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    const first = await guangdong.grpc.submit(intake);
    await guangdong.act('CaseWithdrawn', { caseNo });
    const again = await guangdong.grpc.submit(intake);
    expect(again).toMatchObject({ eventSeq: 2, state: first.state });
  });
});

describe('a message id that is used for other bytes', () => {
  it('is a conflict, for another submission, for another act, and an hour later', async () => {
    const messageId = uuidv7();
    const caseNo = await playCase(guangdong, henan, 0);
    expect(await outcomeOf(guangdong, guangdong.sign('SubmitCase', submission(), { messageId }))).toMatch(
      /^TB/,
    );
    const others = [
      guangdong.sign('SubmitCase', submission(), { messageId }),
      guangdong.sign('CaseWithdrawn', { caseNo }, { messageId }),
    ];
    for (const later of [0, HOUR]) {
      ahead = later;
      for (const parts of others) expect(await outcomeOf(guangdong, parts)).toBe('CONFLICT');
    }
    ahead = 0;
    expect(await outcomeOf(henan, henan.sign('SubmitCase', submission(), { messageId }))).toMatch(/^TB/); // another issuer
  });
});

describe('a case number of the sender that is used twice', () => {
  it('is a duplicate of the case that bears it; another sender may use it', async () => {
    const caseRef = newReference();
    const { caseNo } = await guangdong.act('SubmitCase', submission({ caseRef }));
    const duplicate = await guangdong.submitOverRest(guangdong.sign('SubmitCase', submission({ caseRef })));
    expect(duplicate.status).toBe(409);
    expect(duplicate.json<object>()).toMatchObject({
      code: 'DUPLICATE_CASE',
      detail: expect.stringContaining(caseNo),
    });
    await henan.act('SubmitCase', submission({ caseRef, divisionCode: '440000' }));
  });
});

describe.each([
  ['in one hub', () => [guangdong]],
  ['in two hubs', () => [guangdong, elsewhere]],
] as const)('sent many times at once, %s', (_where, senders) => {
  const sendAll = (messages: readonly SignedParts[]) =>
    Promise.all(
      messages.map((parts, i) => {
        const peers = senders();
        return outcomeOf(peers[i % peers.length] ?? expect.fail(), parts);
      }),
    );

  it('a message becomes one case, and everybody is told which', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    const outcomes = await sendAll(times(60, () => parts));
    expect(tally(outcomes)).toEqual({ case: 60 });
    expect(new Set(outcomes).size).toBe(1);
  });

  it('of different messages with one id, one becomes a case', async () => {
    const messageId = uuidv7();
    const messages = times(20, () => guangdong.sign('SubmitCase', submission(), { messageId }));
    expect(tally(await sendAll(messages))).toEqual({ case: 1, CONFLICT: 19 });
  });

  it('of different submissions with one case number of the sender, one becomes a case', async () => {
    const caseRef = newReference();
    const messages = times(20, () => guangdong.sign('SubmitCase', submission({ caseRef })));
    expect(tally(await sendAll(messages))).toEqual({ case: 1, DUPLICATE_CASE: 19 });
  });

  it('of the same act in different messages, one becomes an event', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const messages = times(20, () => guangdong.sign('CaseWithdrawn', { caseNo }));
    expect(tally(await sendAll(messages))).toEqual({ case: 1, ILLEGAL_TRANSITION: 19 });
  });
});
