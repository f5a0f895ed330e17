import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../kit/eventually.js';
import { launch, processesIn, TONGBAN } from '../kit/program.js';

/** What `npm run demo` runs once it has built. */
describe('the demonstration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-demo-test-'));
    chmodSync(folder, 0o755); // under root the database runs as another user
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** With this test's folder for whatever is temporary. */
  const demo = (...flags: string[]) =>
    launch(process.execPath, [TONGBAN, ...flags, 'demo'], { TMPDIR: folder });

  function expectNothingLeft(): void {
    expect([...processesIn(folder).values()]).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  }

  it('plays every case as expected, verifies its evidence, and cleans up', async () => {
    const { ended, output } = demo('--lang', 'en');
    expect(await ended).toBe(0);
    expect(output()).toContain('9 of 9 cases ended as expected, and their evidence verified offline.');
    const ends = [...output().matchAll(/✓ TB\w{30} {2}(\w+) {2}evidence verified offline/g)];
    expect(ends.map(([, state]) => state)).toEqual([
      'RESULT_DELIVERED',
      'RESULT_DELIVERED',
      'NOT_ACCEPTED',
      'RESULT_DELIVERED',
      'RESULT_DELIVERED',
      'RESULT_DELIVERED',
      'CONCLUDED',
      'RESULT_DELIVERED',
    ]);
    expect(output()).toContain('no paper is needed at all');
    expect(output()).toMatch(/✓ refused by the hub {2}.*CERTIFICATE_NOT_VALID.*REVOKED/);
    expectNothingLeft();
  });

  it.skipIf(process.platform !== 'linux')('fails when a platform dies under it', async () => {
    const { ended, output } = demo();
    await eventually(() => expect(output()).toContain('[1/9]'));
    const henan = [...processesIn(folder)].find(([, command]) => command.includes('sandbox henan'));
    process.kill(henan?.[0] ?? 0, 'SIGKILL');
    expect(await ended).toBe(1);
    expect(output()).toContain('tongban: ');
    expectNothingLeft();
  });
});
