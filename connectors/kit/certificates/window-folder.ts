import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64 } from '#crypto/primitives';
import { readStatusList, statusListUri } from '#crypto/status-list';
import type { tongban } from '#proto/codec';
import { values } from '#proto/schema';
import type { Clock } from '../clock.js';
import { writeDurably } from '../durable-file.js';
import type { HubClient } from '../hub-client.js';
import type { ConnectorLog } from '../log.js';
import type { PeerKeys } from '../peer-keys.js';

export interface WindowFolderParts {
  /** `window` of the connector's data folder. */
  readonly folder: string;
  readonly client: Pick<HubClient, 'peers' | 'statusLists' | 'statusList'>;
  readonly peerKeys: PeerKeys;
  readonly clock: Clock;
  /** Told of each list that its platform has published, before it is fetched. */
  readonly onList: (platform: string) => void;
  readonly log: ConnectorLog;
}

/** A list that was signed longer ago is not taken: the one that is there is then younger, or as good. */
const MAX_LIST_AGE_MS = 24 * 3_600_000;

/**
 * What windows without a network go by: the platforms' keys, and every status list, each as it was signed. What cannot be had
 * stays as it was, with its age (proved by test/integration/status-refresh.test.ts).
 */
export class WindowFolder {
  readonly #parts: WindowFolderParts;
  /** The last revision of which everything is here. */
  #seen = 0;

  constructor(parts: WindowFolderParts) {
    this.#parts = parts;
  }

  /** Fetches keys, and the lists that were published since. @throws HubCallError when the hub is away. */
  async round(): Promise<void> {
    const { client, folder, clock, onList } = this.#parts;
    await mkdir(join(folder, 'lists'), { recursive: true, mode: 0o700 });
    const asOf = clock();
    await writeDurably(join(folder, 'platforms.json'), platformsJson(await client.peers(), asOf));
    for (;;) {
      const entries = await client.statusLists(this.#seen);
      if (entries.length === 0) return;
      for (const entry of entries) {
        onList(entry.platform);
        await this.#fetch(entry);
        this.#seen = entry.revision;
      }
    }
  }

  /** One that does not verify leaves the one before where it is. */
  async #fetch({ platform, list }: tongban.v1.StatusListEntry): Promise<void> {
    const { client, folder, log } = this.#parts;
    if (!values.peerId.safeParse(platform).success || !values.statusListName.safeParse(list).success) return; // would be a path
    const { token } = await client.statusList(platform, list, '');
    const fault = await this.#faultOf(token, platform, list);
    if (fault !== undefined) return log.error({ platform, list, fault }, 'a status list was not taken');
    const path = join(folder, 'lists', platform);
    await mkdir(path, { recursive: true, mode: 0o700 });
    await writeDurably(join(path, `${list}.jwt`), token);
  }

  async #faultOf(token: string, platform: string, list: string): Promise<string | undefined> {
    const { peerKeys, clock } = this.#parts;
    const kid = kidOf(token);
    const key = await peerKeys.find(kid);
    const read = readStatusList(token, {
      uri: statusListUri(platform, list),
      issuer: platform,
      now: clock(),
      maxAgeMs: MAX_LIST_AGE_MS,
      keyOf: (issuer) => (key?.peerId === issuer && key.revokedAt === undefined ? key.publicKey : undefined),
    });
    return typeof read === 'string' ? read : undefined;
  }
}

/** Which key to look for; whether it is the right one, the signature says. */
function kidOf(token: string): string {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    return typeof header === 'object' && header !== null && 'kid' in header ? String(header.kid) : '';
  } catch {
    return '';
  }
}

function platformsJson(peers: readonly tongban.v1.Peer[], asOf: number): string {
  const keys = peers.flatMap(({ peerId, divisionCode, keys }) =>
    keys.map(({ publicKey, validFrom, validTo, revokedAt }) => ({
      platform: peerId,
      ...(divisionCode === '' ? {} : { divisionCode }),
      publicKey: base64(publicKey ?? new Uint8Array(0)),
      validFrom,
      validTo,
      ...(revokedAt ? { revokedAt } : {}),
    })),
  );
  return `${JSON.stringify({ asOf: new Date(asOf).toISOString(), keys }, undefined, 2)}\n`;
}
