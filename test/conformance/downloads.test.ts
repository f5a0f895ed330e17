import { readdirSync, readlinkSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { BlobService } from '#proto/services';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { expectNoInternals, OPERATION_DOORS } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { announce, digestOf, finishUpload, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { UnreadCall } from '../kit/raw-grpc.js';
import { openTlsSocket, requestFor } from '../kit/raw-http.js';

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
    expect(digestOf(await door.ask(henan, 'Download', { sha256 }))).toBe(sha256);
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
    expect(JSON.stringify(log.lines('defect').at(-1))).toContain(cause);
  });

  it('may have 20 MB', async () => {
    const file = newFile(20_000_000);
    await announce(guangdong, file.blob);
    await finishUpload(door, guangdong, file);
    expect(digestOf(await door.ask(guangdong, 'Download', { sha256: file.sha256 }))).toBe(file.sha256);
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

describe.skipIf(process.platform !== 'linux')('files', () => {
  it('are not left open, whoever goes away', async () => {
    const { bytes, blob, sha256 } = newFile(5_000_000);
    await guangdong.grpc.upload(blob, bytes);
    const defects = log.lines('defect');
    const reading = await openTlsSocket(guangdong.ports.rest, guangdong.tls);
    reading.pause();
    reading.write(requestFor(`/v1/blobs/${sha256}`));
    const call = new UnreadCall(guangdong.ports.grpc, BlobService.download.path, guangdong.tls);
    call.end(tongban.v1.DownloadRequest.encode({ sha256 }).finish());
    await eventually(() => expect(openFiles()).toHaveLength(2));
    reading.destroy();
    call.destroy();
    await eventually(() => expect(openFiles()).toEqual([]));
    expect(log.lines('defect')).toEqual(defects);
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

function placeOf(sha256: string): string {
  return join(hub.dataDir, 'files', 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}
