import { indexInLog } from '#crypto/evidence';
import type { supervisionRecords } from '#hub/store';
import { tongban } from '#proto/codec';
import { momentText } from './case.js';

export function toSupervisionRecord({
  place,
  kind,
  recordedAt,
  ...same
}: supervisionRecords.PlacedRecord): tongban.v1.SupervisionRecord.$Properties {
  return {
    ...same,
    logIndex: indexInLog(place),
    kind: tongban.v1.SupervisionRecord.Kind[kind],
    recordedAt: momentText(recordedAt),
  };
}
