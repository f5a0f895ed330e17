import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isActLeaf, parseLeaf } from '#crypto/evidence';
import { readJson, validate, values } from '#proto/schema';
import type { Clock } from './clock.js';
import { readIfThere, writeDurably } from './durable-file.js';
import type { ConnectorLog } from './log.js';
import { ReceiptError } from './receipts.js';
import { Turns } from './turns.js';

/** Numbers that came, without a gap between them. */
const RangeSchema = z.strictObject({
  from: z.int().min(1),
  to: z.int().min(1),
  /** When the first of them came, and so the gap before them showed; unix milliseconds. */
  since: z.int().min(0),
});

const ReceivedSchema = z.strictObject({
  senders: z.array(z.strictObject({ actor: values.peerId, ranges: z.array(RangeSchema) })),
});

type Range = z.output<typeof RangeSchema>;

/** Acts that the log has numbered for this platform, and that did not come though later ones did. */
export interface MissingActs {
  readonly actor: string;
  readonly from: number;
  readonly to: number;
  /** Unix milliseconds. */
  readonly since: number;
}

/** What an operator is shown of a connector, which may be running or not. @throws ValidationError. */
export async function readMissing(dataDir: string): Promise<MissingActs[]> {
  return missingOf(await readReceived(dataDir));
}

/** How often gaps are looked at; a gap is told of once in the life of a process. */
const LOOK_MS = 5_000;

/**
 * Which of the running numbers that the log gives to the acts of each sender have come. Dispatches come out of order and come
 * twice, so a gap means something only when it stands: then a dispatch is stuck, or the hub withholds one. Counting begins with
 * the first that comes: what was before is the auditor's to look at, who has the whole log.
 *
 * A number is on disk before its dispatch is acknowledged: a crash cannot make a gap (proved by
 * test/unit/connectors/received-numbers.test.ts).
 */
export class ReceivedNumbers {
  readonly #file: string;
  readonly #senders: Map<string, Range[]>;
  readonly #parts: ReceivedNumbersParts;
  readonly #writing = new Turns();
  readonly #look: NodeJS.Timeout;
  readonly #told = new Set<string>();
  #isDirty = false;

  private constructor(parts: ReceivedNumbersParts, senders: Map<string, Range[]>) {
    this.#parts = parts;
    this.#file = fileOf(parts.dataDir);
    this.#senders = senders;
    this.#look = setInterval(() => this.look(), LOOK_MS);
    this.#look.unref();
  }

  static async open(parts: ReceivedNumbersParts): Promise<ReceivedNumbers> {
    await mkdir(parts.dataDir, { recursive: true, mode: 0o700 });
    return new ReceivedNumbers(parts, await readReceived(parts.dataDir));
  }

  /** Once this resolves the number is on disk. */
  async received(actor: string, number: number): Promise<void> {
    const ranges = this.#senders.get(actor) ?? [];
    if (!ranges.some(({ from, to }) => from <= number && number <= to)) {
      this.#senders.set(actor, withNumber(ranges, number, this.#parts.clock()));
      this.#isDirty = true;
    }
    await this.#writing.take(async () => {
      if (!this.#isDirty) return; // an earlier turn has written it with its own
      this.#isDirty = false;
      try {
        await writeDurably(this.#file, JSON.stringify(toJson(this.#senders)));
      } catch (error) {
        this.#isDirty = true;
        throw error;
      }
    });
  }

  /** Raises the alarm over gaps that have stood too long. */
  look(): void {
    const { clock, log, gapAlarmMs } = this.#parts;
    for (const { actor, from, to, since } of missingOf(this.#senders)) {
      const key = `${actor} ${from}`;
      if (clock() - since < gapAlarmMs || this.#told.has(key)) continue;
      this.#told.add(key);
      const facts = { actor, from, to, since: new Date(since).toISOString() };
      log.error(
        facts,
        'acts that the log has numbered for this platform have not come, though later ones have',
      );
    }
  }

  close(): void {
    clearInterval(this.#look);
  }
}

export interface ReceivedNumbersParts {
  readonly dataDir: string;
  /** How long a gap may stand. */
  readonly gapAlarmMs: number;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

/**
 * The running number of a dispatched act. Undefined for a leaf of before there were numbers.
 * @throws ReceiptError when the leaf tells of another actor, or not of this recipient.
 */
export function pairNumberOf(bytes: Uint8Array, actor: string, recipient: string): number | undefined {
  const leaf = parseLeaf(bytes);
  if (leaf === undefined || !isActLeaf(leaf) || leaf.actor !== actor) {
    throw new ReceiptError('the leaf is not one of an act of its sender');
  }
  const at = leaf.to.indexOf(recipient);
  if (at < 0) throw new ReceiptError('the leaf does not say that the act was dispatched here');
  return leaf.pairSeq?.[at];
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'received.json');
}

async function readReceived(dataDir: string): Promise<Map<string, Range[]>> {
  const file = fileOf(dataDir);
  const bytes = await readIfThere(file);
  if (bytes === undefined) return new Map(); // nothing has come yet
  const { senders } = validate(ReceivedSchema, readJson(bytes), `${file} does not say what has come`);
  return new Map(senders.map(({ actor, ranges }) => [actor, ranges]));
}

function toJson(senders: ReadonlyMap<string, Range[]>): z.input<typeof ReceivedSchema> {
  return { senders: [...senders].map(([actor, ranges]) => ({ actor, ranges })) };
}

/** @param number in none of the ranges. */
function withNumber(ranges: readonly Range[], number: number, now: number): Range[] {
  const before = ranges.filter(({ to }) => to < number);
  const after = ranges.filter(({ from }) => from > number);
  const [left, right] = [before.at(-1), after[0]];
  const joinsLeft = left?.to === number - 1;
  const joinsRight = right?.from === number + 1;
  const joined = {
    from: joinsLeft ? left.from : number,
    to: joinsRight ? right.to : number,
    since: (joinsLeft ? left.since : right?.since) ?? now, // what stands before a later range has been missing as long as that
  };
  return [...before.slice(0, joinsLeft ? -1 : before.length), joined, ...after.slice(joinsRight ? 1 : 0)];
}

function missingOf(senders: ReadonlyMap<string, readonly Range[]>): MissingActs[] {
  return [...senders].flatMap(([actor, ranges]) =>
    ranges.slice(1).map(({ from, since }, i) => {
      const { to = 0 } = ranges[i] ?? {};
      return { actor, from: to + 1, to: from - 1, since };
    }),
  );
}
