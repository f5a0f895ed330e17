import type { Pause } from './count.js';
import type { CaseAct } from './words.js';

type Suspending = Extract<CaseAct, { type: 'CaseSuspended' | 'CaseResumed' }>;

interface Procedure {
  readonly name: string;
  readonly from: number;
  to: number | undefined;
}

/** 特别程序: several may be under way at once, and each ends by its own name. */
export class Procedures {
  readonly #all: Procedure[] = [];

  names(): string[] {
    return this.#open().map(({ name }) => name);
  }

  /** The time of those that are in the list. */
  pauses(names: readonly string[]): Pause[] {
    return this.#all.filter(({ name }) => names.includes(name)).map(({ from, to }) => ({ from, to }));
  }

  isPossible(act: Suspending): boolean {
    const open = this.names();
    if (act.type === 'CaseSuspended') return !open.includes(act.procedure);
    return act.procedure === undefined ? open.length === 1 : open.includes(act.procedure);
  }

  take(act: Suspending, at: number): void {
    if (act.type === 'CaseSuspended') {
      this.#all.push({ name: act.procedure, from: at, to: undefined });
      return;
    }
    const ended = this.#open().find(({ name }) => act.procedure === undefined || name === act.procedure);
    if (ended === undefined) throw new Error('the model resumes nothing');
    ended.to = at;
  }

  #open(): Procedure[] {
    return this.#all.filter(({ to }) => to === undefined);
  }
}
