/**
 * Where something stands in the logs of a hub that follow each other: the number of the log, from 0 on, times 2^40, plus the index in
 * it. In the first log a place is an index. Sizes of trees are told in the same way. Proofs and checkpoints know nothing of places.
 */

/** Entries that a log has less than. */
export const LOG_ROOM = 2 ** 40;

/** @param log less than 2^13. */
export function placeOf(log: number, index: number): number {
  return log * LOG_ROOM + index;
}

export function logOf(place: number): number {
  return Math.floor(place / LOG_ROOM);
}

/** Within its log. */
export function indexInLog(place: number): number {
  return place % LOG_ROOM;
}

/** As it is told to people. */
export function placeLabel(place: number): string {
  return logOf(place) === 0 ? `${place}` : `${logOf(place)}/${indexInLog(place)}`;
}

/** As it stands in names of files. */
export function placeName(place: number): string {
  const index = String(indexInLog(place)).padStart(10, '0');
  return logOf(place) === 0 ? index : `${logOf(place)}-${index}`;
}
