import { isWithinDivision } from '../codes/division-code.js';
import type { EntryLookup, ImplementationEntry } from '../item/index.js';
import { after, agreed, type Decision, decided, severalIn, unmapped } from './decision.js';
import type { RouteStep } from './rows.js';
import type { Successions } from './successions.js';

/** An authority's power over one item on one day. */
export interface Power {
  readonly competentOrg: string;
  /** GB/T 39046 A.2. */
  readonly level: string;
  readonly basicCode: string;
  readonly date: string;
  /** Where the power is exercised; undefined when only the authority is known. */
  readonly divisionCode: string | undefined;
}

const LEVELS = '1234567';

/** Which authority acts now, where powers went from one to another. */
export class Authorities {
  readonly #entries: EntryLookup;
  readonly #successions: Successions;

  constructor(entries: EntryLookup, successions: Successions) {
    this.#entries = entries;
    this.#successions = successions;
  }

  /** Whether the entry's authority still has the power that the entry speaks of. */
  isActing({ competentOrg, basicCode }: ImplementationEntry, date: string): boolean {
    return this.#successions.successorsOf(competentOrg, basicCode, date).length === 0;
  }

  /** Who acts, of entries in force at one place; undefined when there are none. @param what they are known for. */
  actingOf(entries: readonly ImplementationEntry[], date: string, what: string): Decision | undefined {
    const acting = entries.filter((entry) => this.isActing(entry, date));
    const [only, ...others] = acting;
    if (only !== undefined) return others.length === 0 ? decided(only) : severalIn(acting, what);
    const gone = [...entries].sort((a, b) => (a.implementationCode < b.implementationCode ? -1 : 1));
    const followed = gone.flatMap((entry) => this.successorOf({ ...powerOf(entry), date }) ?? []);
    return agreed(followed) ?? (followed.length > 1 ? severalIn(entries, what) : followed[0]);
  }

  /** Who acts in the place of an authority whose power went to another; undefined when it went to nobody. */
  successorOf(power: Power): Decision | undefined {
    const { competentOrg: from, basicCode, date } = power;
    const successors = this.#successions.successorsOf(from, basicCode, date);
    const [to, ...others] = successors;
    if (to === undefined) return undefined;
    if (others.length > 0) {
      const detail = `several authorities took over item ${basicCode} from ${from}: ${successors.join(', ')}`;
      return { kind: 'ambiguous', detail, divisions: [] };
    }
    const step: RouteStep = { rule: 'AUTHORITY_SUCCEEDED', from, to };
    const heir = { ...power, competentOrg: to };
    return after([step], this.successorOf(heir) ?? this.#entryOf(heir, from));
  }

  #entryOf(power: Power, from: string): Decision {
    const { competentOrg, basicCode, date } = power;
    const entries = nearest(this.#ofAuthority(power), power.divisionCode);
    const [entry, ...others] = entries;
    if (entry === undefined) {
      return unmapped(
        `${competentOrg} took over item ${basicCode} from ${from}, and has no entry for it on ${date}`,
      );
    }
    return others.length === 0
      ? decided(entry)
      : severalIn(entries, `item ${basicCode} of ${competentOrg} on ${date}`);
  }

  /** Its entries for the item: at the same level, or else at any. */
  #ofAuthority({ competentOrg, level, basicCode, date }: Power): readonly ImplementationEntry[] {
    const at = (one: string) => this.#entries.byImplementation(competentOrg + one + basicCode, date);
    const same = at(level);
    return same.length > 0 ? same : [...LEVELS].flatMap(at);
  }
}

/** Of the entries of one authority, those that serve the place: in the nearest division that holds it, if any does. */
export function nearest(
  entries: readonly ImplementationEntry[],
  divisionCode: string | undefined,
): readonly ImplementationEntry[] {
  if (divisionCode === undefined || entries.length < 2) return entries;
  const holding = entries.filter((entry) => isWithinDivision(divisionCode, entry.divisionCode));
  const inner = holding.filter((entry) =>
    holding.every((other) => isWithinDivision(entry.divisionCode, other.divisionCode)),
  );
  return inner.length > 0 ? inner : entries;
}

function powerOf({ competentOrg, implementationCode, basicCode, divisionCode }: ImplementationEntry) {
  return { competentOrg, level: implementationCode.charAt(18), basicCode, divisionCode };
}
