import { formatCertificateLeaf } from '#crypto/evidence';
import { base64url, hex, type PublicKey, sha256, sm3, utf8 } from '#crypto/primitives';
import { readStatusList, type StatusList, type StatusListFault, statusListUri } from '#crypto/status-list';
import { isValidAt } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, statusLists as store, type Tx } from '#hub/store';
import {
  ConflictError,
  type HubError,
  NotFoundError,
  PolicyError,
  UnavailableError,
  ValidationError,
  VerificationError,
} from '#proto/errors';
import { type AppendLeaves, withLeaves } from '../leaf-settlement.js';
import type { RulesSource } from '../rules.js';
import type { TransparencyLog } from '../transparency-log.js';
import { checkNotRevoked } from '../verification.js';

/** A platform's statuses at 131,072 certificates a list: 500 million. */
const MAX_LISTS = 4_096;

/** A list that a platform wants published. */
interface StatusListToPublish {
  readonly list: string;
  readonly token: string;
}

export interface StatusListsParts {
  readonly db: Database;
  readonly rules: RulesSource;
  readonly log: TransparencyLog;
  readonly runtime: Runtime;
}

export interface StatusListsSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
}

/** A list whose signature holds, on its way into its place. */
interface Publication extends Omit<store.StatusListRow, 'revision' | 'leafId'> {
  readonly token: string;
  readonly leafId: string;
  readonly read: StatusList;
}

/**
 * Status lists of the platforms, for windows without a network: kept as they were signed, the latest of each name. What is
 * decided online goes by the directory, which knows at once. Each publication has its leaf, so that whoever was served an old
 * list finds the later one in the log (proved by test/integration/status-lists.test.ts).
 */
export class StatusLists {
  readonly #parts: StatusListsParts;
  readonly #settings: StatusListsSettings;

  constructor(parts: StatusListsParts, settings: StatusListsSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /**
   * Takes a list that the calling platform signed now, later than the one before, and that calls nothing valid which was
   * reported ended. The same token again is answered as before. @throws HubError.
   */
  async publish(platform: string, { list, token }: StatusListToPublish): Promise<store.StatusListRow> {
    const { db, log, runtime } = this.#parts;
    const digest = hex(sha256(utf8(token)));
    const known = await store.findStatusList(db, { platform, list });
    if (known?.sha256 === digest) return known;
    const read = this.#verified(platform, list, token);
    if (log.isBehind()) {
      throw new UnavailableError('UNAVAILABLE', 'the log is behind; nothing may go unlogged', {
        retryAfterMs: 5_000,
      });
    }
    const { issuedAt, expiresAt } = read;
    const leafId = runtime.newId();
    const publication = { platform, list, token, sha256: digest, issuedAt, expiresAt, leafId, read };
    return withLeaves(log, (append) => this.#publishOnce(publication, append));
  }

  #publishOnce(publication: Publication, append: AppendLeaves): Promise<store.StatusListRow> {
    return this.#parts.db.transaction('status-list.publish', async (tx) => {
      await store.takeTurn(tx);
      const before = await store.findStatusList(tx, publication);
      if (before?.sha256 === publication.sha256) return before;
      await checkFollows(tx, publication, before);
      checkNotRevoked(publication.read.kid, (await this.#parts.rules.within(tx)).directory);
      const revision = await store.putStatusList(tx, publication);
      const body = this.#leafOf(publication);
      const mustQueue = await this.#parts.log.hasQueue(tx); // in the order of the turns
      const write = compose(await append([{ leafId: publication.leafId, body }], mustQueue));
      if (write !== undefined) tx.send(write);
      const { token: _, read: __, ...row } = publication;
      // COMMIT POINT: status-list.publish. Before it readers have the list before; after it each gets this one at his next
      // round, and the log says so (proved by test/fault/status-lists.test.ts).
      return { ...row, revision };
    });
  }

  #leafOf({ platform, list, token, leafId, read }: Publication): Uint8Array {
    const bytes = utf8(token);
    return formatCertificateLeaf({
      actor: platform,
      at: this.#parts.runtime.now(),
      expires: read.expiresAt,
      hub: this.#settings.hubId,
      id: leafId,
      issued: read.issuedAt,
      kid: read.kid,
      list,
      token: { sha256: base64url(sha256(bytes)), sm3: base64url(sm3(bytes)) },
      type: 'StatusListPublished',
      v: 1,
    });
  }

  /** In the order of publication. */
  list(after: number, limit: number, platform: string | undefined): Promise<store.StatusListRow[]> {
    return store.listStatusLists(this.#parts.db, after, limit, platform);
  }

  /** @returns no token to a reader who has it. @throws NotFoundError. */
  async find(platform: string, list: string, knownSha256: string) {
    const found = await store.findToken(this.#parts.db, { platform, list }, knownSha256);
    if (found === undefined) throw new NotFoundError('NOT_FOUND', `no status list ${list} of ${platform}`);
    return found;
  }

  #verified(platform: string, list: string, token: string): StatusList {
    const now = this.#parts.runtime.now();
    const read = readStatusList(token, {
      uri: statusListUri(platform, list),
      issuer: platform,
      now,
      maxAgeMs: this.#settings.clockWindowMs,
      keyOf: (issuer, kid) => this.#key(issuer, kid, now),
    });
    if (typeof read === 'string') throw faultOf(read);
    return read;
  }

  #key(platform: string, kid: string, now: number): PublicKey | undefined {
    const key = this.#parts.rules.current().directory.key(kid);
    return key?.peerId === platform && isValidAt(key, now) ? key.publicKey : undefined;
  }
}

/** @throws HubError when it may not take the place of the one before. */
async function checkFollows(
  tx: Tx,
  publication: Publication,
  before: store.StatusListRow | undefined,
): Promise<void> {
  const { platform, issuedAt, read } = publication;
  if (before === undefined && (await store.countStatusLists(tx, platform)) >= MAX_LISTS) {
    throw new PolicyError('NOT_ALLOWED', `a platform has at most ${MAX_LISTS} lists`);
  }
  if (before !== undefined && issuedAt <= before.issuedAt) {
    const at = new Date(before.issuedAt).toISOString();
    throw new ConflictError('CONFLICT', `the list stands as it was signed at ${at}, which is no earlier`);
  }
  const ended = await store.findEnded(tx, publication, issuedAt);
  const denied = ended.filter(({ index }) => (read.statuses.get(index) ?? 0) === 0);
  if (denied.length > 0) throw contradiction(denied);
}

const MAX_NAMED = 20;

function contradiction(denied: readonly store.EndedPlace[]): ConflictError {
  const violations = denied.slice(0, MAX_NAMED).map(({ certificateId, state, index }) => ({
    pointer: `/token/status_list/${index}`,
    message: `${certificateId} was reported ${state}`,
  }));
  return new ConflictError('CONFLICT', 'the list calls valid what was reported ended', { violations });
}

function faultOf(fault: StatusListFault): HubError {
  switch (fault) {
    case 'TOO_LARGE':
      return new ValidationError('TOO_LARGE', 'the token is larger than a list can be');
    case 'MALFORMED':
    case 'TYPE_WRONG':
    case 'OTHER_LIST':
      return new ValidationError('MALFORMED', 'not a list of this platform under this name', {
        violations: [{ pointer: '/token', message: fault }],
      });
    case 'ALGORITHM_NOT_ALLOWED':
    case 'CRITICAL_HEADER':
    case 'KEY_UNKNOWN':
    case 'SIGNATURE_INVALID':
      return new VerificationError(fault, "the list's signature");
    case 'NOT_YET_VALID':
    case 'EXPIRED':
    case 'TOO_OLD':
      return new VerificationError('CLOCK_SKEW', `the list is not of now: ${fault}`);
  }
}
