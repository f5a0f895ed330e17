import { importPublicKey, type PublicKey } from '#crypto/primitives';
import type { HubClient } from './hub-client.js';

export interface PeerKey {
  readonly peerId: string;
  readonly publicKey: PublicKey;
}

/** Keys of the other platforms, by kid, as the hub's directory has them. */
export class PeerKeys {
  readonly #client: HubClient;
  #keys: ReadonlyMap<string, PeerKey> = new Map();

  constructor(client: HubClient) {
    this.#client = client;
  }

  /** Read anew once for a key that is not known: its platform may have registered it since. */
  async find(kid: string): Promise<PeerKey | undefined> {
    if (!this.#keys.has(kid)) this.#keys = await this.#read();
    return this.#keys.get(kid);
  }

  async #read(): Promise<Map<string, PeerKey>> {
    const found = new Map<string, PeerKey>();
    for (const { peerId, keys } of await this.#client.peers()) {
      for (const { kid, publicKey } of keys) {
        found.set(kid ?? '', { peerId, publicKey: importPublicKey(publicKey ?? new Uint8Array(0)) });
      }
    }
    return found;
  }
}
