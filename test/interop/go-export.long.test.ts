import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { exportLog } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { named } from '../kit/foreign.js';
import { buildGo, noGo } from '../kit/go.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { runCommand } from '../kit/program.js';

const key = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

/** Around where tiles of the first two levels fill up, and well beyond. */
const SIZES = [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 200_000];
const BATCH = 4096;

describe.skipIf(noGo)(named('exports of a log, to Go’s own checksum database code', noGo), () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-go-export-'));
  const files = join(folder, 'log');
  let checker: string;
  let database: TestDatabase;
  let log: TestLog;

  beforeAll(async () => {
    checker = await buildGo('logcheck', folder);
    database = await freshDatabase();
    log = await openTestLog(database);
    await eventually(() => expect(log.running.isLeading()).toBe(true));
  }, 120_000);
  afterAll(async () => {
    await log?.close();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  /** Checkpoints of all sizes before, as they were published. */
  const older: string[] = [];

  it.each(SIZES)(
    'are whole with %i entries, and continue all that was exported before',
    async (size) => {
      let { size: now } = await log.running.reader.state();
      for (; now < size; now += BATCH) await log.append(newLeaves(Math.min(BATCH, size - now)));
      const silent = { onStart: () => {}, onEntries: () => {} };
      await exportLog({ reader: log.running.reader, keys: [key.verifier], folder: files, ...silent });

      const checked = await runCommand(checker, [files, key.vkey, ...older]);
      const known = SIZES.filter((each) => each < size).map((each) => `consistent with ${each}\n`);
      expect(checked).toEqual({
        code: 0,
        stdout: `${size} records included\n${known.join('')}`,
        stderr: '',
      });

      const checkpoint = join(folder, `checkpoint-${size}`);
      writeFileSync(checkpoint, (await log.running.reader.published()).note);
      older.push(checkpoint);
    },
    120_000,
  );
});
