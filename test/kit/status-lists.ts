import { StatusBitmap, type StatusListToSign, signStatusList, statusListUri } from '#crypto/status-list';
import type { TestPeer } from './peer.js';

/** Statuses of 1,024 certificates, of which some are told. */
export function statuses(told: Readonly<Record<number, number>> = {}): StatusBitmap {
  const bitmap = StatusBitmap.empty(2, 1_024);
  for (const [index, status] of Object.entries(told)) bitmap.set(Number(index), status);
  return bitmap;
}

/** A list as its platform signs it now; `over` changes what it says. */
export function signedList(peer: TestPeer, list: string, over: Partial<StatusListToSign> = {}): string {
  const now = Date.now();
  return signStatusList(
    {
      issuer: peer.id,
      uri: statusListUri(peer.id, list),
      issuedAt: now,
      expiresAt: now + 86_400_000,
      ttlMs: 60_000,
      statuses: statuses(),
      ...over,
    },
    peer.material.messageKey,
  );
}
