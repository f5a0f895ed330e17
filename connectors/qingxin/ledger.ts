import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Outcome, readIfThere, syncFolder, Turns, writeDurably } from '#connectors/kit';
import { hex, sha256, utf8 } from '#crypto/primitives';

/** What the connector must not forget of one row of the platform. */
interface ActRecord<Result> {
  /** SHA-256 over what the row and its details say. */
  readonly digest: string;
  /** Once the hub has answered. */
  readonly outcome?: Result | undefined;
}

const ActRecordSchema = z.object({
  digest: z.string(),
  outcome: z.looseObject({ kind: z.string() }).optional(),
});

/** How far a case of the platform has come: the number of its last row that was taken. */
const CaseRecord = z.object({ seq: z.int() });

/** What the platform said to an act of another. */
const AnswerRecord = z.object({ taken: z.boolean(), reason: z.string().default('') });

const RECORDS = { act: ActRecordSchema, case: CaseRecord, answer: AnswerRecord };

type Kind = keyof typeof RECORDS;
type RecordOf<K extends Kind, Result> = K extends 'act' ? ActRecord<Result> : z.output<(typeof RECORDS)[K]>;

const BUCKET_DIGITS = 3;
const WHOLE = 'whole';

/**
 * A memory that does not grow with what it holds: many small files to which lines are added, the last line about a name
 * counts. A line is on disk before `put` resolves; one that a crash cut short was never relied upon, and is skipped
 * (proved by test/unit/connectors/qingxin-ledger.test.ts).
 */
export class Ledger<Result = Outcome> {
  readonly #folder: string;
  readonly #writing = new Turns();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open<Result = Outcome>(folder: string): Promise<Ledger<Result>> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Ledger<Result>(folder);
  }

  /** Whether it knows everything that was ever taken up. One that was lost and made anew does not, until it has been told. */
  async isWhole(): Promise<boolean> {
    return (await stat(join(this.#folder, WHOLE)).catch(() => undefined)) !== undefined;
  }

  async markWhole(): Promise<void> {
    await writeDurably(join(this.#folder, WHOLE), '');
  }

  async get<K extends Kind>(kind: K, name: string): Promise<RecordOf<K, Result> | undefined> {
    await this.#writing.idle();
    const key = `${kind} ${name}`;
    const lines = (await this.#text(key)).split('\n').filter((line) => line !== '');
    for (const line of lines.reverse()) {
      const [found, value] = entryOf(line);
      if (found === key) return RECORDS[kind].parse(value) as RecordOf<K, Result>; // the schema of this kind; of an outcome, what `put` was given
    }
    return undefined;
  }

  put<K extends Kind>(kind: K, name: string, value: RecordOf<K, Result>): Promise<void> {
    const key = `${kind} ${name}`;
    return this.#writing.take(() => this.#append(key, JSON.stringify([key, value])));
  }

  async #append(key: string, line: string): Promise<void> {
    const path = this.#path(key);
    const isThere = (await stat(path).catch(() => undefined)) !== undefined;
    const file = await open(path, 'a', 0o600);
    try {
      await file.writeFile(`\n${line}\n`); // the line break before it ends what a crash may have left
      await file.datasync();
    } finally {
      await file.close();
    }
    if (!isThere) await syncFolder(this.#folder);
  }

  async #text(key: string): Promise<string> {
    return (await readIfThere(this.#path(key)))?.toString('utf8') ?? '';
  }

  #path(key: string): string {
    return join(this.#folder, hex(sha256(utf8(key))).slice(0, BUCKET_DIGITS));
  }
}

function entryOf(line: string): [key: unknown, value: unknown] {
  try {
    const entry: unknown = JSON.parse(line);
    return Array.isArray(entry) ? [entry[0], entry[1]] : [undefined, undefined];
  } catch {
    return [undefined, undefined]; // cut short by a crash
  }
}
