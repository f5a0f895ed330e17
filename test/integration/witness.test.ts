import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ed25519FromSeed, hex, sha256, utf8 } from '#crypto/primitives';
import { cosignatureVerifier, ed25519Signer, openCheckpoint, parseNote, verifyNote } from '#crypto/tlog';
import { type RunningChild, startChild } from '#hub/cli';
import { GrowingLog } from '../kit/growing-log.js';

const Ready = z.object({ url: z.string(), vkey: z.string() });

describe('tongban witness', () => {
  const log = new GrowingLog('hub.example/audit/1');
  const fork = new GrowingLog('hub.example/audit/1', 'other ');
  const folder = mkdtempSync(join(tmpdir(), 'tongban-witness-'));
  let witness: RunningChild<z.output<typeof Ready>>;

  const start = () =>
    startChild(
      [
        'witness',
        join(folder, 'w'),
        '--name',
        'w1.example',
        '--policy',
        join(folder, 'policy'),
        '--port',
        '0',
      ],
      Ready,
      {},
    );
  const post = (body: string) => fetch(`${witness.announced.url}/add-checkpoint`, { method: 'POST', body });
  const monitor = () =>
    fetch(`${witness.announced.url}/${hex(sha256(utf8(log.origin)))}/checkpoint`).then((said) => said.text());

  beforeAll(async () => {
    writeFileSync(join(folder, 'policy'), log.policy);
    witness = await start();
  });
  afterAll(async () => {
    await witness.stop();
    rmSync(folder, { recursive: true });
  });

  it('cosigns what continues what it has seen, and shows it to monitors', async () => {
    expect(await (await post(log.request(0, 3))).text()).toMatch(/^— w1\.example \S+\n$/);
    const said = await post(log.request(3, 10));
    expect([said.status, said.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const cosigned = log.checkpoint(10) + (await said.text());
    const verifier = cosignatureVerifier(witness.announced.vkey) ?? expect.fail('a witness key');
    expect(verifyNote(parseNote(cosigned) ?? expect.fail('a note'), [verifier])).toEqual([verifier]);
    expect(openCheckpoint(await monitor(), log.signer.verifier, [verifier])).toMatchObject({ size: 10 });
  });

  it('says which size it has seen to whoever does not know', async () => {
    const said = await post(log.request(0, 12));
    expect([said.status, said.headers.get('content-type'), await said.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '10\n',
    ]);
  });

  const stranger = new GrowingLog('other.example/audit/1');
  const wrongKey = ed25519Signer(log.origin, ed25519FromSeed(sha256(utf8('wrong'))));
  it.each([
    [400, 'what is no request', () => 'old three\n'],
    [400, 'a request that contradicts itself', () => log.request(12, 10)],
    [403, 'a checkpoint that the log has not signed', () => `old 10\n\n${log.checkpoint(12, wrongKey)}`],
    [403, 'a checkpoint with a signature of the log that is wrong', () => forged()],
    [404, 'a log it does not know', () => stranger.request(0, 4)],
    [409, 'a second tree of the size it has seen', () => fork.request(10, 10)],
    [422, 'a tree that did not only grow', () => fork.request(10, 14)],
    [413, 'a body larger than any request', () => `${log.request(10, 12)}${'x'.repeat(2_000_000)}`],
  ])('answers %i to %s, and stays where it was', async (status, _, body) => {
    const before = await monitor();
    expect((await post(body())).status).toBe(status);
    expect(await monitor()).toBe(before);
  });

  /** Signed for another size. */
  function forged(): string {
    const [right, other] = [log.checkpoint(12), log.checkpoint(11)];
    return `old 10\n\n${right.slice(0, right.indexOf('\n\n') + 2)}${other.slice(other.indexOf('\n\n') + 2)}`;
  }

  it('keeps both sides of a fork for whoever must prove it', () => {
    const kept = readdirSync(join(folder, 'w', 'forks'));
    expect(kept).toHaveLength(4);
  });

  it('remembers after it was killed, under the same key', async () => {
    const { vkey } = witness.announced;
    process.kill(witness.pid, 'SIGKILL');
    await witness.ended;
    witness = await start();
    expect(witness.announced.vkey).toBe(vkey);
    expect(await (await post(fork.request(0, 20))).text()).toBe('10\n');
    expect((await post(log.request(10, 20))).status).toBe(200);
  });
});
