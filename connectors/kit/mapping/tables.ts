import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpressionPool } from '#connectors/kit/expressions';
import { hex, sha256 } from '#crypto/primitives';
import { HubError, ValidationError, type Violation } from '#proto/errors';
import { type MappingDirection, MappingDocumentSchema, readJson, validate } from '#proto/schema';
import { type Clock, systemClock } from '../clock.js';
import { localDay } from '../local-time.js';
import type { ConnectorLog } from '../log.js';
import { expressionFaults } from './check.js';
import { compileMapping } from './compile.js';
import type { CaseFacts, FormField } from './facts.js';
import { GapBook } from './gap-book.js';
import type { Mapping } from './mapping.js';
import { MappingReading, type NotedGap, type TableReading } from './reading.js';

export interface MappingTablesOptions {
  readonly clock?: Clock;
  /** Shared with others; closed by whoever made it. */
  readonly expressions?: ExpressionPool;
}

const POLL_MS = 2_000;

/**
 * A province's mapping as its connector holds it: the file beside the connector, and the versions that the hub has approved. A
 * case is judged by the version in force on its day: the one whose first day came last. Once `start` has been called, gaps are
 * written down, and a file that was exchanged is taken without a restart; one that is broken is refused, and the old version
 * stays (proved by test/integration/mapping-reload.long.test.ts).
 */
export class MappingTables {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #expressions: ExpressionPool;
  readonly #ownsExpressions: boolean;
  readonly #closing = new AbortController();
  /** Of the file. */
  #current: Mapping;
  #approved: readonly Mapping[] = [];
  #now = { second: -1, day: '' };
  /** What the file looked like when it was last read. */
  #seen: string | undefined;
  /** It was good, but its first day has not come. */
  #isEarly = false;
  #gaps: GapBook | undefined;
  /** The version that the list of gaps was last held against. */
  #settled: Mapping | undefined;
  #watching: Promise<void> | undefined;

  private constructor(path: string, { clock = systemClock, expressions }: MappingTablesOptions) {
    this.#path = path;
    this.#clock = clock;
    this.#expressions = expressions ?? new ExpressionPool();
    this.#ownsExpressions = expressions === undefined;
    this.#current = readMapping(path).mapping;
  }

  /** @throws ValidationError MALFORMED with all that is wrong with the file, its expressions aside: `start` has those read. */
  static read(path: string, options: MappingTablesOptions = {}): MappingTables {
    return new MappingTables(path, options);
  }

  get platform(): string {
    return this.#current.platform;
  }

  get version(): string {
    return this.#inForce(this.today).version;
  }

  /** YYYY-MM-DD, in China. Worked out once a second at most: it is asked for with every code. */
  get today(): string {
    const second = Math.floor(this.#clock() / 1_000);
    if (this.#now.second !== second) this.#now = { second, day: localDay(second * 1_000) };
    return this.#now.day;
  }

  /** The mapping as it holds on the day of a case. @param day YYYY-MM-DD. */
  on(day: string): MappingReading {
    const mapping = this.#inForce(day);
    const note = (gap: NotedGap) => {
      if (mapping === this.#inForce(day)) this.#gaps?.note(gap); // else it was asked for before a version that may have closed it
    };
    return new MappingReading(mapping, day, { expressions: this.#expressions, note });
  }

  /**
   * Takes the versions that the hub has approved in the place of those it took before; one that cannot be used is left out, and
   * the log says so. @param paths of their documents.
   */
  async takeApproved(paths: readonly string[], log: ConnectorLog): Promise<void> {
    const taken: Mapping[] = [];
    for (const path of paths) {
      try {
        const { mapping } = readMapping(path);
        if (mapping.platform !== this.platform) refuse(`it is the mapping of ${mapping.platform}`);
        await this.#check(mapping);
        taken.push(mapping);
      } catch (error) {
        log.error({ path, ...reasonOf(error) }, 'an approved mapping cannot be used and is left out');
      }
    }
    this.#approved = taken;
    this.#settle(log);
  }

  /** A table as it holds today. @throws TypeError for a table that the file does not have, MappingNotInForceError. */
  table(name: string): TableReading {
    return this.on(this.today).table(name);
  }

  /** A form in the words of the other side, by the field map of the case's day. @throws as MappingReading.mapFields. */
  async mapFields(
    direction: MappingDirection,
    fields: readonly FormField[],
    facts: CaseFacts,
  ): Promise<FormField[]> {
    return this.on(facts.date).mapFields(direction, fields, facts);
  }

  /**
   * Has the expressions read, begins to write gaps down, and follows the file.
   * @throws ValidationError MALFORMED with every expression that cannot be read.
   */
  async start(dataDir: string, log: ConnectorLog, pollMs = POLL_MS): Promise<void> {
    await this.#check(this.#current);
    this.#gaps = await GapBook.open(dataDir, this.#clock, log);
    this.#seen = await signatureOf(this.#path);
    this.#settle(log);
    this.#watching = this.#watch(log, pollMs);
  }

  /** @returns when all gaps are on disk and no process of the expressions is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#watching;
    await this.#gaps?.close();
    if (this.#ownsExpressions) await this.#expressions.close();
  }

  /** The approved ones last, so that of two with one first day the approved one holds. */
  #inForce(day: string): Mapping {
    let found = this.#current;
    for (const mapping of this.#approved) {
      const isLater = !found.isInForce(day) || found.validFrom <= mapping.validFrom;
      if (mapping.isInForce(day) && isLater) found = mapping;
    }
    return found;
  }

  async #watch(log: ConnectorLog, pollMs: number): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await sleep(pollMs, undefined, { signal, ref: false }).catch(() => {}); // closing
      if (signal.aborted) return;
      await this.#look(log);
      if (this.#inForce(this.today) !== this.#settled) this.#settle(log); // its first day has come, or its last is over
    }
  }

  /** Closes the gaps that the version in force closes. */
  #settle(log: ConnectorLog): void {
    const day = this.today;
    this.#settled = this.#inForce(day);
    this.#gaps?.settle(this.#settled, day);
    log.info({ version: this.#settled.version }, 'mapping in force');
  }

  /** Takes the file if it is another than before. What keeps it from being taken is said once. */
  async #look(log: ConnectorLog): Promise<void> {
    const found = await signatureOf(this.#path);
    const isNew = found !== this.#seen;
    if (!isNew && !this.#isEarly) return;
    this.#seen = found;
    this.#isEarly = false;
    try {
      const { mapping, digest } = readMapping(this.#path);
      if (mapping.platform !== this.platform) refuse(`it is the mapping of ${mapping.platform}`);
      await this.#check(mapping);
      if (mapping.isInForce(this.today)) this.#take(mapping, digest, log);
      else {
        this.#isEarly = true;
        if (isNew)
          log.warn({ version: mapping.version }, 'the new mapping is not in force today; the old one stays');
      }
    } catch (error) {
      log.error(reasonOf(error), 'the new mapping is refused; the old one stays in force');
    }
  }

  #take(mapping: Mapping, digest: string, log: ConnectorLog): void {
    this.#current = mapping;
    log.info({ version: mapping.version, digest }, 'a new mapping file is taken');
  }

  async #check(mapping: Mapping): Promise<void> {
    const faults = await expressionFaults(mapping.document, this.#expressions);
    const violations = faults.map(({ code, pointer, message }) => ({
      pointer,
      message: `${code}: ${message}`,
    }));
    if (violations.length > 0) refuse('its expressions cannot be read', violations);
  }
}

function reasonOf(error: unknown): { readonly err: string; readonly violations: readonly Violation[] } {
  return { err: String(error), violations: error instanceof HubError ? error.violations : [] };
}

function refuse(why: string, violations: readonly Violation[] = []): never {
  throw new ValidationError('MALFORMED', why, { violations });
}

function readMapping(path: string): { readonly mapping: Mapping; readonly digest: string } {
  const bytes = readFileSync(path);
  const document = validate(MappingDocumentSchema, readJson(bytes), `${path} is not a mapping file`);
  return { mapping: compileMapping(document), digest: hex(sha256(bytes)).slice(0, 16) };
}

/** Changes whenever somebody writes or exchanges the file; undefined while it is not there. */
async function signatureOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
