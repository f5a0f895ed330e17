import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readlinkSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { tongban } from '#proto/codec';
import { BlobService } from '#proto/services';
import { expectNoInternals, grpc, OPERATION_DOORS, type OperationDoor, rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { ended, UnreadCall } from '../kit/raw-grpc.js';
import { openTlsSocket, requestFor } from '../kit/raw-http.js';
import { countStored } from '../kit/stored.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
/** What the hub's own log calls a defect. */
const defects: string[] = [];

beforeAll(async () => {
  const lines = new Writable({
    write: (line, _, done) => {
      defects.push(String(line));
      done();
    },
  });
  hub = await startTestHub({ logger: pino({ level: 'error' }, lines) });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

const other = (door: OperationDoor) => (door === rest ? grpc : rest);

describe.each(OPERATION_DOORS)('a file that comes in over $name', (door) => {
  it('goes on where it stopped, whichever way', async () => {
    const { bytes, blob, sha256 } = newFile(200_000);
    await announce(guangdong, blob);
    expect((await door.upload(guangdong, { sha256, offset: 0 }, bytes.subarray(0, 70_000))).body).toEqual({
      offset: '70000',
    });
    expect((await other(door).ask(guangdong, 'OpenUpload', { blob })).body).toEqual({ offset: '70000' });
    const rest = await other(door).upload(guangdong, { sha256, offset: 70_000 }, bytes.subarray(70_000));
    expect(rest.body).toEqual({ offset: '200000', complete: true });
    expect((await door.ask(guangdong, 'Download', { sha256 })).body).toEqual(bytes);
    expect((await door.ask(guangdong, 'OpenUpload', { blob })).body).toEqual({
      offset: '200000',
      complete: true,
    });
  });

  it('is refused elsewhere than where it stopped', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, blob);
    await door.upload(guangdong, { sha256, offset: 0 }, bytes.subarray(0, 400));
    for (const offset of [0, 399, 401, 1_000]) {
      const refusal = await door.upload(guangdong, { sha256, offset }, bytes.subarray(offset));
      expect(refusal).toMatchObject({
        code: 'OFFSET_MISMATCH',
        detail: 'the hub holds 400 bytes; go on from there',
      });
    }
    await finish(door, blob, bytes, 400);
  });

  it('is refused when it is larger than announced, and can still be finished', async () => {
    const { bytes, blob, sha256 } = newFile(100_000);
    await announce(guangdong, blob);
    const long = Buffer.concat([bytes, Buffer.from('x')]);
    const refusal = await door.upload(guangdong, { sha256, offset: 0 }, long);
    expect(refusal).toMatchObject({ code: 'TOO_LARGE', detail: 'the file was announced with 100000 bytes' });
    const { body } = await door.ask(guangdong, 'OpenUpload', { blob });
    await finish(door, blob, bytes, Number((body as { offset?: string }).offset ?? 0));
  });

  it('is refused when it is not what was announced, and begins anew', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, blob);
    const before = await countStored(hub.database);
    const refusal = await door.upload(guangdong, { sha256, offset: 0 }, randomBytes(1_000));
    expect(refusal).toMatchObject({ code: 'DIGEST_MISMATCH' });
    expect(await countStored(hub.database)).toEqual({ ...before, uploads: before.uploads - 1 });
    await announce(guangdong, blob);
    await finish(door, blob, bytes, 0);
  });

  it('is refused when its SM3 digest is wrong, though its SHA-256 is right', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, { ...blob, sm3: '0'.repeat(64) });
    expect((await door.upload(guangdong, { sha256, offset: 0 }, bytes)).code).toBe('DIGEST_MISMATCH');
  });

  it('may be announced anew with another size', async () => {
    const { bytes, blob } = newFile(1_000);
    await announce(guangdong, { ...blob, size: 10 });
    await announce(guangdong, blob);
    await finish(door, blob, bytes, 0);
  });

  it('is refused when nobody announced it, or somebody else did', async () => {
    const { bytes, blob, sha256 } = newFile(10);
    const start = { sha256, offset: 0 };
    const unknown = await door.upload(guangdong, start, bytes);
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', detail: `no upload of ${sha256} was opened` });
    await announce(henan, blob);
    expect(await door.upload(guangdong, start, bytes)).toMatchObject({
      code: 'NOT_FOUND',
      detail: unknown.detail,
    });
  });

  it('may be empty', async () => {
    const peer = door === rest ? guangdong : henan;
    const { bytes, blob } = newFile(0);
    await announce(peer, blob);
    await finish(door, blob, bytes, 0, peer);
  });

  it('breaks off, and goes on in another process of the hub', async () => {
    const { bytes, blob, sha256 } = newFile(1_000_000);
    await announce(guangdong, blob);
    const first = await startTestHub({ beside: hub });
    await breakOff(door, await first.peer('guangdong'), sha256, bytes.subarray(0, 300_000));
    await first.close();
    const { body } = await door.ask(guangdong, 'OpenUpload', { blob });
    const offset = Number((body as { offset?: string }).offset);
    expect(offset).toBeGreaterThan(0);
    await finish(door, blob, bytes, offset);
    expect(defects).toEqual([]);
  });
});

describe('an upload', () => {
  it('cannot be changed once it has been checked', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, blob);
    // A second writer opens the upload before anything is in it …
    const socket = await openTlsSocket(guangdong.ports.rest, guangdong.tls);
    socket.write(requestFor(`/v1/uploads/${sha256}?offset=0`, 'PATCH', ['Content-Length: 1000']));
    const partial = join(hub.dataDir, 'files', 'uploads', 'guangdong', sha256);
    await eventually(() => expect(existsSync(partial)).toBe(true));
    // … the first one finishes it, and only then does the second one write.
    await finish(rest, blob, bytes, 0);
    const answered = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.write(randomBytes(1_000));
    expect(String(await answered)).toContain('404 Not Found');
    socket.destroy();
    expect((await rest.ask(guangdong, 'Download', { sha256 })).body).toEqual(bytes);
  });

  it('of the same bytes by two peers serves both, whatever each calls them', async () => {
    const { bytes, blob } = newFile(1_000);
    const called = { ...blob, mediaType: 'image/png', fileName: '另一名称.png' };
    for (const [peer, its, divisionCode] of [
      [guangdong, blob, '410000'],
      [henan, called, '440000'],
    ] as const) {
      await announce(peer, its);
      await peer.grpc.upload(its, bytes);
      const materials = [{ name: '扫描件', source: 'UPLOADED', blob: its }];
      expect((await peer.act('SubmitCase', { ...submission({ divisionCode }), materials })).eventSeq).toBe(1);
    }
  });
});

describe.each(OPERATION_DOORS)('a file that goes out over $name', (door) => {
  it('is there for its uploader and for the case that names it, and for nobody else', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await guangdong.grpc.upload(blob, bytes);
    const unknown = await door.ask(henan, 'Download', { sha256: 'a'.repeat(64) });
    const hidden = await door.ask(henan, 'Download', { sha256 });
    expect(hidden).toMatchObject({
      code: 'NOT_FOUND',
      detail: unknown.detail.replace('a'.repeat(64), sha256),
    });
    const materials = [{ name: '扫描件', source: 'UPLOADED', blob }];
    await guangdong.act('SubmitCase', { ...submission(), materials });
    expect((await door.ask(henan, 'Download', { sha256 })).body).toEqual(bytes);
  });

  it('is refused beyond its end', async () => {
    const { bytes, blob, sha256 } = newFile(10);
    await guangdong.grpc.upload(blob, bytes);
    const refusal = await door.ask(guangdong, 'Download', { sha256, offset: 11 });
    expect(refusal).toMatchObject({ code: 'OFFSET_MISMATCH', detail: 'the file has 10 bytes' });
  });

  it.each([
    ['lost', rmSync, 'ENOENT'],
    ['cut short', (path: string) => truncateSync(path, 4), 'it has 4 bytes, not 10'],
  ])('that the disk has %s is a defect, told without the place where it lies', async (_, harm, cause) => {
    const { bytes, blob, sha256 } = newFile(10);
    await guangdong.grpc.upload(blob, bytes);
    harm(placeOf(sha256));
    const answer = await door.ask(guangdong, 'Download', { sha256 });
    expect(answer.code).toBe('INTERNAL');
    expectNoInternals(answer.seen);
    expect(defects.pop()).toContain(cause);
  });

  it('may have 20 MB', async () => {
    const { bytes, blob, sha256 } = newFile(20_000_000);
    await announce(guangdong, blob);
    await finish(door, blob, bytes, 0);
    const out = (await door.ask(guangdong, 'Download', { sha256 })).body as Buffer;
    expect(createHash('sha256').update(out).digest('hex')).toBe(sha256);
  });
});

describe('a download over REST', () => {
  it('says how long it is, and HEAD says the same without the bytes', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await guangdong.grpc.upload(blob, bytes);
    const head = await guangdong.rest('HEAD', `/v1/blobs/${sha256}?offset=100`);
    expect(head.headers).toMatchObject({
      'content-length': '900',
      'x-blob-size': '1000',
      'x-content-type-options': 'nosniff',
    });
    expect(head.body).toHaveLength(0);
  });
});

describe('files', () => {
  it('are not left open, whoever goes away', async () => {
    const { bytes, blob, sha256 } = newFile(5_000_000);
    await guangdong.grpc.upload(blob, bytes);
    const reading = await openTlsSocket(guangdong.ports.rest, guangdong.tls);
    reading.pause();
    reading.write(requestFor(`/v1/blobs/${sha256}`));
    const call = new UnreadCall(guangdong.ports.grpc, BlobService.download.path, guangdong.tls);
    call.end(tongban.v1.DownloadRequest.encode({ sha256 }).finish());
    await eventually(() => expect(openFiles()).toHaveLength(2));
    reading.destroy();
    call.destroy();
    await eventually(() => expect(openFiles()).toEqual([]));
    expect(defects).toEqual([]);
  });

  function openFiles(): string[] {
    const links = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return ''; // closed while looking
      }
    });
    return links.filter((link) => link.startsWith(hub.dataDir));
  }
});

type BlobRef = ReturnType<typeof blobRefOf>;

function newFile(size: number): { bytes: Buffer; blob: BlobRef; sha256: string } {
  const bytes = randomBytes(size);
  const blob = blobRefOf(bytes, 'application/pdf', '扫描件.pdf');
  return { bytes, blob, sha256: blob.sha256 };
}

async function announce(peer: TestPeer, blob: BlobRef): Promise<void> {
  expect((await rest.ask(peer, 'OpenUpload', { blob })).code).toBe('OK');
}

async function finish(
  door: OperationDoor,
  blob: BlobRef,
  bytes: Buffer,
  offset: number,
  peer = guangdong,
): Promise<void> {
  const { sha256, size } = blob;
  const answer = await door.upload(peer, { sha256, offset }, bytes.subarray(offset));
  expect(answer.body).toEqual(size === 0 ? { complete: true } : { offset: String(size), complete: true });
}

/** Sends some of what it announces, and is gone once the hub has taken that in. */
async function breakOff(door: OperationDoor, peer: TestPeer, sha256: string, bytes: Buffer): Promise<void> {
  const partial = join(hub.dataDir, 'files', 'uploads', 'guangdong', sha256);
  const taken = () => eventually(() => expect(existsSync(partial)).toBe(true));
  if (door === rest) {
    const socket = await openTlsSocket(peer.ports.rest, peer.tls);
    socket.write(requestFor(`/v1/uploads/${sha256}?offset=0`, 'PATCH', ['Content-Length: 1000000']));
    socket.write(bytes);
    await taken();
    socket.destroy();
  } else {
    const call = peer.rawGrpc.open(BlobService.upload.path);
    void ended(call);
    const { UploadRequest } = tongban.v1;
    call.write(Buffer.from(UploadRequest.encode({ start: { sha256 } }).finish()));
    call.write(Buffer.from(UploadRequest.encode({ chunk: bytes }).finish()));
    await taken();
    call.cancel();
  }
}

function placeOf(sha256: string): string {
  return join(hub.dataDir, 'files', 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}
