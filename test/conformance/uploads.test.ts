import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { BlobService } from '#proto/services';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { grpc, OPERATION_DOORS, type OperationDoor, rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { announce, digestOf, finishUpload, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { ended } from '../kit/raw-grpc.js';
import { openTlsSocket, requestFor } from '../kit/raw-http.js';
import { countStored } from '../kit/stored.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let log: CapturedLog;

beforeAll(async () => {
  log = captureLog('error');
  hub = await startTestHub({ logger: log.logger });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await hub.close();
  log.remove();
});

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
    expect(digestOf(await door.ask(guangdong, 'Download', { sha256 }))).toBe(sha256);
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
    await finishUpload(door, guangdong, { bytes, blob }, 400);
  });

  it('is refused when it is larger than announced, and can still be finished', async () => {
    const { bytes, blob, sha256 } = newFile(100_000);
    await announce(guangdong, blob);
    const long = Buffer.concat([bytes, Buffer.from('x')]);
    const refusal = await door.upload(guangdong, { sha256, offset: 0 }, long);
    expect(refusal).toMatchObject({ code: 'TOO_LARGE', detail: 'the file was announced with 100000 bytes' });
    const { body } = await door.ask(guangdong, 'OpenUpload', { blob });
    await finishUpload(door, guangdong, { bytes, blob }, Number((body as { offset?: string }).offset ?? 0));
  });

  it('is refused when it is not what was announced, and begins anew', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, blob);
    const before = await countStored(hub.database);
    const refusal = await door.upload(guangdong, { sha256, offset: 0 }, randomBytes(1_000));
    expect(refusal).toMatchObject({ code: 'DIGEST_MISMATCH' });
    expect(await countStored(hub.database)).toEqual({ ...before, uploads: before.uploads - 1 });
    await announce(guangdong, blob);
    await finishUpload(door, guangdong, { bytes, blob });
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
    await finishUpload(door, guangdong, { bytes, blob });
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
    const file = newFile(0);
    await announce(peer, file.blob);
    await finishUpload(door, peer, file);
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
    await finishUpload(door, guangdong, { bytes, blob }, offset);
    expect(log.lines('defect')).toEqual([]);
  });
});

describe('an upload', () => {
  it('cannot be changed once it has been checked', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    await announce(guangdong, blob);
    // A second writer opens the upload before anything is in it …
    const socket = await openTlsSocket(guangdong.ports.rest, guangdong.tls);
    socket.write(requestFor(`/v1/uploads/${sha256}?offset=0`, 'PATCH', ['Content-Length: 1000']));
    await eventually(() => statSync(partialOf(sha256)));
    // … the first one finishes it, and only then does the second one write.
    await finishUpload(rest, guangdong, { bytes, blob });
    const answered = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.write(randomBytes(1_000));
    expect(String(await answered)).toContain('404 Not Found');
    socket.destroy();
    expect(digestOf(await rest.ask(guangdong, 'Download', { sha256 }))).toBe(sha256);
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

/** Sends some of what it announces, and is gone once the hub has taken that in. */
async function breakOff(door: OperationDoor, peer: TestPeer, sha256: string, bytes: Buffer): Promise<void> {
  const taken = () => eventually(() => expect(statSync(partialOf(sha256)).size).toBeGreaterThan(0));
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

/** Where the hub keeps what it has of an upload of Guangdong's. */
function partialOf(sha256: string): string {
  return join(hub.dataDir, 'files', 'uploads', 'guangdong', sha256);
}
