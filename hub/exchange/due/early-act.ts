import { type EarlyAct, fateOf, isHeldBack } from '#domain/case';
import type { cases, dueActs } from '#hub/store';
import type { ErrorCode } from '#proto/errors';
import type { Draft } from '#proto/schema';
import type { Awaited } from './awaited.js';

/** What comes of an act that is held back: its turn, or its refusal. */
export const earlyAct: Awaited = {
  due(row) {
    const held = row.facets.earlyActs?.filter(isHeldBack) ?? [];
    return held.map((each) => {
      // Whoever has its turn, or none any more, is past due since it came: so the first to come is the first to be taken up.
      const dueAt = fate(row, each) === 'WAITING' ? each.until : each.since;
      return { ref: refOf(each), dueAt };
    });
  },

  act(row, due) {
    const early = earlyActOf(row, due);
    if (early === undefined) return undefined;
    switch (fate(row, early)) {
      case 'POSSIBLE':
        return undefined; // it is taken up as it came, see `turnOf`
      case 'WAITING': {
        const until = new Date(early.until).toISOString();
        return due.dueAt < early.until
          ? undefined
          : refused(row, early, 'EARLY_ACT_LAPSED', `what it builds on has not come by ${until}`);
      }
      case 'IMPOSSIBLE':
        return refused(
          row,
          early,
          'ILLEGAL_TRANSITION',
          `${early.type} is not possible any more in state ${row.state}, after event ${row.eventCount}`,
        );
    }
  },
};

/** Whose turn it is to be judged again; undefined when the plan is about something else, or has been overtaken. */
export function turnOf(
  due: dueActs.ClaimedAct,
  rows: ReadonlyMap<string, cases.CaseRow>,
): { readonly row: cases.CaseRow; readonly early: EarlyAct } | undefined {
  const row = rows.get(due.caseNo);
  const early = row && earlyActOf(row, due);
  return row && early && fate(row, early) === 'POSSIBLE' ? { row, early } : undefined;
}

/** Tells the sender. */
export function refused(
  { caseNo }: Pick<cases.CaseRow, 'caseNo'>,
  { messageId, sender, type: actType, since }: Omit<EarlyAct, 'until' | 'refusal'>,
  refusalCode: ErrorCode,
  reason: string,
): Draft {
  const receivedAt = new Date(since).toISOString();
  const body = { caseNo, messageId, sender, actType, receivedAt, refusalCode, reason };
  return { type: 'EarlyActRefused', body };
}

export const EARLY_ACT = 'EARLY_ACT';

function earlyActOf(row: cases.CaseRow, { kind, ref }: dueActs.DueActKey): EarlyAct | undefined {
  if (kind !== EARLY_ACT) return undefined;
  return row.facets.earlyActs?.find((each) => isHeldBack(each) && refOf(each) === ref);
}

function fate(row: cases.CaseRow, { type, sender: actor }: EarlyAct): ReturnType<typeof fateOf> {
  return fateOf(row, { type, actor });
}

function refOf({ sender, messageId }: EarlyAct): string {
  return `${sender} ${messageId}`;
}
