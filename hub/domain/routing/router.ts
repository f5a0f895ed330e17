import { divisionCodeFault, shortestDivisionCode } from '../codes/division-code.js';
import { parseItemCode } from '../codes/item-code.js';
import type { Divisions } from '../division/index.js';
import type { EntryLookup, ImplementationEntry, ItemQuery } from '../item/index.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { Authorities, nearest, type Power } from './authorities.js';
import { Connections, connectionFaults, isConflict } from './connections.js';
import { ambiguous, type Decision, unmapped } from './decision.js';
import { Places } from './places.js';
import type { Connection, Route, RouteStep, Succession } from './rows.js';
import { Successions, successionFaults } from './successions.js';

export interface RoutingRules {
  /** Entries name their divisions in the shortest form. */
  readonly entries: EntryLookup;
  readonly divisions: Divisions;
  readonly connections: readonly Connection[];
  readonly successions: readonly Succession[];
}

/** @throws RuleDataError naming every fault of connections and successions, and every circle of the latter. */
export function checkRouting({
  connections,
  successions,
}: Pick<RoutingRules, 'connections' | 'successions'>): void {
  const faults = [...connectionFaults(connections), ...successionFaults(successions)];
  if (faults.length > 0) throw new RuleDataError('the rules of routing are not valid', faults);
}

const NO_STEPS: readonly RouteStep[] = [];

/**
 * Decides who decides an item, and through which peer they are reached. Pure, and never a guess: one answer that follows from
 * the rules, with the rules that led to it, or why there is none.
 */
export class Router {
  readonly #entries: EntryLookup;
  readonly #connections: Connections;
  readonly #authorities: Authorities;
  readonly #places: Places;

  /** @throws RuleDataError naming every fault of connections and successions, and every circle of the latter. */
  constructor({ entries, divisions, connections, successions }: RoutingRules) {
    checkRouting({ connections, successions });
    this.#entries = entries;
    this.#connections = new Connections(connections, divisions);
    this.#authorities = new Authorities(entries, new Successions(successions));
    this.#places = new Places(entries, divisions, this.#authorities);
  }

  route(query: ItemQuery): Route {
    const plain = this.#plain(query);
    if (plain !== undefined) return this.#reached(plain, NO_STEPS, query.date);
    const decision = this.#decide(query);
    return decision.kind === 'decided' ? this.#reached(decision.entry, decision.steps, query.date) : decision;
  }

  /**
   * The answer of nearly every question, without allocating: the one entry under the very code and place. What the list holds
   * is well formed, so nothing needs to be parsed.
   */
  #plain({ itemCode, divisionCode, date }: ItemQuery): ImplementationEntry | undefined {
    let entries: readonly ImplementationEntry[] | undefined;
    if (itemCode.length === 31) entries = this.#entries.byImplementation(itemCode, date);
    else if (itemCode.length === 12 && divisionCode !== undefined) {
      entries = this.#entries.byPlace(itemCode, divisionCode, date);
    }
    const entry = entries?.length === 1 ? entries[0] : undefined;
    return entry !== undefined && this.#authorities.isActing(entry, date) ? entry : undefined;
  }

  #decide({ itemCode, divisionCode, date }: ItemQuery): Decision {
    const code = parseItemCode(itemCode);
    if (typeof code === 'string') return malformed(code);
    if (code.kind === 'CASE_SERIAL') return malformed('a case serial is not an item code');
    const fault = divisionCode === undefined ? undefined : divisionCodeFault(divisionCode);
    if (fault !== undefined) return malformed(`in the division ${divisionCode}: ${fault}`);
    const division = divisionCode === undefined ? undefined : shortestDivisionCode(divisionCode);
    if (code.implementation !== undefined) {
      const { code: implementationCode, competentOrg, level } = code.implementation;
      const power = { competentOrg, level, basicCode: code.basicCode, date, divisionCode: division };
      return this.#ofAuthority(implementationCode, power);
    }
    if (division !== undefined) return this.#places.find(code.basicCode, division, date);
    return malformed('a basic code needs the division of the place that is to decide');
  }

  #ofAuthority(implementationCode: string, power: Power): Decision {
    const { divisionCode, date } = power;
    const what = `item ${implementationCode} on ${date}`;
    const entries = nearest(this.#entries.byImplementation(implementationCode, date), divisionCode);
    return (
      this.#authorities.actingOf(entries, date, what) ??
      this.#authorities.successorOf(power) ??
      unmapped(`no authority is known for ${what}`)
    );
  }

  #reached(entry: ImplementationEntry, steps: readonly RouteStep[], date: string): Route {
    const { competentOrg, divisionCode, basicCode } = entry;
    const reach = this.#connections.serving(entry, date);
    if (reach === undefined) {
      const who = `${competentOrg} in ${divisionCode} decides item ${basicCode}`;
      return {
        kind: 'unconnected',
        detail: `${who}, and no peer connects it on ${date}`,
        entry,
        path: steps,
      };
    }
    if (isConflict(reach)) {
      const peers = reach.peerIds.join(', ');
      return ambiguous(`several peers connect ${reach.division} on ${date}: ${peers}`, [reach.division]);
    }
    const path = steps.length === 0 ? reach.steps : [...steps, ...reach.steps];
    return { kind: 'routed', entry, peerId: reach.peerId, path };
  }
}

function malformed(detail: string): Decision {
  return { kind: 'malformed', detail };
}
