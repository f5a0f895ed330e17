import { hex, type PublicKey, sha256, utf8 } from '#crypto/primitives';
import { readStatusList, type StatusList, type StatusListFault, statusListUri } from '#crypto/status-list';
import { isValidAt } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { type Database, statusLists as store } from '#hub/store';
import {
  ConflictError,
  type HubError,
  NotFoundError,
  PolicyError,
  ValidationError,
  VerificationError,
} from '#proto/errors';
import type { RulesSource } from '../rules.js';

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
  readonly runtime: Runtime;
}

/**
 * Status lists of the platforms, for windows without a network: kept as they were signed, the latest of each name. What is
 * decided online goes by the directory, which knows at once.
 */
export class StatusLists {
  readonly #parts: StatusListsParts;
  readonly #clockWindowMs: number;

  constructor(parts: StatusListsParts, { clockWindowMs }: { readonly clockWindowMs: number }) {
    this.#parts = parts;
    this.#clockWindowMs = clockWindowMs;
  }

  /**
   * Takes a list that the calling platform signed now, later than the one before, and that calls nothing valid which was
   * reported ended. The same token again is answered as before. @throws HubError.
   */
  async publish(platform: string, { list, token }: StatusListToPublish): Promise<store.StatusListRow> {
    const { db } = this.#parts;
    const digest = hex(sha256(utf8(token)));
    const known = await store.findStatusList(db, { platform, list });
    if (known?.sha256 === digest) return known;
    const { statuses, issuedAt, expiresAt } = this.#verified(platform, list, token);
    const row = { platform, list, token, sha256: digest, issuedAt, expiresAt };
    return db.transaction('status-list.publish', async (tx) => {
      await store.takeTurn(tx);
      const before = await store.findStatusList(tx, row);
      if (before?.sha256 === digest) return before;
      if (before === undefined && (await store.countStatusLists(tx, platform)) >= MAX_LISTS) {
        throw new PolicyError('NOT_ALLOWED', `a platform has at most ${MAX_LISTS} lists`);
      }
      if (before !== undefined && issuedAt <= before.issuedAt) {
        const at = new Date(before.issuedAt).toISOString();
        throw new ConflictError('CONFLICT', `the list stands as it was signed at ${at}, which is no earlier`);
      }
      const ended = await store.findEnded(tx, row, issuedAt);
      const denied = ended.filter(({ index }) => (statuses.get(index) ?? 0) === 0);
      if (denied.length > 0) throw contradiction(denied);
      const { token: _, ...stored } = row;
      // COMMIT POINT: status-list.publish. Before it readers have the list before; after it each gets this one at his next
      // round (proved by test/fault/status-lists.test.ts).
      return { ...stored, revision: await store.putStatusList(tx, row) };
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
      maxAgeMs: this.#clockWindowMs,
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
