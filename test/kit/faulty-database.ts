import { type Database, type Tx, UnknownOutcomeError } from '#hub/store';

/** How a commit goes wrong: it does not happen, and the caller knows; it does not happen, or it does, and nobody knows. */
export type FaultKind = 'fails' | 'unknown, not persisted' | 'unknown, persisted';

export const FAULT_KINDS: readonly FaultKind[] = ['fails', 'unknown, not persisted', 'unknown, persisted'];

/** Stands between a hub and its database, and makes chosen commits go wrong. */
export class FaultyDatabase implements Database {
  /** Commit points in the order in which they were reached. */
  readonly reached: string[] = [];
  readonly #inner: Database;
  readonly #afterwards = new Map<string, () => Promise<void>>();
  readonly #planned: { readonly point: string; readonly kind: FaultKind; skip: number }[] = [];

  constructor(inner: Database) {
    this.#inner = inner;
  }

  /** The next commit at this point, or the one after `skip` others, goes wrong. */
  plan(point: string, kind: FaultKind, skip = 0): void {
    this.#planned.push({ point, kind, skip });
  }

  /** Done once, when the next commit at this point stands and before anybody hears of it. */
  afterNext(point: string, action: () => Promise<void>): void {
    this.#afterwards.set(point, action);
  }

  /** How many planned faults have not happened yet. */
  get pending(): number {
    return this.#planned.length;
  }

  async transaction<T>(point: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    this.reached.push(point);
    const kind = this.#take(point);
    if (kind === undefined) {
      const result = await this.#inner.transaction(point, work);
      const action = this.#afterwards.get(point);
      this.#afterwards.delete(point);
      await action?.();
      return result;
    }
    if (kind === 'unknown, persisted') {
      await this.#inner.transaction(point, work);
      throw new UnknownOutcomeError(new Error('fault: the answer to the commit was lost'));
    }
    const fault = new Error('fault: the commit did not happen');
    await this.#inner
      .transaction(point, async (tx) => {
        await work(tx);
        throw fault;
      })
      .catch((error: unknown) => {
        if (error !== fault) throw error;
      });
    throw kind === 'fails' ? fault : new UnknownOutcomeError(fault);
  }

  query: Database['query'] = (statement) => this.#inner.query(statement);
  listen: Database['listen'] = (channels, heard) => this.#inner.listen(channels, heard);
  tryLock: Database['tryLock'] = (key) => this.#inner.tryLock(key);
  close: Database['close'] = () => this.#inner.close();

  #take(point: string): FaultKind | undefined {
    const index = this.#planned.findIndex((planned) => planned.point === point);
    const planned = this.#planned[index];
    if (planned === undefined) return undefined;
    if (planned.skip > 0) {
      planned.skip--;
      return undefined;
    }
    this.#planned.splice(index, 1);
    return planned.kind;
  }
}
