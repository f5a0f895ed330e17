import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Files } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { FileBlobFolder } from '#hub/store';
import { rest } from '../kit/doors.js';
import { announce, finishUpload, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';

const OPEN = 3;
const LIFE_MS = 60_000;

let hub: TestHub;
let folder: string;

beforeAll(async () => {
  hub = await startTestHub({ settings: [`limits.openUploads=${OPEN}`] });
  folder = mkdtempSync(join(tmpdir(), 'tongban-uploads-'));
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

describe('unfinished uploads', () => {
  it('are at most so many of one platform, and make room for others when they are finished', async () => {
    const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    const files = Array.from({ length: OPEN }, () => newFile(100));
    for (const { blob } of files) await announce(guangdong, blob);
    const more = newFile(100);
    const refused = await rest.ask(guangdong, 'OpenUpload', { blob: more.blob });
    expect(refused).toMatchObject({ code: 'RATE_LIMITED' });
    await announce(henan, more.blob);
    const [first = more] = files;
    await announce(guangdong, first.blob); // one that is open may be asked for again
    await finishUpload(rest, guangdong, first);
    await announce(guangdong, more.blob);
  });

  it('are forgotten when nobody has asked for them for long, with their bytes and those that a crash left', async () => {
    let now = Date.now();
    const files = new Files(
      {
        ...{
          db: hub.faults,
          folder: new FileBlobFolder(folder),
          onForgotten: () => {},
          onError: (error) => expect.fail(error.message),
        },
        runtime: { ...systemRuntime(), now: () => now },
      },
      { blobBytes: 1_000, openUploads: 10, uploadLifeMs: LIFE_MS, unnamedFileLifeMs: LIFE_MS },
    );
    const [old, young] = [newFile(1_000), newFile(1_000)];
    const send = (file: typeof old, from: number, to: number) =>
      files.append(
        'hunan',
        file.sha256,
        from,
        (async function* () {
          yield file.bytes.subarray(from, to);
        })(),
      );
    for (const file of [old, young]) {
      await files.open('hunan', file.blob);
      await send(file, 0, 400);
    }
    now += 2 * LIFE_MS; // the clock of the disk goes on too
    expect(await files.open('hunan', young.blob)).toEqual({ offset: 400, complete: false });
    utimesSync(join(folder, 'uploads', 'hunan', young.sha256), now / 1000, now / 1000); // as the next bytes would
    await files.sweep();
    expect(readdirSync(join(folder, 'uploads', 'hunan'))).toEqual([young.sha256]);
    await expect(send(old, 400, 1_000)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await send(young, 400, 1_000)).toEqual({ offset: 1_000, complete: true });
    expect(await files.open('hunan', old.blob)).toEqual({ offset: 0, complete: false });
    await files.close();
  });
});
