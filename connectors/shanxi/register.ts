import type { FrontDatabase, Session, SqlValue } from './front-database.js';
import { type ConnectorOutcome, EXCHANGE_STATES, type ExchangeState } from './words.js';

/** A table in which rows wait to be taken; every one has the columns of the exchange. */
export interface RegisterLayout {
  readonly table: 'outbound.kstb_exchange' | 'outbound.up_lic_data';
  readonly key: 'cd_batch' | 'row_guid';
  /** The platform's own name for what happened; the same may stand in several rows. */
  readonly ref: 'act_ref' | 'row_guid';
  /** Of a row that is complete. */
  readonly isComplete: 'closed_at is not null' | 'true';
  /** What is written down of an acceptance. */
  readonly accepted: 'hub_case_no = $2, log_index = $3' | 'log_index = $2';
}

/**
 * How far rows have come on their way to the hub.
 *
 * Which of them are new is a question of state, never of time. A reader that remembers the last (cd_time, row_guid) loses what
 * was written before that and committed after it, and a transaction may take as long as it likes. Here a row waits in state 0
 * until somebody marks it, whenever it became visible (proved by test/integration/shanxi.test.ts).
 */
export class Register {
  readonly #database: FrontDatabase;
  readonly #sql: ReturnType<typeof statements>;

  constructor(database: FrontDatabase, layout: RegisterLayout) {
    this.#database = database;
    this.#sql = statements(layout);
  }

  /**
   * At the start: what was taken and never answered is taken again, because the journal may be lost; what is still in it is
   * kept once. What waited for a better mapping or a better connector is tried at once.
   */
  async reopen(): Promise<void> {
    await this.#database.query(this.#sql.reopen);
  }

  /**
   * Holds the row against other connectors and against the platform while `keep` puts what happened into the journal, and marks
   * it taken. A crash before the commit leaves it waiting; what the journal has by then it will not keep twice. The transaction
   * lasts as long as a few writes to the local disk; the hub is never waited for in it.
   * @returns false when somebody else has it.
   */
  async take(key: string, keep: () => Promise<void>): Promise<boolean> {
    return this.#database.transaction(async (session: Session) => {
      const claimed = await session.query(this.#sql.claim, [key]);
      if (claimed.length === 0) return false;
      await keep();
      await session.query(this.#sql.mark, [key, EXCHANGE_STATES.taken]);
      return true;
    });
  }

  /** The row stays and is looked at again, later each time. */
  async postpone(key: string, code: ConnectorOutcome, reason: string): Promise<void> {
    await this.#database.query(this.#sql.postpone, [key, code, shown(reason)]);
  }

  /** The row will not be taken; the platform reads why. */
  async dismiss(key: string, state: ExchangeState, code: ConnectorOutcome, reason: string): Promise<void> {
    await this.#database.query(this.#sql.dismiss, [key, state, code, shown(reason)]);
  }

  /** The hub has accepted it. Again changes nothing. @param accepted the values of the layout's `accepted`. */
  async accept(ref: string, ...accepted: readonly SqlValue[]): Promise<void> {
    await this.#database.query(this.#sql.accept, [ref, ...accepted]);
  }

  /** The hub has refused it. Again changes nothing. */
  async refuse(ref: string, code: string, detail: string): Promise<void> {
    await this.#database.query(this.#sql.refuse, [ref, code, shown(detail)]);
  }
}

/** All names are ours. */
function statements({ table, key, ref, isComplete, accepted }: RegisterLayout) {
  const answer = (state: string, what: string) => `
    update ${table}
    set exchange_state = '${state}', ${what}, answered_at = localtimestamp, retry_at = null
    where ${ref} = $1 and exchange_state in ('0', '1') and ${isComplete}`;
  return {
    reopen: `
      update ${table} set exchange_state = '0', retry_at = null
      where exchange_state = '1' or (exchange_state = '0' and retry_at is not null)`,
    /** Locks one waiting row; one that another connector has locked is left to it. */
    claim: `
      select e.${key} from ${table} e
      where e.${key} = $1 and e.exchange_state = '0'
        and not exists (
          select from ${table} other
          where other.${ref} = e.${ref} and other.${key} <> e.${key} and other.exchange_state <> '0')
      for update of e skip locked`,
    mark: `
      update ${table}
      set exchange_state = $2, taken_at = localtimestamp, outcome_code = null, outcome_text = null, retry_at = null
      where ${key} = $1`,
    /** After 2, 4, 8 … seconds, at most five minutes. */
    postpone: `
      update ${table}
      set tries = tries + 1, outcome_code = $2, outcome_text = $3,
          retry_at = localtimestamp + make_interval(secs => least(300, 2 ^ least(tries + 1, 9)))
      where ${key} = $1 and exchange_state = '0'`,
    dismiss: `
      update ${table}
      set exchange_state = $2, outcome_code = $3, outcome_text = $4, answered_at = localtimestamp, retry_at = null
      where ${key} = $1 and exchange_state = '0'`,
    accept: answer(EXCHANGE_STATES.accepted, `${accepted}, outcome_code = null, outcome_text = null`),
    refuse: answer(EXCHANGE_STATES.refused, 'outcome_code = $2, outcome_text = $3'),
  };
}

/** What PostgreSQL takes, and a person can read. */
function shown(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
