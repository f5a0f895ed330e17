/**
 * Who may use which certificate, for what, on which basis: written a second time, as plain tables, from proto/WIRE.md §16 and the
 * order of hub/LIFECYCLE.md §10. Nothing of the product is read here. An operation, a basis, a state or an asker more is one
 * more row.
 */

/** What an operation names, and what must be right for it. */
export const OPERATIONS = {
  FIND: { names: 'HOLDER', needsBasis: true, mustStand: false },
  STATUS: { names: 'CERTIFICATE', needsBasis: false, mustStand: false },
  DATA: { names: 'CERTIFICATE', needsBasis: true, mustStand: true },
} as const;

/** With what each basis is refused where one is needed; undefined: it is right. */
export const BASES = {
  none: 'CONSENT_MISSING',
  'consent that fits': undefined,
  'consent for several types': undefined,
  'consent with a last use': undefined,
  'consent of nobody': 'CONSENT_NOT_VALID',
  'consent for another case': 'CONSENT_NOT_VALID',
  'consent for another item': 'CONSENT_NOT_VALID',
  'consent for another type': 'CONSENT_NOT_VALID',
  'consent for another reason': 'CONSENT_NOT_VALID',
  'consent of another holder': 'CONSENT_NOT_VALID',
  'consent to another requester': 'CONSENT_NOT_VALID',
  'consent to another organisation': 'CONSENT_NOT_VALID',
  'consent to another, transferred': 'CONSENT_NOT_VALID',
  'consent not yet given': 'CONSENT_NOT_VALID',
  'consent that ends at this moment': 'CONSENT_NOT_VALID',
  'consent that was revoked': 'CONSENT_NOT_VALID',
  'consent that is used up': 'CONSENT_NOT_VALID',
  'duty that fits': undefined,
  'duty on its last day': undefined,
  'duty on its first day': undefined,
  'duty that is not listed': 'DUTY_NOT_LISTED',
  'duty for no case': 'DUTY_NOT_LISTED',
  'duty for another item': 'DUTY_NOT_LISTED',
  'duty for another type': 'DUTY_NOT_LISTED',
  'duty of another organisation': 'DUTY_NOT_LISTED',
  'duty of another platform': 'DUTY_NOT_LISTED',
  'duty from tomorrow': 'DUTY_NOT_LISTED',
  'duty until yesterday': 'DUTY_NOT_LISTED',
  'duty that was revoked': 'DUTY_NOT_LISTED',
} as const;

/** With what a certificate in each state is refused where it must stand. */
export const STATES = {
  'nobody has reported': 'CERTIFICATE_UNKNOWN',
  VALID: undefined,
  'VALID on its first day': undefined,
  'VALID on its last day': undefined,
  'VALID again': undefined,
  'VALID, of a later version': undefined,
  'from tomorrow': 'CERTIFICATE_NOT_VALID',
  'until yesterday': 'CERTIFICATE_NOT_VALID',
  SUSPENDED: 'CERTIFICATE_NOT_VALID',
  EXPIRED: 'CERTIFICATE_NOT_VALID',
  CANCELLED: 'CERTIFICATE_NOT_VALID',
  REVOKED: 'CERTIFICATE_NOT_VALID',
  RESCINDED: 'CERTIFICATE_NOT_VALID',
  VOIDED: 'CERTIFICATE_NOT_VALID',
  OTHER: 'CERTIFICATE_NOT_VALID',
  SUPERSEDED: 'CERTIFICATE_SUPERSEDED',
} as const;

/** What the rules say of the certificate's type: on which conditions it is recognised, if at all. */
export const RECOGNITIONS = {
  yes: [],
  conditional: ['DATA_COMPARED', 'HOLDER_PRESENT'],
  no: undefined,
  'not listed': undefined,
} as const;

/** Whether the platform that asks has the right to use certificates for the item. */
export const ASKERS = {
  'with the right': true,
  'with the right for another item': false,
  'whose right has ended': false,
  'without a right': false,
  'that issued it': true,
} as const;

export const PURPOSES = { present: true, missing: false } as const;

export interface Combination {
  readonly operation: keyof typeof OPERATIONS;
  readonly basis: keyof typeof BASES;
  readonly purpose: keyof typeof PURPOSES;
  readonly recognition: keyof typeof RECOGNITIONS;
  readonly state: keyof typeof STATES;
  readonly asker: keyof typeof ASKERS;
}

export type Verdict =
  | { readonly allowed: true; readonly conditions: readonly string[] }
  | { readonly allowed: false; readonly code: string };

/** In this order: what comes first is told, and nothing of what comes after it. */
export function expectedOf({ operation, basis, purpose, recognition, state, asker }: Combination): Verdict {
  const { names, needsBasis, mustStand } = OPERATIONS[operation];
  const isThere = state !== 'nobody has reported';
  const conditions = RECOGNITIONS[recognition];
  const faults = [
    PURPOSES[purpose] ? undefined : 'PURPOSE_MISSING',
    ASKERS[asker] ? undefined : 'NOT_ALLOWED',
    mustStand || (names === 'CERTIFICATE' && !isThere) ? STATES[state] : undefined,
    mustStand && conditions === undefined ? 'CERTIFICATE_NOT_RECOGNISED' : undefined,
    needsBasis ? BASES[basis] : undefined,
  ];
  const code = faults.find((each) => each !== undefined);
  if (code !== undefined) return { allowed: false, code };
  return { allowed: true, conditions: mustStand ? (conditions ?? []) : [] };
}

/** How many of its points are not as they should be, whether the operation minds or not. */
export function oddPointsOf({ basis, purpose, recognition, state, asker }: Combination): number {
  const isRight = [
    BASES[basis] === undefined,
    PURPOSES[purpose],
    RECOGNITIONS[recognition] !== undefined,
    STATES[state] === undefined,
    ASKERS[asker],
  ];
  return isRight.filter((each) => !each).length;
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[]; // the keys of a constant are what they are
}

/** All of them. */
export function* combinations(): Iterable<Combination> {
  for (const operation of keysOf(OPERATIONS))
    for (const basis of keysOf(BASES))
      for (const purpose of keysOf(PURPOSES))
        for (const recognition of keysOf(RECOGNITIONS))
          for (const state of keysOf(STATES))
            for (const asker of keysOf(ASKERS))
              yield { operation, basis, purpose, recognition, state, asker };
}
