import { keyIdOf } from '#crypto/jose';
import type { PeerKey } from '#domain/directory';
import { type Database, directory } from '#hub/store';

/** What the hub signs with, and until when. */
export type OwnKey = Pick<PeerKey, 'suite' | 'spki' | 'validFrom' | 'validTo'>;

/**
 * Enters the hub itself into the directory, with the key of its statements: who checks what the hub has done by itself finds its
 * key as he finds those of the platforms. Nothing is written, and nobody told, when it stands there already.
 */
export async function enterOwnKey(db: Database, hubId: string, own: OwnKey, now: number): Promise<void> {
  const kid = keyIdOf(own);
  const { keys } = await directory.readDirectory(db);
  if (keys.some((key) => key.kid === kid && key.validTo === own.validTo)) return;
  await db.transaction('directory.own', async (tx) => {
    directory.upsertPeer(tx, { peerId: hubId, name: '通办枢纽 · hub', uscc: '', divisionCode: '' }, now);
    directory.upsertKey(tx, { ...own, kid, peerId: hubId, revokedAt: null });
    directory.announceDirectoryChange(tx);
    // COMMIT POINT: directory.own. Before it the hub does nothing by itself; two processes write the same rows
    // (proved by test/fault/own-key.test.ts).
  });
}
