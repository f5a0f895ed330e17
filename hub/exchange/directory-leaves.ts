import {
  commit,
  type DirectoryLeaf,
  formatDirectoryLeaf,
  type RevocationReason,
  SALT_BYTES,
} from '#crypto/evidence';
import { base64url, sha256, sm3, utf8 } from '#crypto/primitives';
import type { Peer, PeerKey } from '#domain/directory';
import type { Runtime } from '#hub/runtime';
import type { directoryActs } from '#hub/store';

/** Makes the leaves about the directory. */
export interface LeafMaker {
  readonly runtime: Pick<Runtime, 'newId' | 'random'>;
  readonly hub: string;
  /** Undefined for what the directory had before the log spoke of it. */
  readonly enteredBy: string | undefined;
  /** Unix milliseconds. */
  readonly at: number;
}

export function peerAct(
  maker: LeafMaker,
  type: 'PeerRegistered' | 'PeerChanged',
  { peerId: peer, name, uscc, divisionCode: division }: Peer,
): directoryActs.DirectoryAct {
  return act(maker, (about, entered) => ({ ...about, ...entered, division, name, peer, type, uscc }));
}

export function keyAct(maker: LeafMaker, key: PeerKey): directoryActs.DirectoryAct {
  const { kid, peerId: peer, suite, spki, validFrom: from, validTo: to } = key;
  const digests = { sha256: base64url(sha256(spki)), sm3: base64url(sm3(spki)) };
  return act(maker, (about, entered) => ({
    ...about,
    ...entered,
    ...{ from, key: digests, kid, peer, suite, to, type: 'KeyRegistered' },
  }));
}

/** @param maker of an entry that somebody makes. */
export function periodAct(
  maker: LeafMaker,
  { kid, peerId: peer, validTo: to }: PeerKey,
): directoryActs.DirectoryAct {
  return act(maker, (about, { enteredBy = NOBODY }) => ({
    ...about,
    ...{ enteredBy, kid, peer, to, type: 'KeyPeriodChanged' },
  }));
}

export function revocationAct(
  maker: LeafMaker,
  { kid, peerId: peer }: Pick<PeerKey, 'kid' | 'peerId'>,
  since: number,
  reason: RevocationReason,
): directoryActs.DirectoryAct {
  return act(maker, (about, entered) => ({
    ...about,
    ...entered,
    ...{ kid, peer, reason, since, type: 'KeyRevoked' },
  }));
}

export function openingAct(maker: LeafMaker, keys: number, peers: number): directoryActs.DirectoryAct {
  return act(maker, (about) => ({ ...about, keys, peers, type: 'DirectoryOpened' }));
}

const NOBODY = { sha256: '', sm3: '' };

interface Entered {
  readonly enteredBy?: ReturnType<typeof commit>;
  readonly found?: true;
}

function act(
  { runtime, hub, enteredBy, at }: LeafMaker,
  make: (
    about: { readonly at: number; readonly hub: string; readonly id: string; readonly v: 1 },
    entered: Entered,
  ) => DirectoryLeaf,
): directoryActs.DirectoryAct {
  const [id, salt] = [runtime.newId(), runtime.random(SALT_BYTES)];
  const leaf = make(
    { at, hub, id, v: 1 },
    enteredBy === undefined ? { found: true } : { enteredBy: commit('enteredBy', salt, utf8(enteredBy)) },
  );
  return {
    leafId: id,
    body: formatDirectoryLeaf(leaf),
    type: leaf.type,
    peerId: 'peer' in leaf ? leaf.peer : undefined,
    kid: 'kid' in leaf ? leaf.kid : undefined,
    salt,
  };
}
