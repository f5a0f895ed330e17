import { createHash, createPublicKey, verify } from 'node:crypto';
import type { TestDatabase } from './database.js';

/**
 * Checks a public log from outside with nothing of the product: RFC 6962 as its text says it, recursively, over everything
 * that is served. Slow and plain on purpose.
 */

export interface AuditedLog {
  readonly size: number;
  readonly root: Buffer;
  readonly leaves: readonly Leaf[];
  /** The same as they were read. */
  readonly bodies: readonly Buffer[];
}

export interface Leaf {
  readonly id: string;
  readonly type: string;
  /** Absent in what the hub did by itself. */
  readonly actor?: string;
  /** Of an admission, which has no actor. */
  readonly auditor?: string;
  readonly code?: string;
  /** Of evidence that was handed to an auditor. */
  readonly without?: readonly string[];
  /** Of a status list. */
  readonly list?: string;
  readonly issued?: number;
  readonly token?: { readonly sha256: string };
  /** Of the roots of both trees. */
  readonly roots?: { readonly sha256: string; readonly sm3: string };
  readonly size?: number;
}

const WIDTH = 256;
type HashName = 'sha256' | 'sm3';

const digest = (name: HashName, ...parts: Uint8Array[]): Buffer => {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What is no word of the log about the directory. */
export function besideDirectory(leaves: readonly Leaf[]): Leaf[] {
  const about = /^(DirectoryOpened|PeerRegistered|PeerChanged|KeyRegistered|KeyPeriodChanged|KeyRevoked)$/;
  return leaves.filter(({ type }) => !about.test(type));
}

/** RFC 6962 §2.1. */
export function rootOf(leaves: readonly Buffer[], name: HashName = 'sha256'): Buffer {
  if (leaves.length === 0) return digest(name);
  if (leaves.length === 1) return leaves[0] ?? Buffer.alloc(0);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const halves = [leaves.slice(0, split), leaves.slice(split)].map((half) => rootOf(half, name));
  return digest(name, Buffer.from([1]), ...halves);
}

/** Reads a file of the log by its C2SP path: `checkpoint`, `tile/0/000`. */
export type ReadFile = (path: string) => Promise<Buffer>;

/**
 * Fetches checkpoint, tiles and entries, and checks each against the others.
 * @param source the prefix of the C2SP paths, or another way to read them.
 * @param vkey the log's Ed25519 key as a C2SP verifier key.
 * @throws Error naming what does not fit.
 */
export async function auditLog(source: string | ReadFile, vkey: string): Promise<AuditedLog> {
  const read = typeof source === 'string' ? overHttp(source) : source;
  return auditTree(read, vkey, 'sha256', '');
}

/** The same of the SM3 tree beside it, `sm3/…`, over the same entries, whose name is the log's with `/sm3`. */
export async function auditSm3(source: string | ReadFile, logVkey: string): Promise<AuditedLog> {
  const read = typeof source === 'string' ? overHttp(source) : source;
  const [logName = '', , ...rest] = logVkey.split('+');
  const [name, key] = [`${logName}/sm3`, rest.join('+')];
  const id = digest('sha256', Buffer.from(`${name}\n`), Buffer.from(key, 'base64'));
  return auditTree(read, `${name}+${id.toString('hex', 0, 4)}+${key}`, 'sm3', 'sm3/');
}

/** The root that a tree has over these entries. */
export function rootOver(bodies: readonly Buffer[], name: HashName): Buffer {
  return rootOf(
    bodies.map((body) => digest(name, Buffer.from([0]), body)),
    name,
  );
}

async function auditTree(read: ReadFile, vkey: string, name: HashName, under: string): Promise<AuditedLog> {
  const note = (await read(`${under}checkpoint`)).toString();
  const { size, root } = openNote(note, vkey);
  const bodies = await fetchEntries(read, size);
  let hashes = bodies.map((body) => digest(name, Buffer.from([0]), body));
  if (!rootOf(hashes, name).equals(root)) throw new Error(`the entries do not give the root of size ${size}`);
  for (let level = 0; hashes.length > 0; level++) {
    await checkTiles((path) => read(`${under}${path}`), level, hashes);
    const next: Buffer[] = [];
    for (let at = 0; at + WIDTH <= hashes.length; at += WIDTH)
      next.push(rootOf(hashes.slice(at, at + WIDTH), name));
    hashes = next;
  }
  return { size, root, bodies, leaves: bodies.map((body) => JSON.parse(body.toString()) as Leaf) };
}

/** What is stored and what is logged are the same acts: none missing, none twice, none besides, each case in its order. */
export async function auditRecord(database: TestDatabase, log: AuditedLog): Promise<void> {
  const events = await database.query<{ case_no: string; leaf_id: string; type: string; actor: string }>(
    'select case_no, leaf_id, type, actor from case_event order by case_no, seq',
  );
  const refusals = await database.query<{ leaf_id: string; code: string; peer_id: string }>(
    'select leaf_id, code, peer_id from refusal',
  );
  const erasures = await database.query<{ leaf_id: string }>('select leaf_id from case_erasure');
  const certificateLeaves = await database.query<{ leaf_id: string; what: string }>(
    `select leaf_id, type || ' ' || issuer as what from certificate_act where type <> 'UseCertificate'
     union all select use_id, 'UseCertificate ' || requester from certificate_use
     union all select o.leaf_id, 'CertificateOutcome ' || u.platform from certificate_outcome o
       join certificate_use u using (use_id)`,
  );
  const lists = await database.query<{ leaf_id: string; name: string; sha256: string }>(
    "select leaf_id, platform || ' ' || list as name, sha256 from status_list",
  );
  const admissions = await database.query<{ leaf_id: string; what: string }>(
    `select grant_id as leaf_id, 'AuditorAdmitted ' || auditor as what from auditor_grant
     union all select leaf_id, 'EvidenceRequested ' || auditor from auditor_request join auditor_grant using (grant_id)`,
  );
  const entered = await database.query<{ leaf_id: string; type: string }>(
    'select leaf_id, type from directory_act',
  );
  const grants = await database.query<{ leaf_id: string; what: string }>(
    "select leaf_id, type || ' ' || issuer as what from intake_grant_act",
  );
  checkLists(lists, log);
  const stored = new Map([
    ...entered.map((row) => [row.leaf_id, `${row.type} `] as const),
    ...grants.map((row) => [row.leaf_id, row.what] as const),
    ...admissions.map((row) => [row.leaf_id, row.what] as const),
    ...certificateLeaves.map((row) => [row.leaf_id, row.what] as const),
    ...events.map((row) => [row.leaf_id, `${row.type} ${row.actor}`] as const),
    ...refusals.map((row) => [row.leaf_id, `Refusal ${row.peer_id}`] as const),
    ...erasures.map((row) => [row.leaf_id, 'Erasure '] as const),
  ]);
  const ids = new Set(log.leaves.map(({ id }) => id));
  // Of lists the latest alone is stored, of a revocation a date beside the admission; the roots of the trees are the log's own record.
  const unstored = ['StatusListPublished', 'AuditorRevoked', 'CrossRoot'];
  const records = log.leaves.filter(({ type }) => !unstored.includes(type));
  const logged = new Map(
    records.map((leaf) => [leaf.id, `${leaf.type} ${leaf.actor ?? leaf.auditor ?? ''}`]),
  );
  if (ids.size !== log.leaves.length) throw new Error('a leaf stands twice in the log');
  for (const [id, what] of stored) {
    if (logged.get(id) !== what) throw new Error(`${what} is stored, but its leaf says ${logged.get(id)}`);
  }
  for (const [id, what] of logged) {
    if (!stored.has(id)) throw new Error(`the log speaks of ${what}, which is not stored`);
  }
  checkOrder(events, log);
  const [counts] = await database.query<{ cases: number; opened: number; messages: number; events: number }>(
    `select (select count(*)::int from cases) as cases,
            (select count(*)::int from case_event where seq = 1) as opened,
            (select count(*)::int from message) as messages,
            (select count(*)::int from case_event) as events`,
  );
  if (counts === undefined || counts.cases !== counts.opened || counts.messages !== counts.events) {
    throw new Error(`cases, messages and events do not fit: ${JSON.stringify(counts)}`);
  }
}

/** The events of a case, in the order of their numbers, stand in the log in that order. */
function checkOrder(events: readonly { case_no: string; leaf_id: string }[], log: AuditedLog): void {
  const indexes = new Map(log.leaves.map((leaf, index) => [leaf.id, index]));
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    if (before?.case_no !== event.case_no) continue;
    if ((indexes.get(before.leaf_id) ?? 0) > (indexes.get(event.leaf_id) ?? 0)) {
      throw new Error(`the log has the events of ${event.case_no} in another order`);
    }
  }
}

/** Each list that is served is the one that was published last under its name; each was signed later than the one before. */
function checkLists(
  served: readonly { leaf_id: string; name: string; sha256: string }[],
  log: AuditedLog,
): void {
  const latest = new Map<string, Leaf>();
  for (const leaf of log.leaves) {
    if (leaf.type !== 'StatusListPublished') continue;
    const name = `${leaf.actor} ${leaf.list}`;
    if ((leaf.issued ?? 0) <= (latest.get(name)?.issued ?? 0))
      throw new Error(`${name} stands twice, or went back`);
    latest.set(name, leaf);
  }
  for (const { leaf_id: leafId, name, sha256: digest } of served) {
    const leaf = latest.get(name);
    const logged = Buffer.from(leaf?.token?.sha256 ?? '', 'base64url').toString('hex');
    if (leaf?.id !== leafId || logged !== digest)
      throw new Error(`${name} is served as the log does not have it`);
  }
  if (latest.size !== served.length) throw new Error('the log speaks of a list that is not served');
}

function openNote(note: string, vkey: string): { size: number; root: Buffer } {
  const [name = '', keyHash = '', ...rest] = vkey.split('+');
  const key = Buffer.from(rest.join('+'), 'base64');
  const end = note.indexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => Buffer.from(line.slice(`— ${name} `.length), 'base64'));
  const signature = signatures.find((bytes) => bytes.subarray(0, 4).toString('hex') === keyHash);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (signature === undefined || !verify(null, Buffer.from(text), publicKey, signature.subarray(4))) {
    throw new Error('the checkpoint is not signed by the log');
  }
  const [origin, size, root] = text.split('\n');
  if (origin !== name) throw new Error(`the checkpoint is of ${origin}`);
  return { size: Number(size), root: Buffer.from(root ?? '', 'base64') };
}

async function fetchEntries(read: ReadFile, size: number): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  for (let index = 0; index * WIDTH < size; index++) {
    const bundle = await read(`tile/entries/${tilePath(index, size)}`);
    for (let at = 0; at < bundle.length; ) {
      const length = bundle.readUInt16BE(at);
      bodies.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  if (bodies.length !== size) throw new Error(`${bodies.length} entries are served, ${size} signed`);
  return bodies;
}

async function checkTiles(read: ReadFile, level: number, hashes: readonly Buffer[]): Promise<void> {
  for (let index = 0; index * WIDTH < hashes.length; index++) {
    const served = await read(`tile/${level}/${tilePath(index, hashes.length)}`);
    const expected = Buffer.concat(hashes.slice(index * WIDTH, (index + 1) * WIDTH));
    if (!served.equals(expected)) throw new Error(`tile ${level}/${index} is not what its entries give`);
  }
}

/** C2SP tlog-tiles: three digits a step, `x` before all but the last, `.p/W` for a partial tile. */
function tilePath(index: number, size: number): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  const width = Math.min(WIDTH, size - index * WIDTH);
  return width === WIDTH ? path : `${path}.p/${width}`;
}

function overHttp(prefix: string): ReadFile {
  return async (path) => {
    const response = await fetch(`${prefix}/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
}
