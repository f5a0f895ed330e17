import type { Clock } from '#connectors/kit';
import type { Unfinished } from './batch-tray.js';
import { WAITING_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { legible } from './gb18030.js';
import { BAD } from './names.js';
import { writeSheet } from './sheet.js';
import { toSlashTime } from './times.js';
import type { NumberedAct } from './waiting-room.js';

const PATH = `${BAD}/waiting.csv`;

type Waiting = NumberedAct<unknown, unknown> & { readonly ref: string; readonly since: number };

/** Tells the platform's people, in one file, what has waited for longer than it should; no file, nothing waits. */
export class WaitingList {
  readonly #of: '办件' | '证照';
  readonly #folder: DropFolder;
  readonly #clock: Clock;
  readonly #patienceMs: number;
  /** Since when a file has been seen unfinished. */
  readonly #since = new Map<string, number>();
  /** What the file says; unknown at first. */
  #written: string | undefined;

  constructor(of: '办件' | '证照', folder: DropFolder, clock: Clock, patienceMs: number) {
    this.#of = of;
    this.#folder = folder;
    this.#clock = clock;
    this.#patienceMs = patienceMs;
  }

  async show(unfinished: Unfinished, waiting: readonly Waiting[]): Promise<void> {
    for (const name of this.#since.keys()) if (!unfinished.has(name)) this.#since.delete(name);
    for (const name of unfinished.keys()) {
      if (!this.#since.has(name)) this.#since.set(name, this.#clock());
    }
    const all = [
      ...[...unfinished].map(([name, reason]) => ({ name, since: this.#since.get(name) ?? 0, reason })),
      ...waiting.map((act) => ({ name: act.ref, since: act.since, reason: this.#reasonOf(act) })),
    ];
    await this.#write(all.filter(({ since }) => since + this.#patienceMs <= this.#clock()));
  }

  async #write(late: readonly { name: string; since: number; reason: string }[]): Promise<void> {
    const rows = late.map(({ name, since, reason }) => ({
      名称: legible(name, 200),
      自: toSlashTime(new Date(since).toISOString()),
      原因: legible(reason),
    }));
    const text = JSON.stringify(rows);
    if (text === this.#written) return;
    if (rows.length === 0) await this.#folder.remove(PATH);
    else await this.#folder.write(PATH, writeSheet(WAITING_COLUMNS, rows));
    this.#written = text;
  }

  #reasonOf(act: Waiting): string {
    return 'reason' in act ? act.reason : `${this.#of} ${act.caseRef} 的第 ${act.seq} 号：此前的序号尚未收到`;
  }
}
