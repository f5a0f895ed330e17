import {
  ed25519Verifier,
  type NoteSigner,
  type NoteVerifier,
  parseNote,
  sm2NoteVerifier,
} from '#crypto/tlog';
import { type Database, logKeys, type logStore } from '#hub/store';

/** As far as they are public. */
interface Keys {
  readonly own: readonly Pick<NoteSigner, 'vkey' | 'verifier'>[];
}

/**
 * The keys of this process are not those that the log goes by. Signing on would leave readers without the line that they know,
 * or with one that the log has not announced.
 */
export class LogKeyError extends Error {
  override readonly name = 'LogKeyError';

  constructor(found: string) {
    super(`${found}: refusing to sign (config/OPERATING.md, "Changing the log's keys")`);
  }
}

/**
 * Before anything is signed: a key that was announced to take another's place must be here from then on, and a key goes only once
 * the log has the entry that says by which it is replaced (proved by test/fault/log-keys.test.ts).
 * @throws LogKeyError.
 */
export function checkKeys(
  tree: Keys,
  head: Pick<logStore.TreeHead, 'note' | 'size'>,
  changes: readonly logKeys.KeyChange[],
): void {
  const own = tree.own.map(({ vkey }) => vkey);
  for (const { oldVkey, newVkey } of changes) {
    const hasFollowed = own.indexOf(newVkey) > own.indexOf(oldVkey);
    if (!own.includes(oldVkey) || hasFollowed) continue;
    throw new LogKeyError(
      `the key ${oldVkey} was announced to be replaced by ${newVkey}, which does not follow it here`,
    );
  }
  const [first] = parseNote(head.note)?.lines ?? [];
  if (head.size === 0 || first === undefined || tree.own.some(({ verifier }) => isOf(verifier, first))) {
    return;
  }
  const logged = changes.filter(({ index }) => index !== null && index < head.size);
  if (pastKeys(tree, logged).some((key) => isOf(key, first))) return;
  throw new LogKeyError('the log has no entry yet that announces the key of this process');
}

/** Keys that the log went by before it changed to one that is here, as its entries say. */
export function pastKeys({ own }: Keys, changes: readonly logKeys.KeyChange[]): NoteVerifier[] {
  const known = new Set(own.map(({ vkey }) => vkey));
  const past: NoteVerifier[] = [];
  for (const { oldVkey, newVkey, index } of changes.toReversed()) {
    if (index === null || !known.has(newVkey) || known.has(oldVkey)) continue;
    const key = ed25519Verifier(oldVkey) ?? sm2NoteVerifier(oldVkey);
    if (key === undefined) continue;
    known.add(oldVkey);
    past.push(key);
  }
  return past;
}

/** Every key under which a checkpoint of this tree may have been signed. */
export async function knownKeys(
  db: Pick<Database, 'query'>,
  log: number,
  tree: Keys,
): Promise<NoteVerifier[]> {
  const changes = await logKeys.readKeyChanges(db, log);
  return [...tree.own.map(({ verifier }) => verifier), ...pastKeys(tree, changes)];
}

function isOf(key: NoteVerifier, line: Pick<NoteVerifier, 'name' | 'keyId'>): boolean {
  return key.name === line.name && key.keyId === line.keyId;
}
