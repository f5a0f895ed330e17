import type { Text } from '../speech.js';
import type { World } from './world.js';

/** One thing that a platform must be able to do. */
export interface Ability {
  /** Stable: reports of different years are compared by it. Its steps are separated by dots. */
  readonly id: string;
  readonly title: Text;
  /** What has been shown when it passes. */
  readonly proves: Text;
  /** What to look at when it fails. */
  readonly remedy: Text;
  /** Checks without which this one would say nothing: when one of them fails, this one is skipped. */
  readonly needs: readonly string[];
  /** It asks too much, or too quickly, for a person at a desk. */
  readonly isForProgramsOnly?: boolean;
  /** It disturbs nobody: others of the kind may run beside it. */
  readonly isCalm?: boolean;
}

/** How to find out. @typeParam W what it needs of the world. */
export interface Check<W = World> extends Ability {
  /** @throws CheckFailure, or anything else that goes wrong on the way. */
  run(world: W, evidence: Evidence): Promise<void>;
}

/** What a check found wrong, in words for those who must mend it. */
export class CheckFailure extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'CheckFailure';
    this.text = text;
  }
}

/** Something that had to happen did not, in the time there was. */
export class TimedOut extends CheckFailure {}

export function fail(zh: string, en: string): never {
  throw new CheckFailure({ zh, en });
}

/** What a check saw. Names and numbers of things; never what they say of a person. */
export class Evidence {
  readonly #caseNos = new Set<string>();
  readonly #messageIds = new Set<string>();
  readonly #facts: Text[] = [];

  about(caseNo: string): void {
    this.#caseNos.add(caseNo);
  }

  message(messageId: string): void {
    this.#messageIds.add(messageId);
  }

  note(zh: string, en: string): void {
    this.#facts.push({ zh, en });
  }

  get caseNos(): readonly string[] {
    return [...this.#caseNos];
  }

  get messageIds(): readonly string[] {
    return [...this.#messageIds];
  }

  get facts(): readonly Text[] {
    return [...this.#facts];
  }
}
