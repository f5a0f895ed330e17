import { certificateTypeFault } from '../codes/certificate-type.js';
import { divisionCodeFault, isWithinDivision } from '../codes/division-code.js';
import { usccFault } from '../codes/uscc.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isDay, isInForce, periodFault, type Validity } from '../rules/validity.js';

/** What an authority may issue, and for which places. */
export interface IssuerGrant extends Validity {
  /** 颁发机构代码: USCC, or the six-digit division of identifiers made before the standard asked for one. */
  readonly issuer: string;
  readonly typeCode: string;
  readonly divisionCode: string;
  readonly source: string;
}

/** What a key is for: the electronic seal on a file, or the signature under data. */
export type KeyUse = 'SEAL' | 'DATA';

/** A key of an authority, and the days on which it may sign. */
export interface IssuerKey extends Validity {
  readonly issuer: string;
  /** Names the key: of a seal, the SHA-256 of the signer's certificate, in hex. */
  readonly kid: string;
  readonly use: KeyUse;
  readonly revocation: KeyRevocation | undefined;
}

/** RETIRED: what it signed before stays good. COMPROMISED: others could sign with it, and write any day they like. */
export interface KeyRevocation {
  /** The first day on which it is revoked. */
  readonly from: string;
  readonly reason: 'RETIRED' | 'COMPROMISED';
}

/** Whether this key of this issuer may have issued a certificate of this type for this place on this day. */
export interface IssueQuestion {
  readonly issuer: string;
  readonly typeCode: string;
  readonly divisionCode: string;
  readonly kid: string;
  readonly use: KeyUse;
  /** YYYY-MM-DD: the day that the certificate names. */
  readonly issuedOn: string;
  /** The day on which somebody else than the issuer is known to have seen it: a log, a time stamp. */
  readonly seenOn?: string | undefined;
}

export type IssueVerdict =
  | 'MAY_ISSUE'
  | 'UNKNOWN_ISSUER'
  | 'TYPE_NOT_GRANTED'
  | 'OUTSIDE_PLACE'
  | 'OUTSIDE_TIME'
  | 'UNKNOWN_KEY'
  | 'KEY_OF_ANOTHER'
  | 'KEY_OF_OTHER_USE'
  | 'KEY_OUTSIDE_TIME'
  | 'KEY_REVOKED';

/** Who may issue what, where, when and with which keys. Trust follows from these rules; being listed is not enough. */
export class IssuerRegistry {
  readonly #grants: ReadonlyMap<string, readonly IssuerGrant[]>;
  readonly #keys: ReadonlyMap<string, IssuerKey>;
  readonly #sealing: ReadonlySet<string>;

  /** @throws RuleDataError naming every fault. */
  constructor(grants: readonly IssuerGrant[], keys: readonly IssuerKey[]) {
    const faults = [...grants.flatMap(grantFaults), ...keyFaults(keys, grants)];
    if (faults.length > 0) throw new RuleDataError('the register of issuers is not valid', faults);
    this.#grants = groupBy(grants, ({ issuer }) => issuer);
    this.#keys = new Map(keys.map((key) => [key.kid, key]));
    this.#sealing = new Set(keys.filter(({ use }) => use === 'SEAL').map(({ issuer }) => issuer));
  }

  /** Whether the authority may issue it at all, whichever key signs. */
  mayIssue(question: Pick<IssueQuestion, 'issuer' | 'typeCode' | 'divisionCode' | 'issuedOn'>): IssueVerdict {
    return this.#grantFault(question) ?? 'MAY_ISSUE';
  }

  /** Whether seals of this issuer are registered, good or revoked. */
  hasSeals(issuer: string): boolean {
    return this.#sealing.has(issuer);
  }

  mayHaveIssued(question: IssueQuestion): IssueVerdict {
    return this.#grantFault(question) ?? this.#keyFault(question) ?? 'MAY_ISSUE';
  }

  #grantFault({
    issuer,
    typeCode,
    divisionCode,
    issuedOn,
  }: Parameters<IssuerRegistry['mayIssue']>[0]): IssueVerdict | undefined {
    const own = this.#grants.get(issuer);
    if (own === undefined) return 'UNKNOWN_ISSUER';
    const ofType = own.filter((grant) => grant.typeCode === typeCode);
    if (ofType.length === 0) return 'TYPE_NOT_GRANTED';
    const isPlace = divisionCodeFault(divisionCode) === undefined;
    const here = ofType.filter((grant) => isPlace && isWithinDivision(divisionCode, grant.divisionCode));
    if (here.length === 0) return 'OUTSIDE_PLACE';
    return isDay(issuedOn) && here.some((grant) => isInForce(grant, issuedOn)) ? undefined : 'OUTSIDE_TIME';
  }

  #keyFault({ issuer, kid, use, issuedOn, seenOn }: IssueQuestion): IssueVerdict | undefined {
    const key = this.#keys.get(kid);
    if (key === undefined) return 'UNKNOWN_KEY';
    if (key.issuer !== issuer) return 'KEY_OF_ANOTHER';
    if (key.use !== use) return 'KEY_OF_OTHER_USE';
    if (!isInForce(key, issuedOn)) return 'KEY_OUTSIDE_TIME';
    return isRevoked(key, issuedOn, seenOn) ? 'KEY_REVOKED' : undefined;
  }
}

/** Whoever has a compromised key can date back; only what others saw before counts as made before. */
function isRevoked({ revocation }: IssuerKey, issuedOn: string, seenOn: string | undefined): boolean {
  if (revocation === undefined) return false;
  if (revocation.from <= issuedOn) return true;
  const isSeenBefore = seenOn !== undefined && isDay(seenOn) && seenOn < revocation.from;
  return revocation.reason === 'COMPROMISED' && !isSeenBefore;
}

function grantFaults(grant: IssuerGrant): string[] {
  const { issuer, typeCode, divisionCode } = grant;
  return [
    issuerFault(issuer),
    certificateTypeFault(typeCode),
    divisionCodeFault(divisionCode),
    periodFault(grant),
  ]
    .filter((fault) => fault !== undefined)
    .map((fault) => `${issuer} for ${typeCode} in ${divisionCode}: ${fault}`);
}

function keyFaults(keys: readonly IssuerKey[], grants: readonly IssuerGrant[]): string[] {
  const issuers = new Set(grants.map(({ issuer }) => issuer));
  return keys.flatMap((key, at) => {
    const { kid, issuer, revocation } = key;
    return [
      keys.findIndex((other) => other.kid === kid) < at ? 'stands twice' : undefined,
      issuers.has(issuer) ? undefined : `${issuer} may issue nothing`,
      periodFault(key),
      revocation === undefined || isDay(revocation.from)
        ? undefined
        : `${revocation.from} is not a day YYYY-MM-DD`,
    ]
      .filter((fault) => fault !== undefined)
      .map((fault) => `key ${kid}: ${fault}`);
  });
}

function issuerFault(issuer: string): string | undefined {
  return issuer.length === 6 ? divisionCodeFault(issuer) : usccFault(issuer);
}
