import { parseDivisionCode, shortestDivisionCode } from '../codes/division-code.js';
import { usccFault } from '../codes/uscc.js';
import type { Divisions } from '../division/index.js';
import type { ImplementationEntry } from '../item/index.js';
import { groupBy } from '../rules/group.js';
import { isInForce, periodFault } from '../rules/validity.js';
import type { Connection, RouteStep } from './rows.js';

/** Through whom an authority is reached. Made beforehand, so that asking allocates nothing. */
export interface Reach {
  readonly peerId: string;
  readonly steps: readonly RouteStep[];
}

/** Several peers connect the same place on the same day. */
export interface ReachConflict {
  readonly division: string;
  readonly peerIds: readonly string[];
}

interface Served {
  readonly connection: Connection;
  readonly here: Reach;
  readonly above: Reach;
}

type ByDivision = ReadonlyMap<string, readonly Served[]>;

/** Who connects whom. The nearest connection serves: one of the very authority first, then by division, from below. */
export class Connections {
  readonly #divisions: Divisions;
  readonly #ofAuthority: ReadonlyMap<string, ByDivision>;
  readonly #ofDivision: ByDivision;

  constructor(rows: readonly Connection[], divisions: Divisions) {
    this.#divisions = divisions;
    const byAuthority = groupBy(rows, ({ competentOrg }) => competentOrg);
    this.#ofDivision = filed(byAuthority.get(undefined) ?? []);
    this.#ofAuthority = new Map(
      [...byAuthority].flatMap(([org, own]) => (org === undefined ? [] : [[org, filed(own)] as const])),
    );
  }

  serving(entry: ImplementationEntry, date: string): Reach | ReachConflict | undefined {
    const own = this.#ofAuthority.get(entry.competentOrg);
    const ownReach = own && this.#nearest(own, entry.divisionCode, date);
    return ownReach ?? this.#nearest(this.#ofDivision, entry.divisionCode, date);
  }

  #nearest(rows: ByDivision, divisionCode: string, date: string): Reach | ReachConflict | undefined {
    const division = shortestDivisionCode(divisionCode);
    const here = onlyOne(rows.get(division), division, date);
    if (here !== undefined) return isConflict(here) ? here : here.here;
    for (const above of this.#divisions.ancestorsOf(division)) {
      const found = onlyOne(rows.get(above), above, date);
      if (found !== undefined) return isConflict(found) ? found : found.above;
    }
    return undefined;
  }
}

export function isConflict(found: object): found is ReachConflict {
  return 'peerIds' in found;
}

/** Everything that is wrong with connections, one line each. */
export function connectionFaults(rows: readonly Connection[]): string[] {
  return rows.flatMap((row) => {
    const division = parseDivisionCode(row.divisionCode);
    return [
      typeof division === 'string' ? division : undefined,
      row.competentOrg === undefined ? undefined : usccFault(row.competentOrg),
      periodFault(row),
    ]
      .filter((fault) => fault !== undefined)
      .map((fault) => `${row.peerId} at ${row.competentOrg ?? row.divisionCode}: ${fault}`);
  });
}

function filed(rows: readonly Connection[]): ByDivision {
  const groups = groupBy(rows, ({ divisionCode }) => shortestDivisionCode(divisionCode));
  return new Map([...groups].map(([division, group]) => [division, group.map(served)]));
}

function served(connection: Connection): Served {
  const { competentOrg, divisionCode, peerId } = connection;
  const division = shortestDivisionCode(divisionCode);
  const own: RouteStep[] =
    competentOrg === undefined ? [] : [{ rule: 'AUTHORITY_CONNECTED', competentOrg, division, peerId }];
  const above: RouteStep[] =
    competentOrg === undefined ? [{ rule: 'CONNECTED_ABOVE', division, peerId }] : own;
  return { connection, here: reach(peerId, own), above: reach(peerId, above) };
}

function reach(peerId: string, steps: readonly RouteStep[]): Reach {
  return Object.freeze({ peerId, steps: Object.freeze(steps.map((step) => Object.freeze(step))) });
}

/** The one in force on the day; rows of the same peer are one. */
function onlyOne(
  rows: readonly Served[] | undefined,
  division: string,
  date: string,
): Served | ReachConflict | undefined {
  if (rows === undefined) return undefined;
  let found: Served | undefined;
  for (const row of rows) {
    if (!isInForce(row.connection, date)) continue;
    if (found !== undefined && found.here.peerId !== row.here.peerId) return conflict(rows, division, date);
    found ??= row;
  }
  return found;
}

function conflict(rows: readonly Served[], division: string, date: string): ReachConflict {
  const peerIds = rows.filter((row) => isInForce(row.connection, date)).map(({ here }) => here.peerId);
  return { division, peerIds: [...new Set(peerIds)].sort() };
}
