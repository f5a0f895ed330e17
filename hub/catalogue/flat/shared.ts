import type { ItemDetails } from '#domain/item';
import type { Cells } from '../cells.js';
import { isFaulty, readDetails } from '../details.js';

/** What the two flat layouts have in common. */

const DIVISION = /^\d{6}(?:\d{3}){0,2}$/;
const NO_DETAILS: ItemDetails = Object.freeze({});

export function checkDivision(cells: Cells, column: string, text: string): void {
  if (text !== '' && !DIVISION.test(text)) cells.fault('BAD_DIVISION', column, text);
}

export function readPeriod(cells: Cells): { validFrom: string | undefined; validTo: string | undefined } {
  const validFrom = cells.date('valid_from');
  const validTo = cells.date('valid_to');
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
    cells.fault('BAD_PERIOD', 'valid_to', `${validFrom} … ${validTo}`);
  return { validFrom, validTo };
}

export function readDetailsCell(cells: Cells): ItemDetails {
  const text = cells.text('details');
  if (text === '') return NO_DETAILS;
  const details = readDetails(text);
  if (!isFaulty(details)) return details;
  for (const fault of details) cells.fault('BAD_DETAILS', 'details', fault);
  return NO_DETAILS;
}

/** As a cell holds them: nothing at all when nothing was said. */
export function detailsCell(details: ItemDetails): string {
  return Object.keys(details).length === 0 ? '' : JSON.stringify(details);
}
