import { int4Array, textArray, timestamptzArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { EventKey } from './events.js';
import type { Fragment } from './fragment.js';

/** An event that waits for a recipient. */
export interface InboxRow extends EventKey {
  readonly recipient: string;
  /** Unix milliseconds. */
  readonly availableAt: number;
}

/** A claimed row. Whoever holds the token may acknowledge or release; a late holder changes nothing. */
export interface LeasedRow extends EventKey {
  readonly leaseToken: string;
  readonly attempts: number;
  readonly leaseUntil: number;
}

export function insertInbox(rows: readonly InboxRow[]): Fragment {
  return {
    name: 'insert_inbox',
    sql: `insert into inbox (recipient, case_no, seq, available_at)
           select * from unnest($1::text[], $2::text[], $3::int4[], $4::timestamptz[])`,
    values: [
      textArray(rows.map((row) => row.recipient)),
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      timestamptzArray(rows.map((row) => row.availableAt)),
    ],
  };
}

/**
 * Claims up to `limit` rows whose turn has come: available, not dead, and the first of their case that is still waiting, so
 * that order is kept per case and a dead letter holds back only its own case. Attempts are counted here, so that a row that
 * kills its consumer still runs out of them; one that has run out becomes a dead letter instead of being claimed.
 */
export async function claimInbox(
  tx: Tx,
  claim: {
    readonly recipient: string;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
    readonly leaseToken: string;
    readonly maxAttempts: number;
  },
): Promise<{ readonly leased: LeasedRow[]; readonly dead: DeadLetter[] }> {
  const leaseUntil = claim.now + claim.leaseMs;
  const rows = await tx.query<
    EventKey & { attempts: number; deadAt: number | null; lastError: string | null }
  >({
    name: 'claim_inbox',
    text: `with turn as (
             select i.case_no, i.seq, i.attempts >= $6 as is_exhausted from inbox i
             where i.recipient = $1 and i.dead_at is null and i.available_at <= to_timestamp($2::float8 / 1000)
               and not exists (
                 select 1 from inbox earlier
                 where earlier.recipient = i.recipient and earlier.case_no = i.case_no and earlier.seq < i.seq)
             order by i.available_at
             limit $3
             for update skip locked)
           update inbox i
           set lease_token = case when is_exhausted then null else $4::uuid end,
             attempts = case when is_exhausted then i.attempts else i.attempts + 1 end,
             available_at = case when is_exhausted then i.available_at else to_timestamp($5::float8 / 1000) end,
             dead_at = case when is_exhausted then to_timestamp($2::float8 / 1000) end,
             last_error = case when is_exhausted then coalesce(i.last_error, 'the lease ran out') else i.last_error end
           from turn where i.recipient = $1 and i.case_no = turn.case_no and i.seq = turn.seq
           returning i.case_no as "caseNo", i.seq, i.attempts, i.dead_at as "deadAt", i.last_error as "lastError"`,
    values: [claim.recipient, claim.now, claim.limit, claim.leaseToken, leaseUntil, claim.maxAttempts],
  });
  const { recipient, leaseToken } = claim;
  return {
    leased: rows.filter((row) => row.deadAt === null).map((row) => ({ ...row, leaseToken, leaseUntil })),
    dead: rows.flatMap(({ deadAt, ...row }) => (deadAt === null ? [] : [{ ...row, recipient, deadAt }])),
  };
}

/** A dispatch whose lease is held, and the message that was dispatched. */
export interface HeldLease extends EventKey {
  readonly recipient: string;
  readonly messageId: string;
}

/** Dispatches that are acknowledged by whoever holds their lease. @returns those whose lease is held. */
export async function lockLeases(
  tx: Tx,
  leases: readonly (EventKey & { readonly recipient: string; readonly leaseToken: string })[],
): Promise<HeldLease[]> {
  if (leases.length === 0) return [];
  return tx.query<HeldLease>({
    name: 'lock_leases',
    text: `select i.recipient, i.case_no as "caseNo", i.seq, e.message_id as "messageId"
           from unnest($1::text[], $2::text[], $3::int4[], $4::text[]) as k(recipient, case_no, seq, token)
           join inbox i on i.recipient = k.recipient and i.case_no = k.case_no and i.seq = k.seq
             and i.lease_token::text = k.token
           join case_event e on e.case_no = i.case_no and e.seq = i.seq
           order by i.recipient, i.case_no, i.seq
           for update of i`,
    values: [
      textArray(leases.map((lease) => lease.recipient)),
      textArray(leases.map((lease) => lease.caseNo)),
      int4Array(leases.map((lease) => lease.seq)),
      textArray(leases.map((lease) => lease.leaseToken)),
    ],
  });
}

export function deleteInbox(rows: readonly (EventKey & { readonly recipient: string })[]): Fragment {
  return {
    name: 'delete_inbox',
    sql: `delete from inbox i using unnest($1::text[], $2::text[], $3::int4[]) as k(recipient, case_no, seq)
           where i.recipient = k.recipient and i.case_no = k.case_no and i.seq = k.seq`,
    values: [
      textArray(rows.map((row) => row.recipient)),
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
    ],
  };
}

/** Gives a dispatch back. @returns what became of it; undefined when the lease was no longer held. */
export async function releaseInbox(
  db: Pick<Database, 'query'>,
  release: EventKey & {
    readonly recipient: string;
    readonly leaseToken: string;
    readonly now: number;
    readonly backoffMs: number;
    readonly backoffMaxMs: number;
    readonly maxAttempts: number;
    readonly reason: string;
  },
): Promise<{ readonly availableAt: number; readonly deadAt: number | null } | undefined> {
  const [row] = await db.query<{ availableAt: number; deadAt: number | null }>({
    name: 'release_inbox',
    text: `update inbox set lease_token = null, last_error = $9,
             available_at = to_timestamp(($5::float8 + least($7::float8, $6::float8 * power(2, attempts - 1))) / 1000),
             dead_at = case when attempts >= $8 then to_timestamp($5::float8 / 1000) end
           where recipient = $1 and case_no = $2 and seq = $3 and lease_token::text = $4
           returning available_at as "availableAt", dead_at as "deadAt"`,
    values: [
      release.recipient,
      release.caseNo,
      release.seq,
      release.leaseToken,
      release.now,
      release.backoffMs,
      release.backoffMaxMs,
      release.maxAttempts,
      release.reason,
    ],
  });
  return row;
}

/** Prolongs leases that are still held. */
export async function renewLeases(
  db: Pick<Database, 'query'>,
  renewal: {
    readonly recipient: string;
    readonly leaseTokens: readonly string[];
    readonly leaseUntil: number;
  },
): Promise<void> {
  await db.query({
    name: 'renew_leases',
    text: `update inbox set available_at = to_timestamp($3::float8 / 1000)
           where recipient = $1 and lease_token = any($2::uuid[]) and dead_at is null`,
    values: [renewal.recipient, renewal.leaseTokens, renewal.leaseUntil],
  });
}

/** What a recipient's inbox looks like, for alarms and operators. */
export interface InboxSummary {
  readonly recipient: string;
  /** Counted up to 10 000. */
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest waiting event was recorded, leased or not; unix milliseconds. */
  readonly oldest: number | null;
}

/** Looks by index only, and bounded, however long the inboxes are: the oldest is sought in the thousand oldest cases' rows. */
export async function summarizeInboxes(db: Pick<Database, 'query'>): Promise<InboxSummary[]> {
  return db.query<InboxSummary>({
    name: 'summarize_inboxes',
    text: `select p.peer_id as recipient,
             (select count(*) from (select 1 from inbox i where i.recipient = p.peer_id and i.dead_at is null limit 10000) w)
               as waiting,
             (select count(*) from inbox i where i.recipient = p.peer_id and i.dead_at is not null) as dead,
             (select min(e.received_at) from (
               select i.case_no, i.seq from inbox i where i.recipient = p.peer_id and i.dead_at is null
               order by i.case_no, i.seq limit 1000) first
               join case_event e on e.case_no = first.case_no and e.seq = first.seq) as oldest
           from peer p order by p.peer_id`,
  });
}

/** Whether somebody has yet to acknowledge something of the case, dead letters among it. */
export async function isWaitedFor(db: Pick<Database, 'query'>, caseNo: string): Promise<boolean> {
  const rows = await db.query<unknown>({
    text: `select 1 as one from inbox i join cases c on c.case_no = $1
           where i.recipient in (c.submitter, c.competent) and i.case_no = $1 limit 1`, // along the primary key
    values: [caseNo],
  });
  return rows.length > 0;
}

export interface Unacknowledged extends EventKey {
  readonly recipient: string;
  readonly attempts: number;
  readonly isDead: boolean;
  readonly lastError: string | null;
}

/** What of the case somebody has yet to acknowledge, dead letters among it. */
export async function listUnacknowledged(
  db: Pick<Database, 'query'>,
  caseNo: string,
): Promise<Unacknowledged[]> {
  return db.query<Unacknowledged>({
    text: `select i.recipient, i.case_no as "caseNo", i.seq, i.attempts, i.dead_at is not null as "isDead", i.last_error as "lastError"
           from inbox i join cases c on c.case_no = $1
           where i.recipient in (c.submitter, c.competent) and i.case_no = $1 order by i.seq, i.recipient`, // along the primary key
    values: [caseNo],
  });
}

export interface DeadLetter extends EventKey {
  readonly recipient: string;
  readonly attempts: number;
  readonly deadAt: number;
  readonly lastError: string | null;
}

export async function listDeadLetters(db: Pick<Database, 'query'>): Promise<DeadLetter[]> {
  return db.query<DeadLetter>({
    text: `select recipient, case_no as "caseNo", seq, attempts, dead_at as "deadAt", last_error as "lastError"
           from inbox where dead_at is not null order by dead_at`,
  });
}

/** Puts a dead letter back, with all its attempts. @returns how many rows that was. */
export async function reviveDeadLetter(
  db: Pick<Database, 'query'>,
  letter: EventKey & { readonly recipient: string; readonly now: number },
): Promise<number> {
  const rows = await db.query<unknown>({
    text: `update inbox set dead_at = null, attempts = 0, available_at = to_timestamp($4::float8 / 1000)
           where recipient = $1 and case_no = $2 and seq = $3 and dead_at is not null returning 1 as one`,
    values: [letter.recipient, letter.caseNo, letter.seq, letter.now],
  });
  return rows.length;
}
