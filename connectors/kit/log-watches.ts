import type { Checkpoint } from '#crypto/tlog';
import { allKeys, type LogKeys } from './log-keys.js';
import { type LogView, LogWatch, type LogWatchParts } from './log-watch.js';

export interface LogWatchesParts extends Omit<LogWatchParts, 'keys'> {
  /** Of each log its keys. */
  readonly logs: readonly [LogKeys, ...LogKeys[]];
}

/** Watches the logs of a hub that follow each other, each by itself: a checkpoint is measured against those of its own log. */
export class LogWatches implements LogView {
  readonly keys: LogKeys;
  readonly #byOrigin: ReadonlyMap<string, LogWatch>;

  private constructor(keys: LogKeys, watches: readonly (readonly [string, LogWatch])[]) {
    this.keys = keys;
    this.#byOrigin = new Map(watches);
  }

  /** @throws Error as LogWatch does. */
  static async open({ logs, ...parts }: LogWatchesParts): Promise<LogWatches> {
    const watches = await Promise.all(
      logs.map(async (keys) => [keys[0].name, await LogWatch.open({ ...parts, keys })] as const),
    );
    return new LogWatches(allKeys(logs), watches);
  }

  saw(note: string, tree: Checkpoint): void {
    this.#byOrigin.get(tree.origin)?.saw(note, tree); // opened by these keys, so there is one
  }

  hasRoom(): boolean {
    return [...this.#byOrigin.values()].every((watch) => watch.hasRoom());
  }

  /** @throws HeldError while nothing may be sent. */
  checkMaySend(): void {
    for (const watch of this.#byOrigin.values()) watch.checkMaySend();
  }

  async round(): Promise<void> {
    for (const watch of this.#byOrigin.values()) await watch.round();
  }

  async keep(): Promise<void> {
    for (const watch of this.#byOrigin.values()) await watch.keep();
  }
}
