import { divisionCodeFault, shortestDivisionCode } from '#domain/codes';
import type { ItemDetails } from '#domain/item';
import type { Cells } from '../cells.js';
import { isFaulty, readDetails } from '../details.js';
import { Memo } from '../memo.js';

/** What the two flat layouts have in common. */

const NO_DETAILS: ItemDetails = Object.freeze({});

const DIVISIONS = new Memo<{ readonly code: string; readonly fault: string | undefined }>(10_000);

/** A division by its shortest code, which names it in the catalogue. */
export function readDivision(cells: Cells, column: string, text: string): string {
  if (text === '') return '';
  const { code, fault } = DIVISIONS.of(text, taken);
  if (fault !== undefined) cells.fault('BAD_DIVISION', column, `${text}: ${fault}`);
  return code;
}

function taken(text: string) {
  const fault = divisionCodeFault(text);
  return { code: fault === undefined ? shortestDivisionCode(text) : text, fault };
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
