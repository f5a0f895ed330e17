import type { CaseName, Peer } from './words.js';

/** How dispatches are offered again. */
export interface InboxTerms {
  readonly maxAttempts: number;
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
}

export interface Dispatch {
  readonly caseName: CaseName;
  readonly seq: number;
  /** From when on it may be claimed. */
  availableAt: number;
  attempts: number;
  /** The claim that holds it; nobody's when undefined. Who holds it may acknowledge it, also when its time is over. */
  lease: number | undefined;
  isDead: boolean;
}

/** One platform's inbox: what waits for it, in the order of each case. */
export class Inbox {
  readonly owner: Peer;
  readonly #terms: InboxTerms;
  #waiting: Dispatch[] = [];

  constructor(owner: Peer, terms: InboxTerms) {
    this.owner = owner;
    this.#terms = terms;
  }

  get waiting(): readonly Dispatch[] {
    return this.#waiting;
  }

  put(caseName: CaseName, seq: number, at: number): void {
    this.#waiting.push({ caseName, seq, availableAt: at, attempts: 0, lease: undefined, isDead: false });
  }

  of(caseName: CaseName, seq: number): Dispatch | undefined {
    return this.#waiting.find((each) => each.caseName === caseName && each.seq === seq);
  }

  /** What a claim gets: the first of each case, if its time has come. What has used its attempts up dies instead. */
  claim(lease: number, leaseMs: number, at: number): Dispatch[] {
    const turn = this.#waiting.filter(
      (each) => !each.isDead && each.availableAt <= at && this.#isFirst(each),
    );
    for (const each of turn) {
      if (this.#isUsedUp(each)) Object.assign(each, { isDead: true, lease: undefined });
      else Object.assign(each, { lease, attempts: each.attempts + 1, availableAt: at + leaseMs });
    }
    return turn.filter(({ isDead }) => !isDead);
  }

  isHeld(caseName: CaseName, seq: number, lease: number): boolean {
    return this.of(caseName, seq)?.lease === lease;
  }

  /** Taken over for good. */
  remove(caseName: CaseName, seq: number): void {
    this.#waiting = this.#waiting.filter((each) => each.caseName !== caseName || each.seq !== seq);
  }

  release(caseName: CaseName, seq: number, at: number): Dispatch {
    const dispatch = this.of(caseName, seq);
    if (dispatch === undefined) throw new Error(`nothing ${caseName}/${seq} waits for ${this.owner}`);
    const { backoffMs, backoffMaxMs } = this.#terms;
    dispatch.lease = undefined;
    dispatch.availableAt = at + Math.min(backoffMaxMs, backoffMs * 2 ** (dispatch.attempts - 1));
    dispatch.isDead = this.#isUsedUp(dispatch);
    return dispatch;
  }

  #isUsedUp({ attempts }: Dispatch): boolean {
    return attempts >= this.#terms.maxAttempts;
  }

  #isFirst({ caseName, seq }: Dispatch): boolean {
    return this.#waiting.every((each) => each.caseName !== caseName || each.seq >= seq);
  }
}
