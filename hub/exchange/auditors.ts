import {
  type AuditScope,
  admissionVersion,
  casesGranted,
  commit,
  type EvidenceScope,
  formatAuditorLeaf,
  formatEvidenceScope,
  parseEvidenceScope,
  SALT_BYTES,
} from '#crypto/evidence';
import { base64url, sha256, utf8 } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';
import { auditorGrants, compose, type Database, logStore } from '#hub/store';
import { NotFoundError, PolicyError, ValidationError, VerificationError } from '#proto/errors';
import { values } from '#proto/schema';

/** Whom an operator lets read the log, and which evidence. */
export interface Admission {
  /** An organisation's short name, as platforms have one; never a person's. */
  readonly auditor: string;
  readonly scope: AuditScope;
  /** Undefined: of no case. */
  readonly evidence?: EvidenceScope | undefined;
  /** Unix milliseconds; undefined: at once. */
  readonly beginsAt?: number | undefined;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

export interface AuditorsParts {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly hubId: string;
}

/** 256 bits: nobody guesses one, so its plain digest is all that need be kept. */
const TOKEN_BYTES = 32;

/** Programs that look for secrets that were left lying about know a token by its beginning. */
const PREFIX = 'tongban_audit_';
const TOKEN = /^tongban_audit_[\w-]{43}$/;

/**
 * Auditors without a client certificate, and their tokens. Every admission and every revocation has its leaf, so that the log
 * itself says who could read it. Tokens are looked up at each request: a revocation holds at once, in every process (proved by
 * test/integration/auditors.test.ts).
 */
export class Auditors {
  readonly #parts: AuditorsParts;

  constructor(parts: AuditorsParts) {
    this.#parts = parts;
  }

  /** @returns the token, which is kept nowhere. @throws ValidationError. */
  async admit({ auditor, scope, evidence, beginsAt, expiresAt }: Admission): Promise<string> {
    const { db, runtime, hubId } = this.#parts;
    const now = runtime.now();
    if (!values.peerId.safeParse(auditor).success) {
      throw new ValidationError('MALFORMED', `${auditor} is no short name of an organisation`);
    }
    if (evidence !== undefined && parseEvidenceScope(formatEvidenceScope(evidence)) === undefined) {
      throw new ValidationError('MALFORMED', 'the scope of evidence cannot be read');
    }
    if (expiresAt <= now) throw new ValidationError('MALFORMED', 'the admission would have ended already');
    if (beginsAt !== undefined && beginsAt >= expiresAt)
      throw new ValidationError('MALFORMED', 'the admission would end before it begins');
    const token = `${PREFIX}${base64url(runtime.random(TOKEN_BYTES))}`;
    const grantId = runtime.newId();
    const salt = runtime.random(SALT_BYTES);
    const leaf = { at: now, auditor, expires: expiresAt, hub: hubId, id: grantId, scope } as const;
    const told = { evidence: evidence && toLogged(evidence, salt), begins: beginsAt };
    const body = formatAuditorLeaf({
      ...{ ...leaf, ...told, type: 'AuditorAdmitted', v: admissionVersion(told) },
    });
    await db.transaction('auditor.admit', async (tx) => {
      const grant = { grantId, auditor, scope, evidence: evidence ?? null, admittedAt: now };
      const times = { beginsAt: beginsAt ?? null, expiresAt };
      const casesSalt = evidence?.cases === undefined ? undefined : salt;
      auditorGrants.insertGrant(tx, { ...grant, ...times, casesSalt, tokenSha256: digestOf(token) });
      const write = compose([logStore.insertPending([{ leafId: grantId, body }])]);
      if (write !== undefined) tx.send(write);
      // COMMIT POINT: auditor.admit. The token is shown to nobody before; one that is lost with the answer opens for nobody
      // who has it, and can be revoked by the auditor's name (proved by test/fault/auditors.test.ts).
    });
    return token;
  }

  /** Ends everything that the auditor was granted. @throws NotFoundError when there is nothing to end. */
  async revoke(auditor: string): Promise<number> {
    const { db, runtime, hubId } = this.#parts;
    const now = runtime.now();
    const ended = await db.transaction('auditor.revoke', async (tx) => {
      const grants = await auditorGrants.revokeGrants(tx, auditor, now);
      const leaves = grants.map(({ grantId }) => {
        const id = runtime.newId();
        const leaf = { at: now, auditor, grant: grantId, hub: hubId, id, v: 1 } as const;
        return { leafId: id, body: formatAuditorLeaf({ ...leaf, type: 'AuditorRevoked' }) };
      });
      const write = leaves.length === 0 ? undefined : compose([logStore.insertPending(leaves)]);
      if (write !== undefined) tx.send(write);
      // COMMIT POINT: auditor.revoke. From here on no process takes the token (proved by test/fault/auditors.test.ts).
      return grants.length;
    });
    if (ended === 0) throw new NotFoundError('NOT_FOUND', `nothing is granted to ${auditor}`);
    return ended;
  }

  /** What auditors have asked for, the latest first. @param auditor undefined: all of them. */
  requests(auditor: string | undefined, limit: number): ReturnType<typeof auditorGrants.listRequests> {
    return auditorGrants.listRequests(this.#parts.db, auditor, limit);
  }

  list(): Promise<auditorGrants.AuditorGrant[]> {
    return auditorGrants.listGrants(this.#parts.db);
  }

  /**
   * Whose token this is. It is looked up by its digest, so that the time it takes says nothing about any token.
   * @throws VerificationError UNAUTHENTICATED.
   */
  async authenticate(token: string | undefined): Promise<auditorGrants.AuditorGrant> {
    const { db, runtime } = this.#parts;
    const isOne = token !== undefined && TOKEN.test(token);
    const grant = isOne ? await auditorGrants.findGrant(db, digestOf(token)) : undefined;
    return checkStanding(grant, runtime.now());
  }
}

/** @returns the grant. @throws VerificationError UNAUTHENTICATED when it is none, has not begun, or is over. */
export function checkStanding(
  grant: auditorGrants.AuditorGrant | undefined,
  now: number,
): auditorGrants.AuditorGrant {
  if (grant === undefined) throw unauthenticated('no token of an auditor');
  if (grant.revokedAt !== null) throw unauthenticated('the token has been revoked');
  if (grant.beginsAt !== null && now < grant.beginsAt) throw unauthenticated('the token is not good yet');
  if (grant.expiresAt <= now) throw unauthenticated('the token has expired');
  return grant;
}

/** What the log says of it: of the cases that are named, a commitment. */
function toLogged({ cases, ...scope }: EvidenceScope, salt: Uint8Array) {
  return cases === undefined ? scope : { ...scope, cases: commit('case', salt, casesGranted(cases)) };
}

/** @throws PolicyError NOT_ALLOWED when the grant is for less. */
export function checkScope(grant: Pick<Admission, 'scope'>, needed: AuditScope): void {
  if (grant.scope === needed || grant.scope === 'log:read') return;
  throw new PolicyError('NOT_ALLOWED', `the token is for ${grant.scope} alone`);
}

function digestOf(token: string): Uint8Array {
  return sha256(utf8(token));
}

function unauthenticated(detail: string): VerificationError {
  return new VerificationError('UNAUTHENTICATED', detail);
}
