import pg from 'pg';

/** What a statement may be given. */
export type SqlValue = string | number | null | Buffer;

/** A row: every column as PostgreSQL writes it, or null. Nothing is turned into a Date of this process's time zone. */
export type TextRow = Readonly<Record<string, string | null>>;

export interface Session {
  /** @param values of $1, $2 …: no statement is put together from what somebody else wrote. */
  query(text: string, values?: readonly SqlValue[]): Promise<TextRow[]>;
}

/**
 * Writing in an order that survives a power failure is what a delivered act is acknowledged for. Nothing of ours may stand in
 * the platform's way for long: locks are waited for briefly, and what a hanging connector holds is given back.
 */
const SESSION = [
  'synchronous_commit=on',
  'TimeZone=Asia/Shanghai',
  'lock_timeout=5s',
  'statement_timeout=60s',
  'idle_in_transaction_session_timeout=30s',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
];

const CONNECT_MS = 10_000;
/** Longer than statement_timeout: PostgreSQL speaks first, unless the line is dead. */
const ANSWER_MS = 75_000;
const PROBE_MS = 3_000;
const CONNECTIONS = 6;

/** The way to the front database. A connection that breaks is given up; the next call makes another. */
export class FrontDatabase implements Session {
  readonly #pool: pg.Pool;
  /** For `isThere` alone, so that the answer does not wait behind files. */
  readonly #probe: pg.Pool;
  #closed: Promise<unknown> | undefined;

  /** @param onError told of connections that break while idle. */
  constructor(url: string, onError: (error: Error) => void) {
    this.#pool = openPool(url, { max: CONNECTIONS, connectMs: CONNECT_MS, answerMs: ANSWER_MS }, onError);
    this.#probe = openPool(url, { max: 1, connectMs: PROBE_MS, answerMs: PROBE_MS }, onError);
  }

  async query(text: string, values: readonly SqlValue[] = []): Promise<TextRow[]> {
    return (await this.#pool.query<TextRow>(text, [...values])).rows;
  }

  /** Commits what the work did, or nothing of it. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let failure: Error | boolean = true; // unless it ends in order, the connection is not used again
    try {
      await client.query('begin');
      const result = await work({
        query: async (text, values = []) => (await client.query<TextRow>(text, [...values])).rows,
      });
      await client.query('commit');
      failure = false;
      return result;
    } finally {
      client.release(failure);
    }
  }

  /** Whether it is there and takes writes: a standby that was not promoted would refuse each act, and each would count. */
  async isThere(): Promise<boolean> {
    try {
      const { rows } = await this.#probe.query<TextRow>('show transaction_read_only');
      return rows[0]?.transaction_read_only === 'off';
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#closed ??= Promise.all([this.#pool.end(), this.#probe.end()]);
    await this.#closed;
  }
}

interface PoolLimits {
  readonly max: number;
  readonly connectMs: number;
  readonly answerMs: number;
}

function openPool(url: string, limits: PoolLimits, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...addressOf(url),
    max: limits.max,
    connectionTimeoutMillis: limits.connectMs,
    query_timeout: limits.answerMs,
    keepAlive: true,
    application_name: 'tongban-connector',
    types: { getTypeParser: () => (text: string | Buffer) => text },
  });
  pool.on('error', onError);
  // The query in flight tells of a connection that breaks; an error event that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Options that the address sets itself stay, and come first: ours win. */
function addressOf(url: string): { connectionString: string } {
  const address = new URL(url);
  const own = address.searchParams.get('options');
  const all = [...(own === null ? [] : [own]), ...SESSION.map((setting) => `-c ${setting}`)];
  address.searchParams.set('options', all.join(' '));
  return { connectionString: address.href };
}
