import type { Directory, RegisteredKey } from '#hub/access';
import { tongban } from '#proto/codec';
import { momentText } from './case.js';

/** What the hub says of itself. */
export interface HubIdentity {
  readonly hubId: string;
  readonly logOrigin: string;
  readonly logVkey: string;
  readonly logVkeySm2: string;
  readonly keys: readonly Omit<RegisteredKey, 'publicKey' | 'peerId'>[];
}

export function toHub(hub: HubIdentity): tongban.v1.GetHubResponse.$Properties {
  return { ...hub, keys: hub.keys.map(toSigningKey) };
}

export function toPeers(directory: Directory): tongban.v1.ListPeersResponse.$Properties {
  return {
    peers: directory.peers.map((peer) => ({
      ...peer,
      keys: directory.keysOf(peer.peerId).map(toSigningKey),
    })),
  };
}

function toSigningKey(key: HubIdentity['keys'][number]): tongban.v1.SigningKey.$Properties {
  return {
    kid: key.kid,
    suite: tongban.v1.Suite[key.suite],
    publicKey: key.spki,
    validFrom: momentText(key.validFrom),
    validTo: momentText(key.validTo),
    revokedAt: key.revokedAt === null ? '' : momentText(key.revokedAt),
  };
}
