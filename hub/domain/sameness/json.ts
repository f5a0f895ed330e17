import type { Relation } from './comparison.js';
import type { AuthorityName, ElementName, ElementSameness, SamenessReport } from './report.js';
import { type Status, totalsOf } from './totals.js';

/** The report as programs read it: nothing is left out, null stands for what is not there. */
export interface SamenessJson {
  readonly date: string;
  readonly elements: readonly ElementName[];
  readonly totals: Readonly<Record<Status, number>>;
  readonly items: readonly {
    readonly basicCode: string;
    readonly name: string;
    readonly totals: Readonly<Record<Status, number>>;
    readonly elements: readonly ElementJson[];
  }[];
}

interface ElementJson {
  /** The id of the element. */
  readonly element: string;
  readonly status: Status;
  readonly national: readonly string[] | null;
  readonly groups: readonly {
    readonly value: readonly string[];
    readonly relation: Relation | null;
    readonly isAccepted: boolean;
    readonly authorities: readonly AuthorityName[];
  }[];
  readonly silent: readonly AuthorityName[];
  /** null: there is no standard to change to. */
  readonly mustChange: readonly AuthorityName[] | null;
}

export function samenessJson({ date, elements, items }: SamenessReport): SamenessJson {
  return {
    date,
    elements,
    totals: totalsOf(items.flatMap((item) => item.elements)),
    items: items.map((item) => ({
      basicCode: item.basicCode,
      name: item.name,
      totals: totalsOf(item.elements),
      elements: item.elements.map(elementJson),
    })),
  };
}

function elementJson({
  element,
  status,
  national,
  groups,
  silent,
  mustChange,
}: ElementSameness): ElementJson {
  return {
    element: element.id,
    status,
    national: national ?? null,
    groups: groups.map((group) => ({ ...group, relation: group.relation ?? null })),
    silent,
    mustChange: mustChange.kind === 'NO_STANDARD' ? null : mustChange.authorities,
  };
}
