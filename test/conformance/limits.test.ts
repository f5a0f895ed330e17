import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { BlobService, CaseService, MessageService } from '#proto/services';
import { eventually } from '../kit/eventually.js';
import { announce, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { ended } from '../kit/raw-grpc.js';
import { closed, exchange, openSocket, openTlsSocket, requestFor } from '../kit/raw-http.js';

/** Callers who take their time, and more of them than there is room for. */

const CONNECTIONS = 8;

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub({
    settings: ['limits.requestTimeoutMs=1200', `limits.connections=${CONNECTIONS}`],
  });
  guangdong = await hub.peer('guangdong');
});
afterAll(() => hub.close());

const restSocket = () => openTlsSocket(guangdong.ports.rest, guangdong.tls);
const openDoorSocket = () => openSocket(hub.running.ports.open);

describe('a request that does not come to its end', () => {
  const posting = (header: string) =>
    requestFor('/v1/messages', 'POST', ['Content-Type: application/json', header]);

  // Side by side, because each of them takes its time.
  it.concurrent.each<[string, () => Promise<Socket>, string]>([
    ['in its first line', restSocket, 'GET /log/check'],
    ['in its headers', restSocket, 'GET /log/checkpoint HTTP/1.1\r\nHost: localhost\r\nX: '],
    ['in its body', restSocket, posting('Content-Length: 9')],
    ['in a chunk of its body', restSocket, `${posting('Transfer-Encoding: chunked')}9\r\n{`],
    ['at the open door', openDoorSocket, 'GET /log/check'],
  ])('is given up: %s', async (_, open, text) => {
    expect((await exchange(await open(), text)).status).toBe(408);
  });

  it.concurrent('is given up, though it drips on', async () => {
    const socket = await openDoorSocket();
    const dripping = setInterval(() => socket.write('a'), 50);
    const answer = await exchange(socket, 'GET /');
    clearInterval(dripping);
    expect(answer.status).toBe(408);
  });
});

describe('a gRPC request that does not come to its end', () => {
  const { GetCaseRequest, SubmitStreamRequest, SubmitStreamResponse, UploadRequest } = tongban.v1;
  const file = newFile(10);

  beforeAll(() => announce(guangdong, file.blob));

  it.concurrent.each([
    ['before its message', CaseService.getCase.path, []],
    ['after its message', CaseService.getCase.path, [GetCaseRequest.encode({ caseNo: 'x' })]],
    ['between the parts of a file', BlobService.upload.path, [UploadRequest.encode({ start: file })]],
  ])('is given up: %s', async (_, path, messages) => {
    const call = guangdong.rawGrpc.open(path);
    for (const message of messages) call.write(Buffer.from(message.finish()));
    const { error } = await ended(call);
    expect(error).toMatchObject({ code: 52, detail: 'the request did not go on for 1200 ms' });
  });

  it.concurrent('is none, if it is a stream both ways', async () => {
    const call = guangdong.rawGrpc.open(MessageService.submitStream.path);
    const answered = new Promise<Buffer>((resolve) => call.once('data', resolve));
    // As long as the hub waits for anybody, and once more.
    for (let i = 0; i < 2; i++) await closed(await openSocket(guangdong.ports.rest));
    call.end(Buffer.from(SubmitStreamRequest.encode({ messages: [{ tag: 7 }] }).finish()));
    expect(SubmitStreamResponse.decode(await answered).answers).toMatchObject([{ tag: 7 }]);
  });
});

describe('a connection that never says what it is', () => {
  it.concurrent.each(['rest', 'grpc'] as const)('is given up at the %s door', async (door) => {
    expect((await closed(await openSocket(hub.running.ports[door]))).text).toBe('');
  });

  it.each(['rest', 'grpc'] as const)(
    'is given up at the %s door when it speaks something else',
    async (door) => {
      const answer = await exchange(await openSocket(hub.running.ports[door]), requestFor('/v1/hub'));
      expect(answer.status).toBe(0);
    },
  );

  it('is given up at the grpc door when it does not speak HTTP/2', async () => {
    const socket = await openTlsSocket(hub.running.ports.grpc, guangdong.tls);
    expect((await exchange(socket, requestFor('/v1/hub'))).text).toBe('');
  });
});

describe('a caller who goes away', () => {
  it('in the middle of a request leaves the hub at work', async () => {
    for (let i = 0; i < 3; i++) {
      const socket = await restSocket();
      const headers = ['Content-Type: application/json', 'Content-Length: 100000'];
      socket.write(`${requestFor('/v1/messages', 'POST', headers)}{`);
      socket.destroy();
    }
    await eventually(async () => expect((await guangdong.rest('GET', '/v1/hub')).status).toBe(200));
  });
});

describe('more connections than there may be', () => {
  // Its own connections take places, too.
  beforeAll(() => guangdong.close());

  const h2Socket = () => openTlsSocket(guangdong.ports.grpc, { ...guangdong.tls, ALPNProtocols: ['h2'] });

  it.each<[string, () => Promise<Socket>]>([
    ['REST', restSocket],
    ['gRPC', h2Socket],
    ['open', openDoorSocket],
  ])('are closed at once at the %s door, and let in when others have gone', async (_, open) => {
    // A slow machine may take so long to open them all that the first is given up for its silence, and its place is free again.
    await eventually(async () => {
      const held: Socket[] = [];
      try {
        for (let i = 0; i < CONNECTIONS; i++) held.push(await eventually(open));
        expect(await isServed(open)).toBe(false);
        expect(held.filter((socket) => socket.closed)).toEqual([]);
      } finally {
        for (const socket of held) socket.destroy();
      }
    });
    await eventually(async () => expect(await isServed(open)).toBe(true));
  });

  /** Whether a connection gets as far as an answer, be it only that its request is none. */
  async function isServed(open: () => Promise<Socket>): Promise<boolean> {
    try {
      return (await exchange(await open(), 'PRI * HTTP/2.0\r\n\r\nno\r\n\r\n')).text !== '';
    } catch {
      return false; // closed during the handshake
    }
  }
});
