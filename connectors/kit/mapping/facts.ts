import type { MaterialBody, PersonalBody } from '#proto/schema';

export type FormField = PersonalBody['form'][number];

/**
 * What conditions and expressions may look at, in the words of the side that the case comes from. Neither name nor number of
 * anybody: no rule may depend on who somebody is.
 */
export interface CaseFacts {
  /** Empty where the act does not say. */
  readonly item: string;
  readonly division: string;
  readonly form: readonly FormField[];
  readonly applicant: { readonly kind: string; readonly idType: string };
  readonly materials: readonly Pick<MaterialBody, 'name' | 'code'>[];
  /** The day of the case, YYYY-MM-DD. */
  readonly date: string;
}

const SEEN = new WeakMap<CaseFacts, Readonly<Record<string, unknown>>>();

/** The facts as an expression sees them, the same object for the same facts; a field that stands more than once is a list. */
export function visible(facts: CaseFacts): Readonly<Record<string, unknown>> {
  const known = SEEN.get(facts);
  if (known !== undefined) return known;
  const { form, materials, ...others } = facts;
  const made = {
    ...others,
    form: byName(form),
    materials: materials.map(({ name, code }) => (code === undefined ? { name } : { name, code })), // as JSON has it
  };
  SEEN.set(facts, made);
  return made;
}

export function byName(fields: readonly FormField[]): Readonly<Record<string, string | string[]>> {
  const values = new Map<string, string | string[]>();
  for (const { name, value } of fields) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : [earlier, value].flat());
  }
  return Object.fromEntries(values);
}
