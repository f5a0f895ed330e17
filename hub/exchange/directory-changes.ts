import type { RevocationReason } from '#crypto/evidence';
import type { DirectoryRows, Peer, PeerKey } from '#domain/directory';
import type { Runtime } from '#hub/runtime';
import { type Database, directory, directoryActs, type Tx } from '#hub/store';
import { keyAct, type LeafMaker, openingAct, peerAct, periodAct, revocationAct } from './directory-leaves.js';

/** Who changes the directory. */
export interface DirectoryEditor {
  /** Kept beside the log, which has a commitment to it alone. */
  readonly enteredBy: string;
  readonly runtime: Pick<Runtime, 'now' | 'newId' | 'random'>;
}

/** A revocation that cannot be entered, and why. */
export class RevocationError extends Error {
  override readonly name = 'RevocationError';
  readonly code: 'UNKNOWN_KEY' | 'IN_FUTURE' | 'REVOKED_BEFORE';

  constructor(code: RevocationError['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

/**
 * Changes the directory, and has the log say what changed of platforms and keys, in one transaction. Before the log was told of the
 * directory nothing of it is said: the first start says it as it stands (see `logDirectory`).
 */
export function changeDirectory<T>(
  db: Pick<Database, 'transaction'>,
  editor: DirectoryEditor,
  work: (book: DirectoryBook, tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction('directory.change', async (tx) => {
    const book = new DirectoryBook(tx, await directoryActs.holdDirectory(tx), editor);
    await book.read();
    const result = await work(book, tx);
    book.close();
    // COMMIT POINT: directory.change. Before it nothing is entered; after it every act that is judged anew goes by it, and its leaves
    // wait in the queue. Giving the command again adds nothing (proved by test/fault/directory.test.ts).
    return result;
  });
}

/**
 * Has the log say once what the directory had before it was spoken of. Asked at each start, by every process: one of them says it.
 * @returns whether this one has.
 */
export function logDirectory(
  db: Pick<Database, 'transaction'>,
  hub: string,
  runtime: DirectoryEditor['runtime'],
): Promise<boolean> {
  return db.transaction('directory.open', async (tx) => {
    const state = await directoryActs.holdDirectory(tx);
    if (state.hub !== null) return false;
    const { peers, keys } = await directory.readDirectory(tx);
    const now = runtime.now();
    const maker: LeafMaker = { runtime, hub, enteredBy: undefined, at: now };
    const revoked = keys.flatMap((key) =>
      key.revokedAt === null ? [] : [revocationAct(maker, key, key.revokedAt, 'UNSPECIFIED')],
    );
    directoryActs.closeChange(tx);
    directoryActs.openDirectoryLog(tx, hub);
    const found = [
      ...peers.map((peer) => peerAct(maker, 'PeerRegistered', peer)),
      ...keys.map((key) => keyAct(maker, key)),
      ...revoked,
      openingAct(maker, keys.length, peers.length),
    ];
    directoryActs.insertActs(tx, found, undefined, now);
    directory.announceDirectoryChange(tx);
    // COMMIT POINT: directory.open. A crash before leaves it to the next start; after it no process says it again (proved by
    // test/fault/directory.test.ts).
    return true;
  });
}

/** A key that was revoked. */
export interface RevokedKey {
  readonly peerId: string;
  readonly kid: string;
  /** Unix milliseconds: signatures from then on do not count. */
  readonly since: number;
}

/**
 * Revokes a key: from the commit on no process takes anything that it signed, whenever that says it was signed. A key that was revoked
 * can be so again only with an earlier cut-off.
 * @param since unix milliseconds. @throws RevocationError.
 */
export function revokeKey(
  db: Pick<Database, 'transaction'>,
  editor: DirectoryEditor,
  { kid, since, reason }: { readonly kid: string; readonly since: number; readonly reason: RevocationReason },
): Promise<RevokedKey> {
  return changeDirectory(db, editor, async (book) => {
    const key = book.rows.keys.find((each) => each.kid === kid);
    if (key === undefined) throw new RevocationError('UNKNOWN_KEY', `no key ${kid}`);
    if (key.revokedAt !== null && key.revokedAt <= since) {
      const before = new Date(key.revokedAt).toISOString();
      throw new RevocationError('REVOKED_BEFORE', `the key was revoked before, as of ${before}`);
    }
    book.key({ ...key, revokedAt: since }, reason);
    return { peerId: key.peerId, kid, since };
  });
}

/** The directory while it is changed. */
export class DirectoryBook {
  readonly #tx: Tx;
  readonly #maker: LeafMaker;
  readonly #isLogged: boolean;
  readonly #acts: directoryActs.DirectoryAct[] = [];
  #rows: DirectoryRows = { peers: [], keys: [], certificates: [], rights: [] };

  constructor(tx: Tx, { hub }: directoryActs.DirectoryState, { enteredBy, runtime }: DirectoryEditor) {
    this.#tx = tx;
    this.#isLogged = hub !== null;
    this.#maker = { runtime, hub: hub ?? '', enteredBy, at: runtime.now() };
  }

  /** As it is now. */
  get rows(): DirectoryRows {
    return this.#rows;
  }

  async read(): Promise<void> {
    this.#rows = await directory.readDirectory(this.#tx);
  }

  /** Registers or renames a peer. */
  peer(peer: Peer): void {
    directory.upsertPeer(this.#tx, peer, this.#maker.at);
    const before = this.#rows.peers.find(({ peerId }) => peerId === peer.peerId);
    if (before === undefined) this.#log(() => peerAct(this.#maker, 'PeerRegistered', peer));
    else if (!isSamePeer(before, peer)) this.#log(() => peerAct(this.#maker, 'PeerChanged', peer));
    const others = this.#rows.peers.filter(({ peerId }) => peerId !== peer.peerId);
    this.#rows = { ...this.#rows, peers: [...others, peer] };
  }

  /**
   * Registers a key, changes until when it is valid, or revokes it. What it was registered from, and a revocation, stay.
   * @param reason of a revocation. @throws RevocationError IN_FUTURE: what ends later has an earlier `validTo`.
   */
  key(key: PeerKey, reason: RevocationReason = 'UNSPECIFIED'): void {
    const { kid, revokedAt } = key;
    const before = this.#rows.keys.find((each) => each.kid === kid);
    if (revokedAt !== null && revokedAt > this.#maker.at && revokedAt !== before?.revokedAt) {
      throw new RevocationError(
        'IN_FUTURE',
        `the revocation of ${kid} lies in the future: set validTo instead`,
      );
    }
    directory.upsertKey(this.#tx, key);
    if (before === undefined) this.#log(() => keyAct(this.#maker, key));
    else if (before.validTo !== key.validTo) this.#log(() => periodAct(this.#maker, key));
    const earliest = earlier(before?.revokedAt ?? null, revokedAt);
    if (earliest !== null && earliest !== before?.revokedAt)
      this.#log(() => revocationAct(this.#maker, key, earliest, reason));
    const others = this.#rows.keys.filter((each) => each.kid !== kid);
    this.#rows = { ...this.#rows, keys: [...others, { ...key, revokedAt: earliest }] };
  }

  /** Behind everything else: those who record acts are kept waiting from here on. */
  close(): void {
    directoryActs.closeChange(this.#tx);
    directoryActs.insertActs(this.#tx, this.#acts, this.#maker.enteredBy, this.#maker.at);
    directory.announceDirectoryChange(this.#tx);
  }

  #log(make: () => directoryActs.DirectoryAct): void {
    if (this.#isLogged) this.#acts.push(make());
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function isSamePeer(one: Peer, other: Peer): boolean {
  return one.name === other.name && one.uscc === other.uscc && one.divisionCode === other.divisionCode;
}
