import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { MappingDirectionSchema, readJson, validate } from '#proto/schema';
import type { Clock } from '../clock.js';
import { readIfThere, writeDurably } from '../durable-file.js';
import type { ConnectorLog } from '../log.js';
import type { Mapping } from './mapping.js';
import type { NotedGap } from './reading.js';

const GapSchema = z.strictObject({
  kind: z.enum([
    'MISSING',
    'AMBIGUOUS',
    'EXPRESSION_INVALID',
    'EXPRESSION_TIMEOUT',
    'EXPRESSION_MEMORY',
    'EXPRESSION_RESULT_TOO_LARGE',
    'EXPRESSION_FAILED',
  ]),
  table: z.string(),
  code: z.string(),
  direction: MappingDirectionSchema,
  /** What it could be, where there are several. */
  candidates: z.array(z.string()),
  /** RFC 3339. */
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** How often somebody asked. */
  times: z.int().min(1),
});

const GapFileSchema = z.strictObject({ gaps: z.array(GapSchema) });

/** A code for which cases wait. */
export type OpenGap = z.output<typeof GapSchema>;

function gapFileOf(dataDir: string): string {
  return join(dataDir, 'gaps.json');
}

/** What an operator is shown of a connector, which may be running or not; the oldest first. @throws ValidationError. */
export async function readGaps(dataDir: string): Promise<OpenGap[]> {
  const file = gapFileOf(dataDir);
  const bytes = await readIfThere(file);
  if (bytes === undefined) return []; // none has ever been seen
  return validate(GapFileSchema, readJson(bytes), `${file} is not a list of gaps`).gaps;
}

/** A platform may ask for as many codes as it likes. */
const MAX_GAPS = 1_000;
const MAX_CODE = 200;
/** The disk is not written for every question. */
const PAUSE_MS = 500;

/**
 * The gaps that cases wait for, in a small file beside the journal. A gap is closed by a new version of the mapping, never by
 * time: when the code has a counterpart now, or when that depends on the case; then it is noted again if it is still there.
 * A crash loses at most the counts of the last moment: whatever waits asks again.
 */
export class GapBook {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #log: ConnectorLog;
  readonly #gaps: Map<string, OpenGap>;
  readonly #closing = new AbortController();
  #isDirty = false;
  #writing: Promise<void> | undefined;

  private constructor(file: string, gaps: readonly OpenGap[], clock: Clock, log: ConnectorLog) {
    this.#file = file;
    this.#gaps = new Map(gaps.map((gap) => [keyOf(gap), gap]));
    this.#clock = clock;
    this.#log = log;
  }

  static async open(dataDir: string, clock: Clock, log: ConnectorLog): Promise<GapBook> {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const gaps = await readGaps(dataDir).catch((error: unknown) => {
      log.warn({ err: String(error) }, 'the list of gaps cannot be read and is begun anew');
      return [];
    });
    return new GapBook(gapFileOf(dataDir), gaps, clock, log);
  }

  note(gap: NotedGap): void {
    const lastSeen = new Date(this.#clock()).toISOString();
    const noted = { ...gap, code: gap.code.slice(0, MAX_CODE), candidates: [...gap.candidates] };
    const key = keyOf(noted);
    const known = this.#gaps.get(key);
    if (known === undefined) this.#makeRoom();
    const { firstSeen = lastSeen, times = 0 } = known ?? {};
    this.#gaps.delete(key); // so that the map is in the order of the last time
    this.#gaps.set(key, { ...noted, firstSeen, lastSeen, times: times + 1 });
    this.#save();
  }

  /** Closes what a new version closes. */
  settle(mapping: Mapping, day: string): void {
    for (const [key, gap] of this.#gaps) {
      if (mapping.outlook(gap, day) !== 'STAYS') this.#gaps.delete(key);
    }
    this.#save();
  }

  /** Once this resolves all of it is on disk. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
  }

  #makeRoom(): void {
    const [oldest] = this.#gaps.keys();
    if (this.#gaps.size >= MAX_GAPS && oldest !== undefined) this.#gaps.delete(oldest);
  }

  #save(): void {
    this.#isDirty = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#isDirty) {
      this.#isDirty = false;
      const gaps = [...this.#gaps.values()].sort((a, b) => a.firstSeen.localeCompare(b.firstSeen));
      try {
        await writeDurably(this.#file, `${JSON.stringify({ gaps }, null, 2)}\n`);
      } catch (error) {
        this.#log.error({ err: String(error) }, 'the list of gaps could not be written');
      }
      await sleep(PAUSE_MS, undefined, { signal: this.#closing.signal }).catch(() => {}); // closing
    }
  }
}

function keyOf({ table, direction, code }: Pick<OpenGap, 'table' | 'direction' | 'code'>): string {
  return JSON.stringify([table, direction, code]);
}
