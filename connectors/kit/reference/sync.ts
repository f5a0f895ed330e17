import { setTimeout as sleep } from 'node:timers/promises';
import { hex, sha256 } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import { HubCallError } from '../hub-error.js';
import type { ConnectorLog } from '../log.js';
import { type OpenGap, readGaps } from '../mapping/index.js';
import type { CatalogueCopy } from './catalogue-copy.js';
import type { ApprovedMapping, CopiedTable, ReferenceCopy } from './reference-copy.js';

export interface SyncParts {
  readonly client: Pick<
    HubClient,
    'mappings' | 'codeTables' | 'catalogueChanges' | 'download' | 'reportMappingGaps'
  >;
  readonly copy: ReferenceCopy;
  readonly catalogue: CatalogueCopy;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: ConnectorLog;
  /** Between two rounds. */
  readonly everyMs: number;
  /** Whose part of the implementation list is kept; all of it when there are none. */
  readonly divisions: readonly string[];
  /** Told when the approved mappings have changed. */
  readonly onMappings: () => Promise<void>;
}

/** However often rounds are made, the age of the copy is said once in this time while the hub is away. */
const SAY_EVERY_MS = 60_000;
/** How far a first copy of the catalogue has got is said so often. */
const PROGRESS_EVERY_MS = 10_000;
const PAGE_ROWS = 1_000;

/** Keeps the copy of what the hub gives the connector to work by, and tells the hub which codes cannot be mapped. */
export class Sync {
  readonly #parts: SyncParts;
  readonly #stopped = new AbortController();
  #loop: Promise<void> | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;
  #progressAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** Says first what there is to work by, and how old it is. */
  start(): void {
    this.#parts.log.info(this.#age(), 'the copy of the hub’s rules');
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      let isAll = true;
      try {
        isAll = await this.#round();
      } catch (error) {
        if (!signal.aborted) this.#say(String(error));
      }
      if (isAll) await sleep(this.#parts.everyMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** @returns whether the catalogue is all here: a long one does not hold up the mappings. */
  async #round(): Promise<boolean> {
    const { client, copy, clock, log, dataDir, onMappings } = this.#parts;
    const mappings = (await client.mappings()).filter(isApproved).map(toApproved);
    const tables = (await client.codeTables()).map(toTable);
    const before = copy.mappings;
    await copy.take({ mappings, tables }, clock(), (digest) => this.#document(digest));
    if (JSON.stringify(before) !== JSON.stringify(copy.mappings)) {
      log.info({ versions: mappings.map(({ version }) => version) }, 'approved mappings have changed');
      await onMappings();
    }
    await client.reportMappingGaps((await readGaps(dataDir)).map(toReport));
    return this.#fetchCatalogue(clock() + this.#parts.everyMs);
  }

  /** Page by page to the end, or for as long as there is time. */
  async #fetchCatalogue(until: number): Promise<boolean> {
    const { catalogue, copy, clock, log } = this.#parts;
    const before = catalogue.state;
    for (let isAll = false; !isAll; ) {
      if (this.#stopped.signal.aborted || clock() > until) return false;
      const page = await this.#page();
      await catalogue.take(page);
      isAll = page.isAll;
      if (!isAll) this.#sayProgress();
    }
    await copy.noteCatalogue(clock());
    const { rows } = catalogue.state;
    if (!before.isWhole) log.info({ rows }, 'the catalogue is here whole');
    else if (rows !== before.rows) log.info({ rows, more: rows - before.rows }, 'the catalogue has changed');
    return true;
  }

  /** The page after the cursor; the first one when the hub knows the cursor no more. */
  async #page(): Promise<tongban.v1.ListCatalogueChangesResponse> {
    const { client, catalogue, divisions, log } = this.#parts;
    const { cursor } = catalogue;
    try {
      return await client.catalogueChanges(cursor, divisions, PAGE_ROWS);
    } catch (error) {
      if (cursor === undefined || !(error instanceof HubCallError) || error.code !== 'NOT_FOUND') throw error;
      log.warn({ why: error.message }, 'the catalogue is fetched from the beginning');
      await catalogue.beginAnew();
      return client.catalogueChanges(undefined, divisions, PAGE_ROWS);
    }
  }

  async #document(digest: string): Promise<Uint8Array> {
    const bytes = await this.#parts.client.download(digest);
    if (hex(sha256(bytes)) !== digest) throw new Error(`the hub gave other bytes than ${digest}`);
    return bytes;
  }

  #sayProgress(): void {
    const { catalogue, clock, log } = this.#parts;
    const now = clock();
    if (now - this.#progressAt < PROGRESS_EVERY_MS) return;
    this.#progressAt = now;
    const { fetched, rows } = catalogue.state;
    log.info({ fetched: fetched ?? rows }, 'the catalogue is being fetched');
  }

  /** From the first minute on, whoever reads the log knows how old the rules are that cases are mapped by. */
  #say(why: string): void {
    const { clock, log } = this.#parts;
    const now = clock();
    if (now - this.#saidAt < SAY_EVERY_MS) return;
    this.#saidAt = now;
    log.warn({ ...this.#age(), why }, 'the hub is away; working by the last copy of its rules');
  }

  #age(): object {
    const { copy, catalogue, clock } = this.#parts;
    const now = clock();
    const since = (moment: number | undefined) =>
      moment === undefined ? undefined : Math.round((now - moment) / 1000);
    const { rows, isWhole, fetched } = catalogue.state;
    return {
      ageSeconds: since(copy.syncedAt),
      catalogueAgeSeconds: since(copy.catalogueSyncedAt),
      ...{ rows, isWhole, fetched },
    };
  }
}

function isApproved({ status }: tongban.v1.Mapping): boolean {
  return status === tongban.v1.MappingStatus.APPROVED;
}

function toApproved({ version, validFrom, document }: tongban.v1.Mapping): ApprovedMapping {
  return { version, validFrom, sha256: document?.sha256 ?? '' };
}

function toTable({ name, document }: tongban.v1.CodeTable): CopiedTable {
  return { name, sha256: document?.sha256 ?? '' };
}

function toReport({ times, ...gap }: OpenGap): tongban.v1.MappingGap.$Properties {
  const kind = gap.kind === 'MISSING' || gap.kind === 'AMBIGUOUS' ? gap.kind : 'EXPRESSION_FAILED';
  return {
    ...gap,
    direction: tongban.v1.MappingDirection[gap.direction],
    kind: tongban.v1.MappingGapKind[kind],
    timesSeen: times,
  };
}
