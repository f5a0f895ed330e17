import type { CaseAct } from '../acts.js';
import type { Facet, Step } from './facet.js';

/** A special procedure (特别程序) of the case, under way or over. Times are unix milliseconds, when the hub heard of it. */
export interface Suspension {
  /** As the authority names it; undefined when it is withheld from an auditor. Whether its time counts, the rules of limits say. */
  readonly procedure?: string | undefined;
  readonly from: number;
  readonly to?: number;
}

export type SuspensionFacts = readonly Suspension[];

/** Several procedures may overlap. Each ends by its own act, and the review goes on when the last one has ended. */
export const suspension: Facet<SuspensionFacts> = {
  obstacle(own, { act, before }: Step) {
    if (act.type !== 'CaseSuspended' && act.type !== 'CaseResumed') return undefined;
    const open = openOf(own);
    const named = open.filter((procedure) => procedure !== undefined);
    if (named.length < open.length) return undefined; // how many there are can be told, which of them cannot
    return act.type === 'CaseSuspended'
      ? beginningObstacle(named, act, before.state === 'SUSPENDED')
      : endObstacle(named, act);
  },

  after(own, { act }: Step) {
    if (act.type === 'CaseSuspended') return [...(own ?? []), { procedure: act.procedure, from: act.at }];
    if (act.type !== 'CaseResumed' || own === undefined) return own;
    const ended = own.findIndex((each) => isEndedBy(act, each));
    return own.map((each, i) => (i === ended ? { ...each, to: act.at } : each));
  },
};

function beginningObstacle(
  open: readonly string[],
  { procedure }: CaseAct<'CaseSuspended'>,
  isSuspended: boolean,
): string | undefined {
  if (procedure !== undefined && open.includes(procedure))
    return `${procedure} is under way already: it cannot begin again`;
  return isSuspended && open.length === 0 ? UNKNOWN : undefined;
}

function endObstacle(open: readonly string[], { procedure }: CaseAct<'CaseResumed'>): string | undefined {
  if (procedure === undefined)
    return open.length > 1
      ? `${open.join(', ')} are under way: a resumption without its procedure`
      : undefined;
  if (open.length === 0) return UNKNOWN;
  return open.includes(procedure) ? undefined : `${procedure} is not under way: its resumption`;
}

/** Whether another procedure is under way when the one that the act names has ended. */
export function staysSuspended(own: SuspensionFacts | undefined, act: CaseAct): boolean {
  return act.type === 'CaseResumed' && openOf(own).length > 1;
}

/** Of a case that was suspended before procedures were kept: an auditor, who has all acts, must come to the same. */
const UNKNOWN = 'the procedure under way was not kept: a further or a named one';

function openOf(own: SuspensionFacts | undefined): (string | undefined)[] {
  return (own ?? []).flatMap(({ procedure, to }) => (to === undefined ? [procedure] : []));
}

function isEndedBy({ procedure }: CaseAct<'CaseResumed'>, each: Suspension): boolean {
  const isNamed = procedure !== undefined && each.procedure !== undefined;
  return each.to === undefined && (!isNamed || each.procedure === procedure);
}
