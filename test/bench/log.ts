import { join } from 'node:path';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { openLog } from '#hub/log';
import { systemRuntime } from '#hub/runtime';
import { Announcer, APP_ROLE, compose, type Database, migrate, openDatabase } from '#hub/store';

/** Leaves a second to a signed head that is durable: the real sequencer, the real database, and nothing of a hub around them. */

export interface SequencerFigures {
  readonly perSecond: number;
  /** From handing a batch over until the head that covers it is committed. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const BATCH = 256;
const IN_FLIGHT = 2;
const WARM_UP_MS = 2_000;
const MEASURE_MS = 6_000;

export async function measureSequencer(url: string, folder: string): Promise<SequencerFigures> {
  await migrate(url);
  const report = (error: Error) => process.stderr.write(`${error.message}\n`);
  const db = openDatabase({ url, poolSize: 8, role: APP_ROLE, onError: report });
  const runtime = systemRuntime();
  const log = await openLog({
    ...{ db, announcer: new Announcer(db, report), origin: 'bench.localhost/audit/1' },
    ...{ hubId: 'bench', newId: runtime.newId },
    signersOf: (origin) => ({
      own: [ed25519Signer(origin, ed25519FromSeed(sha256(utf8('bench'))))],
      besides: [],
    }),
    ...{ maxLeaves: 256, backlogLimit: 1_000_000 },
    highWaterFile: () => join(folder, 'high-water'),
    ...{ now: runtime.now, random: runtime.random, elapsed: () => performance.now() },
    ...{ onAlarm: () => {}, onCatchUp: () => {}, onError: report },
  });
  while (!log.isLeading()) await new Promise((resolve) => setTimeout(resolve, 20));
  const began = performance.now() + WARM_UP_MS;
  const end = began + MEASURE_MS;
  const latencies: number[] = [];
  const work = async () => {
    while (performance.now() < end) {
      const leaves = Array.from({ length: BATCH }, () => ({
        leafId: runtime.newId(),
        body: Buffer.alloc(455, 'x'),
      }));
      const started = performance.now();
      await append(db, log, leaves);
      if (started >= began) latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  await log.close();
  await db.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: (latencies.length * BATCH * 1000) / MEASURE_MS, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** As the recorder does it: the leaves, their indexes and the head in one transaction. */
async function append(
  db: Database,
  log: Awaited<ReturnType<typeof openLog>>,
  leaves: Parameters<typeof log.append>[0],
): Promise<void> {
  let appending: Awaited<ReturnType<typeof log.append>> | undefined;
  try {
    await db.transaction('bench.append', async (tx) => {
      appending = await log.append(leaves, false);
      const write = compose(appending.fragments);
      if (write !== undefined) tx.send(write);
    });
    appending?.committed();
  } catch (error) {
    appending?.failed(error);
    throw error;
  }
}
