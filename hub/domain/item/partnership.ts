import { isWithinDivision } from '../codes/division-code.js';

/** Places that handle an item for each other's people, and for nobody else's (毗邻省份、劳务输入输出地、东西部协作、点对点). */
export interface Partnership {
  /** Each stands for everything beneath it. */
  readonly divisions: readonly string[];
  /** The document in which they agreed. */
  readonly document: string;
}

/**
 * Whether a case may go from one place to another: always where there are no partnerships, else within one of them.
 * @param from the place of intake, a division for every place beneath it; several codes where it was divided.
 * @param to where it is decided, likewise.
 */
export function isOpenBetween(
  partnerships: readonly Partnership[],
  from: readonly string[],
  to: readonly string[],
): boolean {
  if (partnerships.length === 0) return true;
  return partnerships.some(({ divisions }) => areAmong(divisions, from) && areAmong(divisions, to));
}

function areAmong(divisions: readonly string[], places: readonly string[]): boolean {
  return divisions.some((each) =>
    places.some((place) => isWithinDivision(place, each) || isWithinDivision(each, place)),
  );
}
