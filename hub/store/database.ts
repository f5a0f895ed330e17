import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UnavailableError } from '#proto/errors';
import { resultTypes } from './result-types.js';

/** Values a statement may take. Arrays of the hot path are encoded by binary-array.ts. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly string[];

export interface Statement {
  readonly text: string;
  readonly values?: readonly SqlValue[];
  /** Prepared once per connection under this name. */
  readonly name?: string;
}

/** Reads and writes of one transaction. */
export interface Tx {
  query<R>(statement: Statement): Promise<R[]>;
  /**
   * Sends a write whose result is not needed, without waiting: it travels together with the COMMIT. If it fails, the
   * transaction fails.
   */
  send(statement: Statement): void;
}

/**
 * The database did not say whether it committed: the connection broke at the wrong moment. Whoever gets this must forget
 * what it holds in memory and look at what is stored, which is what it does at every start.
 */
export class UnknownOutcomeError extends UnavailableError {
  constructor(cause: unknown) {
    super('UNAVAILABLE', 'nobody can say yet whether this was recorded; send it again unchanged', {
      retryAfterMs: 1_000,
      cause,
    });
  }
}

/** The only way to PostgreSQL. */
export interface Database {
  /**
   * Runs the work in one transaction and commits. `point` names the commit point, for faults and metrics.
   * @throws UnknownOutcomeError when it may or may not have been committed; any other error means that it was not, an
   * UnavailableError that the database could not be reached.
   */
  transaction<T>(point: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own. @throws UnavailableError when the database could not be reached. */
  query<R>(statement: Statement): Promise<R[]>;
  /** Calls back for each notification, and once after every (re)connection, when some may have been missed. */
  listen(channels: readonly string[], heard: (channel: string, payload: string) => void): Promise<Listener>;
  /**
   * A session of its own that holds an advisory lock for as long as it lives.
   * @returns undefined when somebody else holds it.
   */
  tryLock(key: number): Promise<SessionLock | undefined>;
  close(): Promise<void>;
}

export interface Listener {
  close(): Promise<void>;
}

export interface SessionLock {
  /** Settles when the session ends, however it ends. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** The role to work as; its grants are the limits of what the hub can do. */
  readonly role?: string;
  /** Told of connections that break while idle. */
  readonly onError: (error: Error) => void;
}

/**
 * Plans of prepared statements are made once, often while the tables are still empty. Every statement of the hub is a
 * look-up by index, and must stay one whatever the statistics said on the first day.
 */
const SESSION =
  '-c synchronous_commit=on -c TimeZone=UTC -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** What a process holds locked must not outlive it: not when its machine vanished, not when it hangs in a transaction. */
const ABANDONED =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 ' +
  '-c idle_in_transaction_session_timeout=30s';

export function openDatabase(options: DatabaseOptions): Database {
  const settings = {
    connectionString: options.url,
    types: resultTypes,
    application_name: 'tongban',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    options: [SESSION, ABANDONED, ...(options.role === undefined ? [] : [`-c role=${options.role}`])].join(
      ' ',
    ),
  };
  // Pipelined: the statements of a transaction are on the wire before the first one is answered.
  const pool = new pg.Pool({ ...settings, max: options.poolSize, pipeline: true } as pg.PoolConfig); // newer than its types
  pool.on('error', options.onError);
  // The query in flight tells of a connection that breaks; an error event that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    transaction: (_point, work) => transaction(pool, work),
    query: async <R>(statement: Statement) => {
      const result = await pool.query(toQuery(statement)).catch(toUnavailable);
      return result.rows as R[];
    },
    listen: (channels, heard) => listen(settings, channels, heard, options.onError),
    tryLock: (key) => tryLock(settings, key),
    close: () => pool.end(),
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(toUnavailable);
  const sent: Promise<unknown>[] = [quietly(client.query('begin'))];
  let isCommitting = false;
  try {
    const result = await work({
      query: async <R>(statement: Statement) => (await client.query(toQuery(statement))).rows as R[],
      send: (statement) => void sent.push(quietly(client.query(toQuery(statement)))),
    });
    isCommitting = true;
    const commit = quietly(client.query('commit'));
    await Promise.all(sent);
    const outcome = await commit;
    if (outcome.command !== 'COMMIT') throw new Error('the transaction was rolled back');
    client.release();
    return result;
  } catch (error) {
    if (isDefinite(error)) {
      await client.query('rollback').then(
        () => client.release(),
        (failure: Error) => client.release(failure),
      );
      throw error;
    }
    client.release(true);
    throw isCommitting ? new UnknownOutcomeError(error) : unavailable(error);
  }
}

/** The promise is awaited later; until then its failure must not count as unhandled. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** PostgreSQL itself reported a failed statement over a living connection: nothing was committed. */
function isDefinite(error: unknown): boolean {
  return !isConnectionFailure(error);
}

function isConnectionFailure(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.severity !== 'ERROR';
  return (
    error instanceof Error && ('syscall' in error || /connection|not queryable|timeout/i.test(error.message))
  );
}

/** For `catch`: whoever asked may ask again. */
function toUnavailable(error: unknown): never {
  throw isConnectionFailure(error) ? unavailable(error) : error;
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('UNAVAILABLE', 'the database cannot be reached', {
    retryAfterMs: 1_000,
    cause,
  });
}

/** SQLSTATEs after which the same transaction, tried again, sees what the other did and comes to an answer. */
const CLASHES = new Set(['23503', '23505', '40001', '40P01', '55P03']);

/** Whether another transaction was faster, so that trying again makes sense. */
export function isClash(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CLASHES.has(error.code ?? '');
}

const STORED_ONCE = new Set(['message', 'cases']);

/** Whether a message of the transaction is stored already. Nothing of the transaction is. */
export function isRepetition(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && STORED_ONCE.has(error.table ?? '');
}

function toQuery(statement: Statement): pg.QueryConfig {
  return statement as pg.QueryConfig; // pg declares the values mutable; it does not change them
}

const RECONNECT_MS = 500;

async function listen(
  settings: pg.ClientConfig,
  channels: readonly string[],
  heard: (channel: string, payload: string) => void,
  onError: (error: Error) => void,
): Promise<Listener> {
  let client: pg.Client | undefined;
  let isClosed = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client(settings);
    next.on('error', onError);
    next.on('notification', (message) => heard(message.channel, message.payload ?? ''));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`listen ${channel}`);
    } catch (error) {
      await next.end();
      throw error;
    }
    // Only now: an attempt that fails is followed by its own caller, and each would double the attempts.
    next.once('end', () => {
      if (!isClosed) void reconnect();
    });
    client = next;
    for (const channel of channels) heard(channel, '');
  };
  const reconnect = async (): Promise<void> => {
    while (!isClosed) {
      await sleep(RECONNECT_MS, undefined, { ref: false });
      if (isClosed) return;
      try {
        return await connect();
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
    }
  };
  await connect();
  return {
    close: async () => {
      isClosed = true;
      await client?.end();
    },
  };
}

/**
 * Whoever holds a lock says so every second. Silent for three, it hangs or its machine has vanished: the server ends its session,
 * whatever TCP thinks of it, and so gives the lock to another (proved by test/fault/failover.test.ts).
 */
const BEAT_MS = 1_000;
const SILENCE_MS = 3_000;

async function tryLock(settings: pg.ClientConfig, key: number): Promise<SessionLock | undefined> {
  const client = new pg.Client({
    ...settings,
    options: `${settings.options ?? ''} -c idle_session_timeout=${SILENCE_MS}`,
    query_timeout: SILENCE_MS,
  });
  let lose = (): void => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  client.once('end', lose);
  client.on('error', lose); // a connection that breaks may say so more than once
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [key]);
    if (rows[0]?.held === true) {
      const beat = setInterval(() => client.query('select 1').catch(lose), BEAT_MS).unref();
      void lost.then(() => clearInterval(beat));
      return { lost, release: () => client.end() };
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return undefined;
}
