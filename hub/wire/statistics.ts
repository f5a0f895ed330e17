import type { caseCounts } from '#hub/store';
import { tongban } from '#proto/codec';

const { CaseCount, HandlingMode } = tongban.v1;

export function toCaseCount(row: caseCounts.CaseCountRow): tongban.v1.CaseCount.$Properties {
  const { id: _, mode, measure, ...same } = row;
  return { ...same, mode: HandlingMode[mode], measure: CaseCount.Measure[measure] };
}
