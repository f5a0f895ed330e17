import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '#config';
import { serve } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { captureLog } from '../kit/captured-log.js';
import { freshDatabase } from '../kit/database.js';

it('a hub whose log nobody else dates says so once as it starts', async () => {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-undated-'));
  const log = captureLog();
  const ports = ['grpc', 'rest', 'open'].map((name) => `listen.${name}.port=0`);
  const environment = { TONGBAN_DATA_DIR: dataDir, DATABASE_URL: database.url };
  const config = loadConfig({ environment, overrides: ports });
  const serving = await serve({ config, logger: log.logger, runtime: systemRuntime(), withSample: false });
  try {
    expect(log.text().match(/timestamping\.authorities is empty/g)).toHaveLength(1);
  } finally {
    await serving.stop();
    log.remove();
    await database.drop();
    rmSync(dataDir, { recursive: true });
  }
});
