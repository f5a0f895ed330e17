import type { MessageKey } from '#crypto/jose';
import {
  SHARD_ENTRIES,
  STATUS_OF_STATE,
  StatusBitmap,
  signStatusList,
  statusListUri,
} from '#crypto/status-list';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import type { ConnectorLog } from '../log.js';
import type { ProvinceCertificates, ProvinceStatusList } from './province-certificates.js';

export interface ListPublisherParts {
  readonly platform: string;
  readonly key: MessageKey;
  readonly client: Pick<HubClient, 'publishStatusList'>;
  readonly certificates: Pick<ProvinceCertificates, 'statusLists'>;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

/** Unchanged lists are signed anew so often, for windows that refuse old ones. */
export const RESIGN_MS = 5 * 60_000;

/** A window's own bound is shorter; nobody shall go by a list that is older. */
const LIFE_MS = 7 * 24 * 3_600_000;

/** Readers who can should look again. */
const TTL_MS = 60_000;

const SECOND_MS = 1_000;
const BITS = 2;

interface Published {
  /** What it said: places and statuses. */
  readonly words: string;
  readonly signedAt: number;
}

/** Signs and publishes the platform's status lists: those that have changed at once, the others from time to time. */
export class ListPublisher {
  readonly #parts: ListPublisherParts;
  readonly #published = new Map<string, Published>();

  constructor(parts: ListPublisherParts) {
    this.#parts = parts;
  }

  /** One look at the platform's lists. One that the hub does not take is tried again at the next. */
  async round(): Promise<void> {
    const { certificates, clock, log } = this.#parts;
    for (const list of (await certificates.statusLists?.()) ?? []) {
      const words = wordsOf(list);
      const last = this.#published.get(list.list);
      const now = clock();
      const isFresh = last !== undefined && now - last.signedAt < RESIGN_MS;
      // Lists are dated to the second: a second one in the same second would not be later.
      const isSameSecond = last !== undefined && now - last.signedAt < SECOND_MS;
      if ((isFresh && last.words === words) || isSameSecond) continue;
      try {
        await this.#publish(list, now);
        this.#published.set(list.list, { words, signedAt: now });
      } catch (error) {
        log.warn({ list: list.list, err: String(error) }, 'a status list was not published');
      }
    }
  }

  async #publish({ list, ended }: ProvinceStatusList, now: number): Promise<void> {
    const { platform, key, client, log } = this.#parts;
    const statuses = StatusBitmap.empty(BITS, SHARD_ENTRIES);
    for (const { index, state } of ended) statuses.set(index, STATUS_OF_STATE[state]);
    const times = { issuedAt: now, expiresAt: now + LIFE_MS, ttlMs: TTL_MS };
    const uri = statusListUri(platform, list);
    const token = signStatusList({ issuer: platform, uri, ...times, statuses }, key);
    const { revision } = await client.publishStatusList(list, token);
    log.info({ list, ended: ended.length, revision }, 'a status list was published');
  }
}

function wordsOf({ ended }: ProvinceStatusList): string {
  const places = ended.map(({ index, state }) => `${index} ${STATUS_OF_STATE[state]}`);
  return places.sort().join('\n');
}
