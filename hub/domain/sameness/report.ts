import type { ItemDetails } from '../item/index.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isAccepted, keyOf, type Relation, relationOf } from './comparison.js';
import { elementFaults, type SamenessElement } from './element.js';
import { read, type Speaker, type Statement } from './statement.js';

/** How one authority performs an item, in force on the day of the report. */
export interface AuthorityDetails {
  readonly implementationCode: string;
  /** USCC. */
  readonly competentOrg: string;
  readonly competentOrgName: string;
  readonly divisionCode: string;
  /** GB/T 39046 A.2. */
  readonly level: string;
  readonly name: string;
  readonly basicCode: string;
  readonly details: ItemDetails;
}

/** An item and everybody who performs it. */
export interface ItemToCompare {
  readonly basicCode: string;
  readonly name: string;
  /** What the national list says every authority is to do alike; what it leaves open is left out. */
  readonly national: ItemDetails;
  readonly authorities: readonly AuthorityDetails[];
}

export interface SamenessReport {
  /** YYYY-MM-DD: the day on which everything compared was in force. */
  readonly date: string;
  readonly elements: readonly ElementName[];
  readonly items: readonly ItemSameness[];
}

export interface ElementName {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface ItemSameness {
  readonly basicCode: string;
  readonly name: string;
  readonly elements: readonly ElementSameness[];
}

export interface ElementSameness {
  readonly element: ElementName;
  /** `unknown`: nobody differs, but somebody has not said. */
  readonly status: 'same' | 'differs' | 'unknown';
  /** Lines as the national list gives them; undefined when it says nothing. */
  readonly national: readonly string[] | undefined;
  /** What the authorities say, the value of most of them first. */
  readonly groups: readonly ValueGroup[];
  /** Those that say nothing. */
  readonly silent: readonly AuthorityName[];
  readonly mustChange: MustChange;
}

export interface ValueGroup {
  /** Lines as the first authority gives them; empty when there is nothing of the kind. */
  readonly value: readonly string[];
  /** To the standard: the national value, or else that of most authorities; undefined when there is neither. */
  readonly relation: Relation | undefined;
  /** Whether it may stay as it is: the same as the standard, or better where that is allowed. */
  readonly isAccepted: boolean;
  readonly authorities: readonly AuthorityName[];
}

export type AuthorityName = Omit<AuthorityDetails, 'name' | 'basicCode' | 'details'>;

/** NO_STANDARD: the list says nothing, and no value is held by more authorities than every other. */
export type MustChange =
  | { readonly kind: 'AUTHORITIES'; readonly authorities: readonly AuthorityName[] }
  | { readonly kind: 'NO_STANDARD' };

/**
 * Compares what authorities do with what the national list says, element by element. Authorities come in the order of their
 * divisions, so that the report depends on nothing but its contents.
 * @throws RuleDataError when the elements contradict themselves.
 */
export function compareItems(
  elements: readonly SamenessElement[],
  items: readonly ItemToCompare[],
  date: string,
): SamenessReport {
  const faults = elementFaults(elements);
  if (faults.length > 0) throw new RuleDataError('the elements of sameness are not valid', faults);
  return {
    date,
    elements: elements.map(elementName),
    items: items.map(({ basicCode, name, national, authorities }) => {
      const list: Speaker = { basicCode, name, details: national };
      const inOrder = [...authorities].sort(byPlace);
      return { basicCode, name, elements: elements.map((element) => compared(element, list, inOrder)) };
    }),
  };
}

/** What an authority says of an element, if anything. */
interface Said {
  readonly authority: AuthorityName;
  readonly statement: Statement | undefined;
}

/** What several authorities say alike. */
interface Held {
  readonly statement: Statement;
  readonly authorities: readonly AuthorityName[];
}

function compared(
  element: SamenessElement,
  list: Speaker,
  authorities: readonly AuthorityDetails[],
): ElementSameness {
  const said = authorities.map((authority) => ({
    authority: authorityName(authority),
    statement: read(element, authority),
  }));
  const silent = said.filter(({ statement }) => statement === undefined).map(({ authority }) => authority);
  const held = heldAlike(element, said);
  const national = read(element, list);
  const standard = national ?? heldByMost(held);
  const groups = held.map((group) => judged(element, group, standard));
  const differing = groups.filter((group) => !group.isAccepted);
  return {
    element: elementName(element),
    status: differing.length > 0 ? 'differs' : silent.length > 0 || held.length === 0 ? 'unknown' : 'same',
    national: national && shown(national),
    groups,
    silent,
    mustChange:
      standard === undefined && held.length > 0
        ? { kind: 'NO_STANDARD' }
        : { kind: 'AUTHORITIES', authorities: differing.flatMap((group) => group.authorities).sort(byPlace) },
  };
}

function judged(
  element: SamenessElement,
  { statement, authorities }: Held,
  standard: Statement | undefined,
): ValueGroup {
  const relation = standard && relationOf(element, statement, standard);
  const accepted = relation !== undefined && isAccepted(element, relation);
  return { value: shown(statement), relation, isAccepted: accepted, authorities };
}

/** The value of most authorities first; of equally many, that of the first authority. */
function heldAlike(element: SamenessElement, said: readonly Said[]): Held[] {
  const held = new Map<string, { statement: Statement; authorities: AuthorityName[] }>();
  for (const { authority, statement } of said) {
    if (statement === undefined) continue;
    const key = keyOf(element, statement);
    const group = held.get(key);
    if (group === undefined) held.set(key, { statement, authorities: [authority] });
    else group.authorities.push(authority);
  }
  return [...held.values()].sort((a, b) => b.authorities.length - a.authorities.length);
}

function heldByMost([first, second]: readonly Held[]): Statement | undefined {
  const isTie = first?.authorities.length === second?.authorities.length;
  return isTie ? undefined : first?.statement;
}

function shown({ lines }: Statement): string[] {
  return lines.map((line) => line.shown);
}

function elementName({ id, nameZh, nameEn }: SamenessElement): ElementName {
  return { id, nameZh, nameEn };
}

function authorityName(authority: AuthorityDetails): AuthorityName {
  const { implementationCode, competentOrg, competentOrgName, divisionCode, level } = authority;
  return { implementationCode, competentOrg, competentOrgName, divisionCode, level };
}

function byPlace(a: AuthorityName, b: AuthorityName): number {
  const [one, other] = [a, b].map(
    ({ divisionCode, implementationCode }) => divisionCode + implementationCode,
  );
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}
