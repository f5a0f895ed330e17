import { certificateTypeFault } from '../codes/certificate-type.js';
import { parseItemCode } from '../codes/item-code.js';
import { usccFault } from '../codes/uscc.js';
import { isInForce, periodFault, type Validity } from '../rules/validity.js';

/** 授权用证: what a holder allows one organisation, for one case. Times are unix milliseconds. */
export interface ConsentGrant {
  readonly id: string;
  readonly caseNo: string;
  readonly basicCode: string;
  /** 证照类型代码 of what may be used. */
  readonly typeCodes: readonly string[];
  /** USCC of the organisation that may use it. */
  readonly organisation: string;
  readonly purpose: string;
  /** Stands for the holder where nobody may be named. */
  readonly holderTag: string;
  readonly grantedAt: number;
  /** The first moment at which it no longer holds. */
  readonly expiresAt: number;
  readonly maxUses: number;
  readonly revokedAt: number | undefined;
}

/** 依职能用证: a duty by law, as listed with its basis. */
export interface DutyEntry extends Validity {
  readonly id: string;
  readonly organisation: string;
  /** The platform that speaks for it: whoever else names the organisation is not it. */
  readonly platform: string;
  readonly typeCodes: readonly string[];
  /** Items whose basic code begins so. Empty: all. */
  readonly basicCodePrefix: string;
  /** The article of the law. */
  readonly basis: string;
  readonly revokedAt: number | undefined;
}

/** Everything that is wrong with a grant in itself, one line each: who grants more than this form can say grants nothing. */
export function grantFaults(grant: ConsentGrant): readonly string[] {
  const item = parseItemCode(grant.basicCode);
  const { grantedAt, expiresAt, maxUses, organisation, purpose, caseNo, holderTag } = grant;
  return [
    typeof item === 'string' ? `item: ${item}` : undefined,
    ...typesFaults(grant.typeCodes),
    named('organisation', usccFault(organisation)),
    purpose.trim() === '' ? 'it names no purpose' : undefined,
    caseNo === '' || holderTag === '' ? 'it names no case, or no holder' : undefined,
    grantedAt < expiresAt ? undefined : 'it ends before it begins',
    Number.isSafeInteger(maxUses) && maxUses >= 1 ? undefined : 'it allows no whole number of uses',
  ].filter((fault) => fault !== undefined);
}

/** Everything that is wrong with an entry of the list of duties, one line each. */
export function dutyFaults(entry: DutyEntry): readonly string[] {
  return [
    ...typesFaults(entry.typeCodes),
    named('organisation', usccFault(entry.organisation)),
    /^\d{0,12}$/.test(entry.basicCodePrefix)
      ? undefined
      : `${entry.basicCodePrefix} is not the beginning of a basic code`,
    entry.basis.trim() === '' ? 'it names no law' : undefined,
    named('period', periodFault(entry)),
  ].filter((fault) => fault !== undefined);
}

function typesFaults(typeCodes: readonly string[]): readonly (string | undefined)[] {
  return typeCodes.length === 0
    ? ['it covers no type']
    : typeCodes.map((type) => named(type, certificateTypeFault(type)));
}

function named(what: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${what}: ${fault}`;
}

/** One use of one certificate that somebody asks for. */
export interface UseRequest {
  readonly caseNo: string;
  readonly basicCode: string;
  readonly typeCode: string;
  /** In whose name the certificate is asked for. */
  readonly organisation: string;
  /** Who the caller is known to be; it uses its own rights, never another's. */
  readonly caller: string;
  /** 用证事由. */
  readonly purpose: string;
  readonly holderTag: string;
}

/** When, and what went before. */
export interface UseMoment {
  /** Unix milliseconds. */
  readonly now: number;
  /** The day of it, YYYY-MM-DD. */
  readonly day: string;
  /** Uses of this grant that are in the ledger already. */
  readonly usesSoFar: number;
}

/** Closed, and in the order in which they are told. */
export const USE_REFUSALS = {
  NO_BASIS: { zh: '无授权依据', en: 'neither consent nor a listed duty' },
  PURPOSE_MISSING: { zh: '未说明用证事由', en: 'no purpose is given' },
  TRANSFERRED: { zh: '冒用他方名义', en: 'the caller acts in the name of another' },
  OTHER_ORGANISATION: { zh: '非被授权单位', en: 'for another organisation' },
  OTHER_CASE: { zh: '非授权办件', en: 'for another case' },
  OTHER_ITEM: { zh: '非授权事项', en: 'for another item' },
  OTHER_HOLDER: { zh: '非授权持证主体', en: 'of another holder' },
  OTHER_PURPOSE: { zh: '与授权事由不符', en: 'for another purpose' },
  TYPE_NOT_COVERED: { zh: '证照类型不在授权范围', en: 'the type is not covered' },
  NOT_YET: { zh: '授权尚未生效', en: 'it does not hold yet' },
  EXPIRED: { zh: '授权已过期', en: 'it holds no longer' },
  REVOKED: { zh: '授权已撤回', en: 'it was revoked' },
  CONSUMED: { zh: '授权次数已用完', en: 'it was used as often as allowed' },
} as const;

export type UseRefusal = keyof typeof USE_REFUSALS;

/** What a use rests on. */
export type UseBasis =
  | { readonly kind: 'CONSENT'; readonly grant: ConsentGrant }
  | { readonly kind: 'DUTY'; readonly entry: DutyEntry };

/** Everything that stands against a use, so that it can be explained at once. */
export type UseDecision =
  | { readonly allowed: true; readonly basis: 'CONSENT' | 'DUTY'; readonly basisId: string }
  | { readonly allowed: false; readonly refusals: readonly UseRefusal[] };

/**
 * Whether a certificate may be used. Pure and without exceptions: no basis, no use.
 * (Proved over all combinations by test/unit/hub/domain/consent.test.ts.)
 */
export function decideUse(request: UseRequest, basis: UseBasis | undefined, moment: UseMoment): UseDecision {
  const found = new Set<UseRefusal>(requestRefusals(request));
  if (basis === undefined) found.add('NO_BASIS');
  else for (const refusal of basisRefusals(request, basis, moment)) found.add(refusal);
  if (basis !== undefined && found.size === 0) {
    const { id } = basis.kind === 'CONSENT' ? basis.grant : basis.entry;
    return { allowed: true, basis: basis.kind, basisId: id };
  }
  return { allowed: false, refusals: REFUSALS.filter((refusal) => found.has(refusal)) };
}

const REFUSALS = Object.keys(USE_REFUSALS) as UseRefusal[]; // the keys of a constant are what they are

function requestRefusals({ purpose, caller, organisation }: UseRequest): UseRefusal[] {
  return refusals({ PURPOSE_MISSING: purpose.trim() === '', TRANSFERRED: caller !== organisation });
}

function basisRefusals(request: UseRequest, basis: UseBasis, moment: UseMoment): UseRefusal[] {
  return basis.kind === 'CONSENT'
    ? consentRefusals(request, basis.grant, moment)
    : dutyRefusals(request, basis.entry, moment);
}

function consentRefusals(
  request: UseRequest,
  grant: ConsentGrant,
  { now, usesSoFar }: UseMoment,
): UseRefusal[] {
  return refusals({
    OTHER_ORGANISATION: request.organisation !== grant.organisation,
    OTHER_CASE: request.caseNo !== grant.caseNo,
    OTHER_ITEM: request.basicCode !== grant.basicCode,
    OTHER_HOLDER: request.holderTag !== grant.holderTag,
    OTHER_PURPOSE: request.purpose.trim() !== '' && request.purpose !== grant.purpose,
    TYPE_NOT_COVERED: !grant.typeCodes.includes(request.typeCode),
    NOT_YET: !(grant.grantedAt <= now),
    EXPIRED: !(now < grant.expiresAt),
    REVOKED: grant.revokedAt !== undefined,
    CONSUMED: !(usesSoFar >= 0 && usesSoFar < grant.maxUses), // a count that is none allows nothing
  });
}

/** A duty is not of one case: a case must be named all the same, and stands in the ledger. */
function dutyRefusals(request: UseRequest, entry: DutyEntry, { day }: UseMoment): UseRefusal[] {
  return refusals({
    NO_BASIS: entry.basis.trim() === '',
    OTHER_ORGANISATION: request.organisation !== entry.organisation,
    OTHER_CASE: request.caseNo === '',
    OTHER_ITEM: !request.basicCode.startsWith(entry.basicCodePrefix),
    TYPE_NOT_COVERED: !entry.typeCodes.includes(request.typeCode),
    NOT_YET: entry.validFrom !== undefined && day < entry.validFrom,
    EXPIRED: !isInForce({ validFrom: undefined, validTo: entry.validTo }, day),
    REVOKED: entry.revokedAt !== undefined,
  });
}

function refusals(found: Partial<Record<UseRefusal, boolean>>): UseRefusal[] {
  return REFUSALS.filter((refusal) => found[refusal] === true);
}
