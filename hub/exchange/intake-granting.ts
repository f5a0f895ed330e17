import { commitmentText, formatIntakeGrantLeaf, type IntakeGrantLeaf } from '#crypto/evidence';
import type { MessageHeader } from '#crypto/jose';
import { equalBytes } from '#crypto/primitives';
import { jurisdictionFault } from '#domain/division';
import { hasEnded } from '#domain/intake';
import { dayOf } from '#domain/rules';
import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { type Database, directory, directoryActs, intakeGrants as store, type Tx } from '#hub/store';
import { ConflictError, NotFoundError, PolicyError, RuleError, ValidationError } from '#proto/errors';
import {
  INTAKE_GRANT_MESSAGES,
  type IntakeGrantMessage,
  type IntakeGrantMessageType,
  readJson,
  validate,
} from '#proto/schema';
import type { ReceivedMessage } from './act.js';
import { type NumberedPage, numberedPage } from './numbered-page.js';
import type { Rules, RulesSource } from './rules.js';
import { checkFreshness, type Verified, verifyReceived } from './verification.js';

export interface IntakeGrantingParts {
  readonly db: Database;
  readonly rules: RulesSource;
  readonly signatures: SignaturePool;
  readonly runtime: Runtime;
}

export interface IntakeGrantingSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
}

/** What a platform asks for of its grants; those that it gave, or those that it holds. */
export interface GrantsAsked extends Omit<store.GrantQuery, 'party'> {
  readonly view: 'GIVEN' | 'HELD';
}

/** Every process has all grants in memory: no platform fills it. Some hundred items, for every other platform and some of their places. */
const MOST_GRANTS = 20_000;

type Granting = IntakeGrantMessage<'GrantIntake'>;
type Withdrawing = IntakeGrantMessage<'WithdrawIntakeGrant'>;

/** One type of message: how it is read, and what it changes. */
interface Kind<T> {
  readonly type: IntakeGrantMessageType;
  read(header: MessageHeader, payload: Uint8Array): T;
  change(message: Verified<T>, entering: Entering): Promise<Entered>;
}

/** What a message comes to: the grant that it is about, and what the log says of it. */
interface Entered {
  readonly grantId: string;
  readonly leaf: IntakeGrantLeaf;
}

/** What a message is judged by and entered with. */
interface Entering {
  readonly tx: Tx;
  readonly rules: Rules;
  /** Unix milliseconds. */
  readonly now: number;
  readonly leafId: string;
}

/**
 * 收件授权: what the platform that decides an item lets others do for it, and takes back. Each is a change of the directory: from its
 * commit on every process judges by it, and its leaf stands before those of the acts that rest on it (proved by
 * test/integration/intake-grants.test.ts).
 */
export class IntakeGranting {
  readonly #parts: IntakeGrantingParts;
  readonly #settings: IntakeGrantingSettings;

  constructor(parts: IntakeGrantingParts, settings: IntakeGrantingSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /** The same message again is answered as the grant stands by now. @throws HubError. */
  grant(received: ReceivedMessage): Promise<store.IntakeGrantRow> {
    return this.#enter<Granting>(received, {
      type: 'GrantIntake',
      read: (header, payload) =>
        validate(INTAKE_GRANT_MESSAGES.GrantIntake, jsonOf('GrantIntake', header, payload), UNFIT),
      change: (message, entering) => this.#give(message, entering),
    });
  }

  /** @throws HubError, INTAKE_GRANT_ENDED when the grant has ended by then. */
  withdraw(received: ReceivedMessage): Promise<store.IntakeGrantRow> {
    return this.#enter<Withdrawing>(received, {
      type: 'WithdrawIntakeGrant',
      read: (header, payload) =>
        validate(
          INTAKE_GRANT_MESSAGES.WithdrawIntakeGrant,
          jsonOf('WithdrawIntakeGrant', header, payload),
          UNFIT,
        ),
      change: (message, entering) => this.#withdraw(message, entering),
    });
  }

  /** In the order in which they were given. */
  list(peer: string, { view, ...asked }: GrantsAsked): Promise<NumberedPage<store.IntakeGrantRow>> {
    const party = view === 'GIVEN' ? { grantedBy: peer } : { platform: peer };
    return numberedPage(asked.limit, (limit) =>
      store.listIntakeGrants(this.#parts.db, { ...asked, party, limit }),
    );
  }

  async #enter<T>(received: ReceivedMessage, { type, read, change }: Kind<T>): Promise<store.IntakeGrantRow> {
    const verified = await this.#verified(received, read);
    const { header, digest, salt } = verified;
    const { db, rules, runtime } = this.#parts;
    const grantId = await db.transaction('grant.record', async (tx) => {
      await directoryActs.holdDirectory(tx);
      const earlier = await store.findAct(tx, header.iss, header.jti);
      if (earlier !== undefined) return repeated(earlier, verified);
      const now = runtime.now();
      const current = await rules.within(tx);
      const { clockWindowMs } = this.#settings;
      checkFreshness(header, { directory: current.directory, now, clockWindowMs });
      const leafId = runtime.newId();
      const { grantId, leaf } = await change(verified, { tx, rules: current, now, leafId });
      directoryActs.closeChange(tx);
      store.insertAct(tx, {
        ...{ issuer: header.iss, messageId: header.jti, type, grantId, digest, salt, leafId },
        ...{ body: formatIntakeGrantLeaf(leaf), parts: received.parts, receivedAt: now },
      });
      directory.announceDirectoryChange(tx);
      // COMMIT POINT: grant.record. Before it nothing has changed; after it every act that is judged anew goes by it, and its leaf
      // waits in the queue. The same message again adds nothing (proved by test/fault/intake-grants.test.ts).
      return grantId;
    });
    return stored(await store.findGrant(db, header.iss, grantId));
  }

  async #give(message: Verified<Granting>, { tx, rules, now, leafId }: Entering): Promise<Entered> {
    const { header, content } = message;
    checkCompetence(header, content, rules, now);
    checkGrantee(header, content, rules);
    if ((await store.countGrants(tx, header.iss)) >= MOST_GRANTS)
      throw new PolicyError('NOT_ALLOWED', `a platform gives at most ${MOST_GRANTS} grants`);
    const { platform, divisionCode, basicCode, powers, validFrom, validTo, basis } = content;
    const grant = {
      grantId: header.jti,
      grantedBy: header.iss,
      platform,
      basicCode,
      powers,
      validFrom,
      validTo,
    };
    store.insertGrant(tx, {
      ...grant,
      divisionCode: divisionCode ?? null,
      basis,
      grantedAt: now,
      withdrawnFrom: null,
      leafId,
      withdrawalLeafId: null,
    });
    const days = { validFrom, validTo };
    return {
      grantId: header.jti,
      leaf: {
        ...this.#about(message, header.jti, { now, leafId }),
        ...{ type: 'GrantIntake', basicCode, division: divisionCode, platform, powers, ...days },
      },
    };
  }

  async #withdraw(message: Verified<Withdrawing>, { tx, now, leafId }: Entering): Promise<Entered> {
    const { header, content } = message;
    const { grantId } = content;
    const grant = await store.findGrant(tx, header.iss, grantId);
    if (grant === undefined) throw new NotFoundError('NOT_FOUND', `${header.iss} gave no grant ${grantId}`);
    const from = content.withdrawnFrom === undefined ? header.iat : Date.parse(content.withdrawnFrom);
    if (from < header.iat) throw malformed('/withdrawnFrom', 'it lies before the message was signed');
    const withdrawnFrom = Math.max(from, now); // what was taken meanwhile was taken by right
    if (hasEnded(grant, withdrawnFrom))
      throw new RuleError('INTAKE_GRANT_ENDED', `grant ${grantId} has ended ${endOf(grant)}`);
    store.withdrawGrant(tx, grant, { withdrawnFrom, leafId });
    const about = this.#about(message, grantId, { now, leafId });
    return { grantId, leaf: { ...about, type: 'WithdrawIntakeGrant', withdrawnFrom } };
  }

  #about(
    { header, commitment }: Verified<unknown>,
    grant: string,
    { now, leafId }: Pick<Entering, 'now' | 'leafId'>,
  ) {
    const { iss: actor, kid } = header;
    const hub = this.#settings.hubId;
    return {
      actor,
      at: now,
      grant,
      hub,
      id: leafId,
      kid,
      message: commitmentText(commitment),
      v: 1,
    } as const;
  }

  #verified<T>(received: ReceivedMessage, read: Kind<T>['read']): Promise<Verified<T>> {
    const { rules, signatures, runtime } = this.#parts;
    return verifyReceived(received, read, {
      hubId: this.#settings.hubId,
      directory: rules.current().directory,
      signatures,
      random: runtime.random,
      isKept: false,
    });
  }
}

const UNFIT = 'the payload does not fit its type';

/** @throws ValidationError. */
function jsonOf(type: IntakeGrantMessageType, { cty }: MessageHeader, payload: Uint8Array): unknown {
  if (cty !== `tongban.v1.${type}+json`)
    throw new ValidationError('UNKNOWN_MESSAGE_TYPE', `${cty} is not ${type}, in JSON`);
  return readJson(payload);
}

/** @returns the grant that the same message was about before. @throws ConflictError when it was another. */
function repeated(
  earlier: Pick<store.IntakeGrantAct, 'digest' | 'grantId'>,
  { header, digest }: Verified<unknown>,
): string {
  if (equalBytes(earlier.digest, digest)) return earlier.grantId;
  throw new ConflictError('CONFLICT', `message ${header.jti} was sent before with other contents`);
}

function stored(row: store.IntakeGrantRow | undefined): store.IntakeGrantRow {
  if (row === undefined) throw new Error('a stored grant is gone');
  return row;
}

/** Nobody grants what is not his to decide, nor days that are over. @throws PolicyError, ValidationError. */
function checkCompetence(
  { iss, iat }: MessageHeader,
  { basicCode, validFrom }: Granting,
  { directory: peers }: Rules,
  now: number,
): void {
  if (!peers.may(iss, 'DECIDE', basicCode, dayOf(now)))
    throw new PolicyError(
      'NOT_ALLOWED',
      `${iss} does not decide item ${basicCode}, and so grants nothing of it`,
    );
  if (validFrom < dayOf(iat)) throw malformed('/validFrom', 'it lies before the day of signing');
}

/** @throws ValidationError. */
function checkGrantee(
  { iss, iat }: MessageHeader,
  { platform, divisionCode: place }: Granting,
  { directory: peers, divisions }: Rules,
): void {
  if (platform === iss) throw malformed('/platform', 'the platform that decides needs no grant');
  const own = peers.peer(platform)?.divisionCode;
  if (own === undefined) throw malformed('/platform', `no platform ${platform} is registered`);
  const fault =
    place === undefined ? undefined : jurisdictionFault(divisions, { place, own, date: dayOf(iat) });
  if (fault !== undefined) throw malformed('/divisionCode', fault.detail);
}

function malformed(pointer: string, message: string): ValidationError {
  return new ValidationError('MALFORMED', 'the grant is not possible', {
    violations: [{ pointer, message }],
  });
}

function endOf({ validTo, withdrawnFrom }: store.IntakeGrantRow): string {
  return withdrawnFrom === null
    ? `with ${validTo}`
    : `by a withdrawal from ${new Date(withdrawnFrom).toISOString()}, or with ${validTo}`;
}
