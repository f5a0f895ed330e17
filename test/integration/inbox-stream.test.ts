import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InboxStream } from '#connectors/kit';
import { readHeader } from '#crypto/jose';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const LEASE_MS = 3_000;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub({ settings: [`dispatch.leaseMs=${LEASE_MS}`, 'dispatch.backoffMs=0'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  await auditHub(hub);
  await hub.database.query('delete from inbox');
});
afterAll(() => hub.close());

/** A recipient's worker on a stream: what it got and has not acknowledged yet. */
class Worker {
  readonly seen: string[] = [];
  readonly #held: NonNullable<Dispatch>[] = [];
  readonly #stream: InboxStream;
  readonly #reading: Promise<void>;

  constructor(maxInFlight: number) {
    this.#stream = henan.grpc.attach(maxInFlight);
    this.#reading = this.#read().catch(() => {}); // it ends when the worker leaves
  }

  get held(): number {
    return this.#held.length;
  }

  /** Waits until it holds so many. */
  holds(count: number): Promise<void> {
    return eventually(() => expect(this.held).toBe(count));
  }

  async acknowledgeOne(): Promise<void> {
    const dispatch = this.#held.shift() ?? expect.fail('nothing is held');
    const [caseNo, seq] = dispatch.dispatchId.split('/');
    const { jti: messageId } = readHeader(dispatch.original?.protected ?? new Uint8Array(0));
    const body = { caseNo, eventSeq: Number(seq), messageId, receivedAt: AT };
    await this.#stream.acknowledge(dispatch, henan.sign('DispatchAcknowledgement', body));
  }

  /** Gives one back and takes no more, and hears what became of it. */
  async releaseAndLeave(reason: string): Promise<void> {
    const dispatch = this.#held.shift() ?? expect.fail('nothing is held');
    const released = this.#stream.release(dispatch, reason);
    this.#stream.leave();
    await released;
    await this.#reading;
  }

  leave(): void {
    this.#stream.close();
  }

  async #read(): Promise<void> {
    for await (const dispatch of this.#stream.dispatches()) {
      this.seen.push(`${dispatch.dispatchId}, attempt ${dispatch.attempt}`);
      this.#held.push(dispatch);
    }
  }
}

type Dispatch = Awaited<ReturnType<ReturnType<InboxStream['dispatches']>['next']>>['value'];

function leases(): Promise<{ until: Date }[]> {
  return hub.database.query('select available_at as until from inbox where lease_token is not null');
}

describe('an attached stream', () => {
  it('never holds more than it asked for, and gets everything in the end', async () => {
    for (let i = 0; i < 9; i++) await guangdong.act('SubmitCase', submission());
    const worker = new Worker(3);
    for (let left = 9; left > 0; left--) {
      await worker.holds(Math.min(3, left));
      expect(await leases()).toHaveLength(Math.min(3, left));
      await worker.acknowledgeOne();
    }
    expect(new Set(worker.seen).size).toBe(9);
    worker.leave();
  });

  it('gets the events of a case in order, each when the one before is acknowledged', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    const worker = new Worker(64);
    for (const seq of [1, 2]) {
      await worker.holds(1);
      expect(await leases()).toHaveLength(1);
      expect(worker.seen.at(-1)).toBe(`${caseNo}/${seq}, attempt 1`);
      await worker.acknowledgeOne();
    }
    worker.leave();
  });

  it('keeps its leases alive for as long as it lives', async () => {
    await playCase(guangdong, henan, 0);
    const worker = new Worker(1);
    await worker.holds(1);
    const [first] = await leases();
    await eventually(async () => {
      const [lease] = await leases();
      expect(lease?.until.getTime()).toBeGreaterThan(first?.until.getTime() ?? Number.POSITIVE_INFINITY);
    });
    await worker.acknowledgeOne();
    worker.leave();
  });

  it('that ends gives back what it held, for the next one', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const worker = new Worker(1);
    await worker.holds(1);
    worker.leave();
    const next = new Worker(1);
    await next.holds(1);
    expect(next.seen).toEqual([`${caseNo}/1, attempt 2`]);
    await next.acknowledgeOne();
    next.leave();
  });

  it('whose recipient takes no more is offered nothing again, and gives back the rest', async () => {
    const cases = [await playCase(guangdong, henan, 0), await playCase(guangdong, henan, 0)];
    const worker = new Worker(2);
    await worker.holds(2);
    await worker.releaseAndLeave('the platform is away');
    expect(worker.seen).toHaveLength(2);
    expect(new Set(worker.seen)).toEqual(new Set(cases.map((caseNo) => `${caseNo}/1, attempt 1`)));
    const rows = await hub.database.query(
      'select attempts, last_error as reason from inbox where lease_token is null order by last_error',
    );
    expect(rows).toEqual([
      { attempts: 1, reason: 'the platform is away' },
      { attempts: 1, reason: 'the stream ended' },
    ]);
  });
});
