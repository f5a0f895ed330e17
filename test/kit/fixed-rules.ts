import { readCalendars, readDivisions, readTimeLimits } from '#config';

/** The rules that a hub reads once, as they come with the product. */
export function fixedRules() {
  return { divisions: readDivisions(), calendars: readCalendars(), timeLimits: readTimeLimits() };
}
