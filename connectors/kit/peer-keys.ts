import { importPublicKey, type PublicKey } from '#crypto/primitives';
import { type Clock, systemClock } from './clock.js';
import type { HubClient } from './hub-client.js';

export interface PeerKey {
  readonly peerId: string;
  readonly publicKey: PublicKey;
  /** Unix milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | undefined;
}

/** Keys may be revoked: what was read is good for so long. */
const KEPT_MS = 60_000;

/** Keys of the other platforms, by kid, as the hub's directory has them. */
export class PeerKeys {
  readonly #client: Pick<HubClient, 'peers'>;
  readonly #clock: Clock;
  #keys: ReadonlyMap<string, PeerKey> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(client: Pick<HubClient, 'peers'>, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Read anew for a key that is not known, whose platform may have registered it since, and when what is known is old. */
  async find(kid: string): Promise<PeerKey | undefined> {
    if (!this.#keys.has(kid) || this.#clock() - this.#readAt > KEPT_MS) {
      this.#keys = await this.#read();
      this.#readAt = this.#clock();
    }
    return this.#keys.get(kid);
  }

  async #read(): Promise<Map<string, PeerKey>> {
    const found = new Map<string, PeerKey>();
    for (const { peerId, keys } of await this.#client.peers()) {
      for (const { kid, publicKey, validFrom, validTo, revokedAt } of keys) {
        found.set(kid ?? '', {
          peerId,
          publicKey: importPublicKey(publicKey ?? new Uint8Array(0)),
          validFrom: Date.parse(validFrom ?? ''),
          validTo: Date.parse(validTo ?? ''),
          revokedAt: revokedAt ? Date.parse(revokedAt) : undefined,
        });
      }
    }
    return found;
  }
}

/** Whether a key may have signed at that moment. One that has been revoked since could be in anybody's hands, who dates back. */
export function isValidAt({ validFrom, validTo, revokedAt }: PeerKey, at: number): boolean {
  return revokedAt === undefined && validFrom <= at && at <= validTo;
}
