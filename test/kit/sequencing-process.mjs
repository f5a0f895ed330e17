// One hub process's part in the log, in a process of its own that a test kills: it logs leaves without end, a few at a time, and
// tells its parent of each that it has acknowledged. What it is told stands in its first argument, as JSON.
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, parsePolicy } from '#crypto/tlog';
import { openLog } from '#hub/log';
import { Announcer, APP_ROLE, compose, openDatabase } from '#hub/store';

const { databaseUrl, origin, seed, highWaterFile, policyText, ignoresLock } = JSON.parse(process.argv[2]);
const LANES = 4;
const PAUSE_MS = 10;

const onError = () => {}; // a process that was killed leaves errors to those that live, and they are what it is about
const opened = openDatabase({ url: databaseUrl, poolSize: 6, role: APP_ROLE, onError });
/** One that ignores the lock takes itself for the leader, as a process cut off from the database may. */
const db = ignoresLock
  ? { ...opened, tryLock: async () => ({ lost: new Promise(() => {}), release: async () => {} }) }
  : opened;
const log = await openLog({
  db,
  announcer: new Announcer(db, onError),
  ...{ origin, hubId: 'test', newId: uuidv7 },
  signersOf: (name) => ({ own: [ed25519Signer(name, ed25519FromSeed(sha256(utf8(seed))))], besides: [] }),
  maxLeaves: 64,
  backlogLimit: 1_000_000,
  highWaterFile: () => highWaterFile,
  publishing: {
    policy: parsePolicy(policyText),
    ...{ publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 1_000, unwitnessedLimitMs: 0 },
  },
  now: () => Date.now(),
  elapsed: () => performance.now(),
  onAlarm: onError,
  onCatchUp: () => {},
  onError,
});
process.on('disconnect', () => process.exit());

async function logSome() {
  const leaves = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => {
    const leafId = uuidv7();
    return { leafId, body: utf8(JSON.stringify({ id: leafId, type: 'Test', actor: 'test' })) };
  });
  let appending;
  try {
    await db.transaction('test.append', async (tx) => {
      appending = await log.append(leaves, await log.hasQueue(tx));
      tx.send(compose(appending.fragments));
    });
    appending.committed();
    process.send({ acknowledged: leaves.map(({ leafId }) => leafId), isLeading: log.isLeading() });
  } catch (error) {
    appending?.failed(error);
  }
}

async function lane() {
  for (;;) {
    await logSome();
    await sleep(PAUSE_MS);
  }
}

await Promise.all(Array.from({ length: LANES }, lane));
