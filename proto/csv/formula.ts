/**
 * Cells that a spreadsheet would run. An apostrophe before a formula tells spreadsheets that it is text; reading takes it off
 * again, so that nothing is lost on the way there and back (proved by test/property/csv.test.ts).
 */

/** What a spreadsheet takes for the beginning of a formula, in every width and form that Unicode has for it. */
const SIGNS = String.raw`=⁼₌⩵⩶﹦＝+⁺₊﬩﹢＋\-﹣－@﹫＠`;
/** What may be dropped on opening, so that a formula behind it begins the cell: spaces and the unseen. */
const UNSEEN = String.raw`\p{Zs}\p{Cf}\v\f\u2028\u2029`;
/** A separator of some countries: what stands behind it may be a cell of its own. */
const SEPARATOR = '[;；]';

/** A tab or line break at the beginning of a cell counts by itself: some programs drop it, for others it ends a cell. */
const BEGINNING = `^[${UNSEEN}]*'*(?=[${SIGNS}\\t\\r\\n])|${SEPARATOR}[${UNSEEN}\\t\\r\\n]*'*(?=[${SIGNS}])`;
const BEGINNINGS = new RegExp(BEGINNING, 'gu');
const PROTECTED = new RegExp(BEGINNING.replaceAll("'*", "'+"), 'gu');
const FORMULA = new RegExp(`^[${UNSEEN};；]*[${SIGNS}\\t\\r\\n]`, 'u');

/** Whether a cell of this text would be run, or what is left of it when separators and spaces before it are dropped. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** An apostrophe wherever a formula could begin. */
export function protect(text: string): string {
  return text.replace(BEGINNINGS, "$&'");
}

export function unprotect(cell: string): string {
  return cell.includes("'") ? cell.replace(PROTECTED, (found) => found.slice(0, -1)) : cell;
}
