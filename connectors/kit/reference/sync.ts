import { setTimeout as sleep } from 'node:timers/promises';
import { hex, sha256 } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import type { ConnectorLog } from '../log.js';
import { type OpenGap, readGaps } from '../mapping/index.js';
import type { ApprovedMapping, ReferenceCopy } from './reference-copy.js';

export interface SyncParts {
  readonly client: Pick<HubClient, 'mappings' | 'download' | 'reportMappingGaps'>;
  readonly copy: ReferenceCopy;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: ConnectorLog;
  /** Between two rounds. */
  readonly everyMs: number;
  /** Told when the approved mappings have changed. */
  readonly onMappings: () => Promise<void>;
}

/** However often rounds are made, the age of the copy is said once in this time while the hub is away. */
const SAY_EVERY_MS = 60_000;

/** Keeps the copy of what the hub gives the connector to work by, and tells the hub which codes cannot be mapped. */
export class Sync {
  readonly #parts: SyncParts;
  readonly #stopped = new AbortController();
  #loop: Promise<void> | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        if (!signal.aborted) this.#say(String(error));
      }
      await sleep(this.#parts.everyMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  async #round(): Promise<void> {
    const { client, copy, clock, log, dataDir, onMappings } = this.#parts;
    const approved = (await client.mappings()).filter(isApproved).map(toApproved);
    const before = copy.mappings;
    await copy.take(approved, clock(), (digest) => this.#document(digest));
    if (JSON.stringify(before) !== JSON.stringify(copy.mappings)) {
      log.info({ versions: approved.map(({ version }) => version) }, 'approved mappings have changed');
      await onMappings();
    }
    await client.reportMappingGaps((await readGaps(dataDir)).map(toReport));
  }

  async #document(digest: string): Promise<Uint8Array> {
    const bytes = await this.#parts.client.download(digest);
    if (hex(sha256(bytes)) !== digest) throw new Error(`the hub gave other bytes than ${digest}`);
    return bytes;
  }

  /** From the first minute on, whoever reads the log knows how old the rules are that cases are mapped by. */
  #say(why: string): void {
    const { copy, clock, log } = this.#parts;
    const now = clock();
    if (now - this.#saidAt < SAY_EVERY_MS) return;
    this.#saidAt = now;
    const { syncedAt } = copy;
    const ageSeconds = syncedAt === undefined ? undefined : Math.round((now - syncedAt) / 1000);
    log.warn({ ageSeconds, why }, 'the hub is away; working by the last copy of its rules');
  }
}

function isApproved({ status }: tongban.v1.Mapping): boolean {
  return status === tongban.v1.MappingStatus.APPROVED;
}

function toApproved({ version, validFrom, document }: tongban.v1.Mapping): ApprovedMapping {
  return { version, validFrom, sha256: document?.sha256 ?? '' };
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
