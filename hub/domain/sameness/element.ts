/** 五级十二同: an element of an item that every authority is to keep alike. Which ones, and how strictly, is data. */
export interface SamenessElement {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly read: ElementSource;
  /** Of materials, fees and results: what of each counts. */
  readonly fields?: readonly string[] | undefined;
  readonly compare: Comparison;
  /** With LIMIT: a shorter limit than the standard counts as the same. */
  readonly mayBeBetter: boolean;
}

/**
 * EXACT: the same text. SET: the same lines in any order. ORDERED: the same lines in the same order. LIMIT: the same time; units
 * that cannot be converted into each other are reported as such.
 */
export type Comparison = 'EXACT' | 'SET' | 'ORDERED' | 'LIMIT';

/** Where to read: `TEXT` one text, `LIST` texts, `RECORDS` things with fields, `LIMIT` a time limit. */
export const ELEMENT_SOURCES = {
  name: { holds: 'TEXT' },
  basicCode: { holds: 'TEXT' },
  itemType: { holds: 'TEXT' },
  parentItem: { holds: 'TEXT' },
  level: { holds: 'TEXT' },
  caseType: { holds: 'TEXT' },
  visits: { holds: 'TEXT' },
  legalBasis: { holds: 'LIST' },
  applicantKinds: { holds: 'LIST' },
  conditions: { holds: 'LIST' },
  steps: { holds: 'LIST' },
  formFields: { holds: 'LIST' },
  specialProcedures: { holds: 'LIST' },
  materials: { holds: 'RECORDS', fields: ['name', 'isRequired', 'form', 'copies', 'origin', 'legalBasis'] },
  fees: { holds: 'RECORDS', fields: ['name', 'standard', 'isReducible', 'legalBasis'] },
  results: { holds: 'RECORDS', fields: ['kind', 'name'] },
  statutoryLimit: { holds: 'LIMIT' },
  promisedLimit: { holds: 'LIMIT' },
} as const satisfies Record<string, { holds: string; fields?: readonly string[] }>;

export type ElementSource = keyof typeof ELEMENT_SOURCES;

const FITTING: Readonly<Record<string, readonly Comparison[]>> = {
  TEXT: ['EXACT'],
  LIST: ['SET', 'ORDERED'],
  RECORDS: ['SET', 'ORDERED'],
  LIMIT: ['LIMIT'],
};

/** Everything that is wrong with a set of elements, one line each; empty when it can be used. */
export function elementFaults(elements: readonly SamenessElement[]): string[] {
  const ids = elements.map(({ id }) => id);
  const repeated = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id}: stands twice`);
  return [
    ...repeated,
    ...elements.flatMap((element) => faultsOf(element).map((fault) => `${element.id}: ${fault}`)),
  ];
}

function faultsOf({ read, fields, compare, mayBeBetter }: SamenessElement): string[] {
  const source: { holds: string; fields?: readonly string[] } = ELEMENT_SOURCES[read];
  const fitting = FITTING[source.holds] ?? [];
  const unknown = (fields ?? []).filter((field) => !source.fields?.includes(field));
  return [
    fitting.includes(compare) ? '' : `${read} is compared by ${fitting.join(' or ')}, not ${compare}`,
    unknown.length === 0 ? '' : `${read} has no fields ${unknown.join(', ')}`,
    source.fields !== undefined && !fields?.length ? `${read} needs the fields that count` : '',
    mayBeBetter && compare !== 'LIMIT' ? 'only a LIMIT may be better' : '',
  ].filter((fault) => fault !== '');
}
