import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named } from '../kit/foreign.js';
import { buildGo, noGo } from '../kit/go.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, runCommand } from '../kit/program.js';
import { tapWire, type WireTap } from '../kit/wire-tap.js';

describe.skipIf(noGo)(named('the log, to Go’s own checksum database code', noGo), () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let folder: string;
  let checker: string;
  let older: string;
  /** Entries that are about no case: what the directory says of platforms and keys. */
  let beside: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-go-'));
    checker = await buildGo('logcheck', folder);
    hub = await startTestHub();
    guangdong = await hub.peer('guangdong');
    await submit(270);
    older = join(folder, 'older');
    const note = await (await fetch(`${hub.logUrl}/checkpoint`)).text();
    beside = Number(note.split('\n')[1]) - 270;
    writeFileSync(older, note);
    await submit(300);
  }, 240_000);
  afterAll(async () => {
    await hub?.close();
    rmSync(folder, { recursive: true });
  });

  async function submit(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => guangdong.act('SubmitCase', submission())));
  }

  function logcheck(url = hub.logUrl, vkey = hub.running.services.identity.logVkey): Promise<Finished> {
    return runCommand(checker, [url, vkey, older]);
  }

  it('is a tree in which every record stands, and which grew out of what it was', async () => {
    const { code, stdout, stderr } = await logcheck();
    expect(stderr).toBe('');
    expect(stdout).toBe(`${beside + 570} records included\nconsistent with ${beside + 270}\n`);
    expect(code).toBe(0);
  });

  it('is of nobody else', async () => {
    const stranger = hub.running.services.identity.logVkey.replace(/^[^+]+/, 'elsewhere.example/audit/1');
    expect((await logcheck(hub.logUrl, stranger)).code).toBe(1);
  });

  describe('that somebody has tampered with', () => {
    let tap: WireTap;
    beforeAll(async () => {
      tap = await tapWire(hub.openUrl);
    });
    afterAll(() => tap.close());

    it.each(['/log/tile/entries/000', '/log/tile/0/001', '/log/tile/1/000.p/2'])(
      'does not pass: %s',
      async (path) => {
        let isTampered = false;
        tap.meddle(async (request, pass) => {
          const answer = await pass();
          if (request.path !== path) return answer;
          isTampered = true;
          const body = Buffer.from(answer.body);
          body.writeUInt8(body.readUInt8(100 % body.length) ^ 1, 100 % body.length);
          return { ...answer, body };
        });
        const { code, stdout } = await logcheck(`${tap.url}/log`);
        expect(isTampered).toBe(true);
        expect(stdout).not.toContain('included');
        expect(code).toBe(1);
      },
    );
  });
});
