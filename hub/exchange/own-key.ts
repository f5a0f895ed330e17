import { keyIdOf } from '#crypto/jose';
import type { PeerKey } from '#domain/directory';
import { type Database, directory } from '#hub/store';
import { changeDirectory, type DirectoryEditor } from './directory-changes.js';

/** What the hub signs with, and until when. */
export type OwnKey = Pick<PeerKey, 'suite' | 'spki' | 'validFrom' | 'validTo'>;

/**
 * Enters the hub itself into the directory, with the key of its statements: who checks what the hub has done by itself finds its
 * key as he finds those of the platforms. Nothing is written, and nobody told, when it stands there already.
 */
export async function enterOwnKey(
  db: Database,
  hubId: string,
  own: OwnKey,
  runtime: DirectoryEditor['runtime'],
): Promise<void> {
  const kid = keyIdOf(own);
  const { keys } = await directory.readDirectory(db);
  if (keys.some((key) => key.kid === kid && key.validTo === own.validTo)) return;
  await changeDirectory(db, { enteredBy: hubId, runtime }, async (book) => {
    book.peer({ peerId: hubId, name: '通办枢纽 · hub', uscc: '', divisionCode: '' });
    book.key({ ...own, kid, peerId: hubId, revokedAt: null });
  });
}
