import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tongban } from '#proto/codec';
import { CertificateService, InboxService, MessageService } from '#proto/services';
import { type Answer, OPERATION_DOORS, rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { ended, type RawCall, UnreadCall } from '../kit/raw-grpc.js';
import { openTlsSocket, requestFor } from '../kit/raw-http.js';

/** Streams that end with an error, callers who do not read, and more messages than the hub takes at once. */

const IN_FLIGHT = 8;
const { AttachRequest, AttachResponse, ServeRequest, SubmitStreamRequest, SubmitStreamResponse } = tongban.v1;
const { UseCertificatesResponse } = tongban.v1;
const { path: SUBMIT } = MessageService.submitStream;
const { path: ATTACH } = InboxService.attach;
const { path: SERVE } = CertificateService.serve;
const { path: USE } = CertificateService.useCertificates;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub({ settings: [`limits.messagesInFlight=${IN_FLIGHT}`] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

describe('a stream that cannot go on', () => {
  const frame = (messages: number) =>
    SubmitStreamRequest.encode({ messages: Array(messages).fill({ tag: 1 }) }).finish();
  const garbage = Buffer.from('ff', 'hex');
  const open = AttachRequest.encode({ open: {} }).finish();
  const tooMany = AttachRequest.encode({ open: { maxInFlight: 1_001 } }).finish();
  const release = AttachRequest.encode({ release: { dispatchId: 'x' } }).finish();

  it.each<[string, string, Uint8Array[], object]>([
    [
      'messages in bytes that are none',
      SUBMIT,
      [garbage],
      { code: 1, detail: 'the bytes are not a message of this method' },
    ],
    [
      'a frame of too many messages',
      SUBMIT,
      [frame(257)],
      { code: 2, detail: 'a frame has at most 256 messages' },
    ],
    [
      'uses in bytes that are none',
      USE,
      [garbage],
      { code: 1, detail: 'the bytes are not a message of this method' },
    ],
    ['a frame of too many uses', USE, [frame(257)], { code: 2, detail: 'a frame has at most 256 messages' }],
    [
      'a line that is not opened first',
      SERVE,
      [ServeRequest.encode({ answers: { answers: [{ useId: 'x' }] } }).finish()],
      { code: 1, violations: [{ pointer: '/open', message: 'required' }] },
    ],
    [
      'a line with more in flight than there may be',
      SERVE,
      [ServeRequest.encode({ open: { maxInFlight: 1_025 } }).finish()],
      { code: 1, violations: [{ pointer: '/maxInFlight' }] },
    ],
    [
      'a line with an answer that says nothing',
      SERVE,
      [
        ServeRequest.encode({ open: {} }).finish(),
        ServeRequest.encode({ answers: { answers: [{ useId: 'x' }] } }).finish(),
      ],
      { code: 1, violations: [{ pointer: '/answers', message: 'neither message nor error' }] },
    ],
    [
      'an inbox that is not opened first',
      ATTACH,
      [release],
      { code: 1, violations: [{ pointer: '/open', message: 'required' }] },
    ],
    [
      'an inbox with more in flight than there may be',
      ATTACH,
      [tooMany],
      { code: 1, detail: 'the request does not fit' },
    ],
    ['an inbox that goes on in bytes that are none', ATTACH, [open, garbage], { code: 1 }],
  ])('ends and says why: %s', async (_, path, requests, error) => {
    expect((await guangdong.rawGrpc.call(path, ...requests)).error).toMatchObject(error);
  });

  it('answers each message of a frame by itself', async () => {
    const answer = await guangdong.rawGrpc.call(SUBMIT, frame(2));
    const [read] = answer.messages.map((message) => SubmitStreamResponse.decode(message));
    const refusal = {
      tag: 1,
      error: { code: 1, violations: [{ pointer: '/message', message: 'required' }] },
    };
    expect(read?.answers).toMatchObject([refusal, refusal]);
  });

  it('answers a request about a dispatch that is none, and stays open', async () => {
    const answer = await guangdong.rawGrpc.call(ATTACH, open, release, release);
    const read = answer.messages.map((message) => AttachResponse.decode(message).acknowledged);
    const refusal = { dispatchId: 'x', error: { code: 1 } };
    expect(read).toMatchObject([refusal, refusal]);
  });
});

describe('a caller who sends and does not read', () => {
  /** Enough to fill every buffer on the way several times over. */
  const MESSAGES = 25_000;
  const REQUESTS = 2_000;

  it('of answers to messages is not served further, until it reads', async () => {
    const call = new UnreadCall(guangdong.ports.grpc, SUBMIT, guangdong.tls);
    const frame = SubmitStreamRequest.encode({ messages: Array(250).fill({ tag: 7 }) }).finish();
    for (let sent = 0; sent < MESSAGES; sent += 250) call.send(frame);
    expect(await settledCount('SubmitStream')).toBeLessThan(MESSAGES / 2);
    const answers = (await call.readToEnd()).flatMap(
      (message) => SubmitStreamResponse.decode(message).answers,
    );
    expect(answers).toHaveLength(MESSAGES);
  });

  it('of answers to uses is not served further, until it reads', async () => {
    const call = new UnreadCall(guangdong.ports.grpc, USE, guangdong.tls);
    const frame = SubmitStreamRequest.encode({ messages: Array(250).fill({ tag: 7 }) }).finish(); // the same frame
    for (let sent = 0; sent < MESSAGES; sent += 250) call.send(frame);
    expect(await settledCount('UseCertificates')).toBeLessThan(MESSAGES / 2);
    const answers = (await call.readToEnd()).flatMap(
      (message) => UseCertificatesResponse.decode(message).answers,
    );
    expect(answers).toHaveLength(MESSAGES);
  });

  it('of answers to acknowledgements is not served further, until it reads', async () => {
    const call = new UnreadCall(guangdong.ports.grpc, ATTACH, guangdong.tls);
    call.send(AttachRequest.encode({ open: {} }).finish());
    const request = AttachRequest.encode({ release: { dispatchId: 'x' } }).finish();
    for (let sent = 0; sent < REQUESTS; sent++) call.send(request);
    expect(await settledCount('Attach')).toBeLessThan(REQUESTS / 2);
    expect(await call.readToEnd()).toHaveLength(REQUESTS);
  });

  /** How many calls of this kind the hub has answered, once that does not change any more. */
  async function settledCount(operation: string): Promise<number> {
    let last = -1;
    let same = 0;
    return eventually(async () => {
      const metrics = await (await fetch(`${hub.openUrl}/metrics`)).text();
      const pattern = new RegExp(`^tongban_answers_total\\{.*operation="${operation}".*\\} (\\d+)$`, 'gm');
      const count = [...metrics.matchAll(pattern)].reduce((sum, [, each]) => sum + Number(each), 0);
      same = count === last ? same + 1 : 0;
      last = count;
      if (count === 0 || same < 5) throw new Error(`still at work: ${count}`);
      return count;
    });
  }
});

describe('more messages than the hub takes at once', () => {
  it('wait on a stream, and are all answered', async () => {
    const call = guangdong.rawGrpc.open(SUBMIT);
    const messages = Array.from({ length: 20 * IN_FLIGHT }, (_, tag) => ({
      tag,
      message: guangdong.sign('SubmitCase', submission()),
    }));
    for (const each of messages)
      call.write(Buffer.from(SubmitStreamRequest.encode({ messages: [each] }).finish()));
    call.end();
    const answers = await answersOf(call);
    expect(answers.map(({ tag }) => tag).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      messages.map(({ tag }) => tag),
    );
    expect(answers.filter(({ error }) => error != null)).toEqual([]);
  });

  it.each(OPERATION_DOORS)('are turned away over $name, to come again', async (door) => {
    const release = await holdUp();
    const waiting: Promise<Answer>[] = [];
    try {
      for (let i = 0; i < IN_FLIGHT; i++)
        waiting.push(door.submit(guangdong, guangdong.sign('SubmitCase', submission())));
      await eventually(() => expect(hub.running.services.door.room).toBe(0));
      const late = guangdong.sign('SubmitCase', submission());
      expect(await door.submit(henan, late)).toMatchObject({ code: 'UNAVAILABLE', leafId: undefined });
      const { headers } = await guangdong.submitOverRest(late);
      expect(headers['retry-after']).toBe('1');
    } finally {
      await release();
    }
    for (const answer of await Promise.all(waiting)) expect(answer.code).toBe('OK');
  });

  /** Keeps every message from being stored. @returns what lets them go on. */
  async function holdUp(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: hub.database.url });
    await client.connect();
    await client.query('begin; lock table message in access exclusive mode');
    return () => client.end();
  }

  async function answersOf(call: RawCall): Promise<{ tag?: number; error?: unknown }[]> {
    const { messages } = await ended(call);
    return messages.flatMap((message) => SubmitStreamResponse.decode(message).answers);
  }
});

describe('a caller who waits for a dispatch and goes away', () => {
  it.each([
    ['REST', waitOverRest],
    ['gRPC', waitOverGrpc],
  ])('over %s gets nothing that another could have', async (_, wait) => {
    const waits = vi.spyOn(hub.running.services.wakeups, 'wait');
    const goAway = await wait();
    const signal = await eventually(() => waits.mock.calls[0]?.[2] ?? fail('nobody waits yet'));
    goAway();
    await eventually(() => expect(signal.aborted).toBe(true));
    waits.mockRestore();
    const { caseNo } = await henan.act('SubmitCase', submission({ divisionCode: '440000' }));
    const { body } = await rest.ask(guangdong, 'Lease', { waitMs: 5_000, max: 100 });
    const { dispatches } = body as { dispatches: { dispatchId: string }[] };
    expect(dispatches.map(({ dispatchId }) => dispatchId)).toContain(`${caseNo}/1`);
  });

  async function waitOverRest(): Promise<() => void> {
    const socket = await openTlsSocket(guangdong.ports.rest, guangdong.tls);
    const body = JSON.stringify({ waitMs: 30_000 });
    const headers = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    socket.write(`${requestFor('/v1/inbox/leases', 'POST', headers)}${body}`);
    return () => socket.destroy();
  }

  async function waitOverGrpc(): Promise<() => void> {
    const call = guangdong.rawGrpc.open(InboxService.lease.path);
    void ended(call);
    call.end(Buffer.from(tongban.v1.LeaseRequest.encode({ waitMs: 30_000 }).finish()));
    return () => call.cancel();
  }

  function fail(why: string): never {
    throw new Error(why);
  }
});
