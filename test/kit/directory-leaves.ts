import { commit, type KeyLeaf } from '#crypto/evidence';
import type { MessageKey } from '#crypto/jose';
import { base64url, sha256, sm3, utf8 } from '#crypto/primitives';
import { AT, HUB, idOf } from './evidence.js';

/** What a log says of a key, as a hub writes it. */

export const [SINCE, UNTIL] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];

let made = 7_000;

function about() {
  return { at: AT - 1_000, hub: HUB, id: idOf(made++), v: 1 } as const;
}

const enteredBy = commit('enteredBy', sha256(utf8('salt')), utf8('an operator'));

export function registered(
  peer: string,
  { kid, key }: MessageKey,
  lie: Partial<KeyLeaf & { type: 'KeyRegistered' }> = {},
) {
  const { suite, spki } = key.publicKey;
  const digests = { sha256: base64url(sha256(spki)), sm3: base64url(sm3(spki)) };
  const leaf = { from: SINCE, key: digests, kid, peer, suite, to: UNTIL, type: 'KeyRegistered' } as const;
  const by = lie.found ? {} : { enteredBy };
  return { ...about(), ...by, ...leaf, ...lie };
}

export function revoked(
  peer: string,
  { kid }: MessageKey,
  since: number,
  lie: Partial<KeyLeaf & { type: 'KeyRevoked' }> = {},
) {
  const leaf = { kid, peer, reason: 'COMPROMISED', since, type: 'KeyRevoked' } as const;
  return { ...about(), enteredBy, ...leaf, ...lie };
}

export function ends(peer: string, { kid }: MessageKey, to: number) {
  return { ...about(), enteredBy, kid, peer, to, type: 'KeyPeriodChanged' } as const;
}

export function opened(keys: number) {
  return { ...about(), keys, peers: keys, type: 'DirectoryOpened' } as const;
}
