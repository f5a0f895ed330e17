import { join } from 'node:path';
import { expect } from 'vitest';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';
import { run, TONGBAN } from './program.js';

/** As its operator does: the log of the hub is ended, and the next one goes on from it. @returns the origins of both. */
export async function turnLogOf(hub: TestHub): Promise<readonly [ended: string, next: string]> {
  const { identity } = hub.running.services;
  const ended = identity.logOrigin;
  const next = `${ended}-2`;
  const { material } = await hub.peer('guangdong');
  const environment = {
    DATABASE_URL: hub.database.url,
    TONGBAN_DATA_DIR: join(material.folder, '..', '..', '..'),
  };
  const { code, stderr } = await run(TONGBAN, ['log', 'turn', '--origin', next], { environment });
  expect([code, stderr]).toEqual([0, '']);
  await eventually(async () => {
    expect(identity.logOrigin).toBe(next);
    expect(await hub.running.services.log.turnOf(ended)).toBeDefined();
  });
  return [ended, next];
}
