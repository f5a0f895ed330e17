import type { CaseAct } from '../acts.js';
import type { Facet, Step } from './facet.js';

/** A special procedure (特别程序) of the case, under way or over. Times are unix milliseconds, when the hub heard of it. */
export interface Suspension {
  /** As the authority names it. Whether its time counts, the rules of limits say. */
  readonly procedure: string;
  readonly from: number;
  readonly to?: number;
}

export type SuspensionFacts = readonly Suspension[];

/** Several procedures may overlap. Each ends by its own act, and the review goes on when the last one has ended. */
export const suspension: Facet<SuspensionFacts> = {
  obstacle(own, { act, before }: Step) {
    const open = openOf(own);
    if (act.type === 'CaseSuspended') {
      if (open.includes(act.procedure)) return `${act.procedure} is under way already: it cannot begin again`;
      return before.state === 'SUSPENDED' && open.length === 0 ? UNKNOWN : undefined;
    }
    if (act.type !== 'CaseResumed') return undefined;
    const { procedure } = act;
    if (procedure === undefined)
      return open.length > 1
        ? `${open.join(', ')} are under way: a resumption without its procedure`
        : undefined;
    if (open.length === 0) return UNKNOWN;
    return open.includes(procedure) ? undefined : `${procedure} is not under way: its resumption`;
  },

  after(own, { act }: Step) {
    if (act.type === 'CaseSuspended') return [...(own ?? []), { procedure: act.procedure, from: act.at }];
    if (act.type !== 'CaseResumed') return own;
    return own?.map((each) => (isEndedBy(act, each) ? { ...each, to: act.at } : each));
  },
};

/** Whether another procedure is under way when the one that the act names has ended. */
export function staysSuspended(own: SuspensionFacts | undefined, act: CaseAct): boolean {
  return act.type === 'CaseResumed' && openOf(own).length > 1;
}

/** Of a case that was suspended before procedures were kept: an auditor, who has all acts, must come to the same. */
const UNKNOWN = 'the procedure under way was not kept: a further or a named one';

function openOf(own: SuspensionFacts | undefined): string[] {
  return (own ?? []).flatMap(({ procedure, to }) => (to === undefined ? procedure : []));
}

function isEndedBy({ procedure }: CaseAct<'CaseResumed'>, each: Suspension): boolean {
  return each.to === undefined && (procedure === undefined || each.procedure === procedure);
}
