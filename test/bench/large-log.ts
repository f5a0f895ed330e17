import { join } from 'node:path';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  ed25519Signer,
  formatCheckpoint,
  type Hash,
  hashesAtTileLevel,
  rfc6962,
  signNote,
  TILE_WIDTH,
  TreeEdge,
  verifyInclusion,
} from '#crypto/tlog';
import { openLog, type RunningLog } from '#hub/log';
import { systemRuntime } from '#hub/runtime';
import { Announcer, APP_ROLE, compose, type Database, logStore, migrate, openDatabase } from '#hub/store';

/** How long a proof takes out of a log of many entries, beside the bare reading of the tiles that it is made of. */

export interface ProofFigures {
  readonly entries: number;
  readonly fillSeconds: number;
  /** Look-up of a leaf by its id, tiles, path: what a platform is answered that asks for a receipt. */
  readonly proof: Latency;
  /** The leaf and its two full tiles, each by its primary key, at the same time. */
  readonly bare: Latency;
}

interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const ORIGIN = 'bench.localhost/audit/large';
const SIGNER = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('bench'))));
const PROOFS = 2_000;
const WARM_UP = 200;
const ENTRIES_AT_ONCE = 65_536;

const report = (error: Error) => process.stderr.write(`${error.message}\n`);

export async function measureProofs(url: string, folder: string, entries: number): Promise<ProofFigures> {
  await migrate(url);
  const owner = openDatabase({ url, poolSize: 2, onError: report });
  const db = openDatabase({ url, poolSize: 8, role: APP_ROLE, onError: report });
  await (await lead(db, folder)).close(); // founds it
  const started = performance.now();
  await fill(owner, entries);
  const fillSeconds = (performance.now() - started) / 1000;
  await owner.close();
  const log = await lead(db, folder);
  const proof = await timed(entries, (index) => prove(log, index));
  const bare = await timed(entries, (index) => readBare(db, index));
  await log.close();
  await db.close();
  return { entries, fillSeconds, proof, bare };
}

async function lead(db: Database, folder: string): Promise<RunningLog> {
  const runtime = systemRuntime();
  const log = await openLog({
    ...{ db, announcer: new Announcer(db, report), origin: SIGNER.verifier.name, hubId: 'bench' },
    ...{ signersOf: () => ({ own: [SIGNER], besides: [] }), newId: runtime.newId },
    ...{ maxLeaves: 256, backlogLimit: 1_000_000 },
    highWaterFile: () => join(folder, 'high-water-large'),
    ...{ now: runtime.now, random: runtime.random, elapsed: () => performance.now() },
    ...{ onAlarm: () => {}, onCatchUp: () => {}, onError: report },
  });
  while (!log.isLeading()) await new Promise((resolve) => setTimeout(resolve, 20));
  return log;
}

/** Entries that the database makes up itself, under real tiles: the hashes of what it has made up. */
async function fill(owner: Database, entries: number): Promise<void> {
  const tree = new Tiles();
  for (let first = 0; first < entries; first += ENTRIES_AT_ONCE) {
    const end = Math.min(entries, first + ENTRIES_AT_ONCE);
    const inserted = owner.query({
      text: `insert into log_entry (idx, leaf_id, body)
             select i, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, convert_to('{"n":' || i || '}', 'UTF8')
               from generate_series($1::int8, $2::int8 - 1) as i`,
      values: [first, end],
    });
    const tiles = tree.append(first, end);
    await inserted;
    const write = tiles.length === 0 ? undefined : compose([logStore.insertTiles(0, 'sha256', tiles)]);
    if (write !== undefined) await owner.query(write);
  }
  const root = tree.root();
  const note = signNote(formatCheckpoint({ origin: ORIGIN, size: entries, root }), [SIGNER]);
  await owner.query({
    text: 'update log_state set size = $1, root = $2, note = $3, epoch = epoch + 1',
    values: [entries, root, note],
  });
  await owner.query({ text: 'analyze log_entry, log_tile' });
}

const bodyOf = (index: number) => utf8(`{"n":${index}}`);
const idOf = (index: number) => `01900000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;

class Tiles {
  #size = 0;
  /** The hashes of the unfinished tile of each level. */
  readonly #unfinished: Hash[][] = [[]];

  append(first: number, end: number): logStore.TileRow[] {
    const full: logStore.TileRow[] = [];
    for (let at = first; at < end; at += TILE_WIDTH) {
      const bodies = Array.from({ length: Math.min(TILE_WIDTH, end - at) }, (_, i) => bodyOf(at + i));
      const hashes = rfc6962.leaves(bodies);
      this.#size += bodies.length;
      if (bodies.length === TILE_WIDTH) full.push(...this.#finish(0, hashes));
      else this.#unfinished[0] = split(hashes);
    }
    return full;
  }

  root(): Hash {
    return TreeEdge.restore(this.#size, this.#unfinished).view().root();
  }

  #finish(level: number, hashes: Uint8Array): logStore.TileRow[] {
    const summit = Uint8Array.from(rfc6962.summit(hashes));
    const tileIndex = hashesAtTileLevel(this.#size, level + 1) - 1;
    this.#unfinished[level] = [];
    const above = this.#unfinished[level + 1] ?? [];
    this.#unfinished[level + 1] = above;
    above.push(summit);
    const higher = above.length === TILE_WIDTH ? this.#finish(level + 1, Buffer.concat(above)) : [];
    return [{ level, tileIndex, hashes, summit }, ...higher];
  }
}

function split(hashes: Uint8Array): Hash[] {
  const bytes = rfc6962.empty.length;
  return Array.from({ length: hashes.length / bytes }, (_, i) => hashes.subarray(i * bytes, (i + 1) * bytes));
}

async function prove(log: RunningLog, index: number): Promise<void> {
  const included = (await log.find([idOf(index)])).get(idOf(index));
  const [, size = '', root = ''] = included?.checkpoint.split('\n') ?? [];
  const leafHash = rfc6962.leaf(bodyOf(index));
  const claim = { index, size: Number(size), root: Buffer.from(root, 'base64'), leafHash };
  if (included === undefined || !verifyInclusion({ ...claim, path: included.path })) {
    throw new Error(`no proof of entry ${index}`);
  }
}

async function readBare(db: Database, index: number): Promise<void> {
  const tile = (level: number) =>
    db.query({
      name: 'bench_tile',
      text: `select hashes from log_tile where tree = 'sha256' and level = $1 and tile_index = $2`,
      values: [level, Math.floor(index / TILE_WIDTH ** (level + 1))],
    });
  const leaf = { name: 'bench_leaf', text: 'select idx, body from log_entry where leaf_id = $1' };
  await Promise.all([db.query({ ...leaf, values: [idOf(index)] }), tile(0), tile(1)]);
}

/** One after the other, in random places. */
async function timed(entries: number, work: (index: number) => Promise<void>): Promise<Latency> {
  const latencies: number[] = [];
  for (let i = 0; i < WARM_UP + PROOFS; i++) {
    const index = Math.floor(Math.random() * entries);
    const started = performance.now();
    await work(index);
    if (i >= WARM_UP) latencies.push(performance.now() - started);
  }
  return latencyOf(latencies);
}

function latencyOf(latencies: number[]): Latency {
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: latencies.at(-1) ?? Number.NaN };
}
