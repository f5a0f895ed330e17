import { unprotect } from '#proto/csv';
import type { FaultCode, RowFault } from './faults.js';
import { Memo } from './memo.js';

/** A column of a layout, by the name in the header or its Chinese one. */
export interface LayoutColumn {
  readonly name: string;
  readonly zh?: string;
  /** Whether the header must have it; a cell may be empty all the same. */
  readonly isOptional?: boolean;
}

/** Where each column of a layout stands in a file; -1 when it is not there. */
export type Positions = ReadonlyMap<string, number>;

/** A header taken apart. A file with any fault in its header cannot be read at all. */
export interface Header {
  readonly positions: Positions;
  readonly width: number;
  readonly faults: readonly RowFault[];
}

const SHOWN = 80;

/** @param isForeign other columns may stand between ours: the file is not made for us. */
export function readHeader(
  cells: readonly string[],
  columns: readonly LayoutColumn[],
  isForeign: boolean,
): Header {
  const names = cells.map((cell) => cell.replace(/^\u{FEFF}/u, '').trim());
  const faults: RowFault[] = [];
  const positions = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    if (name === '' || name.startsWith('_')) continue;
    const column = columns.find((each) => each.name === name.toLowerCase() || each.zh === name);
    if (column === undefined) {
      if (!isForeign) faults.push({ code: 'HEADER_UNKNOWN', detail: shown(name) });
    } else if (positions.has(column.name)) {
      faults.push({ code: 'HEADER_DUPLICATE', column: column.name, detail: shown(name) });
    } else {
      positions.set(column.name, at);
    }
  }
  for (const { name, zh, isOptional } of columns) {
    if (positions.has(name) || isOptional) continue;
    faults.push({ code: 'HEADER_MISSING', column: name, detail: zh === undefined ? name : `${name} ${zh}` });
  }
  if (names.some((name) => name.includes('\u{FFFD}')))
    return {
      positions,
      width: names.length,
      faults: [{ code: 'HEADER_UNREADABLE', detail: shown(names[0] ?? '') }],
    };
  return { positions, width: names.length, faults };
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const REPLACEMENT = 0xfffd;

/**
 * What no cell may hold: bytes that were no text, and control characters but line breaks and tabs, which no person wrote and a
 * database may not take.
 */
function intruderIn(cell: string): 'ENCODING' | 'CONTROL_CHARACTER' | undefined {
  for (let i = 0; i < cell.length; i++) {
    const unit = cell.charCodeAt(i);
    if (unit === REPLACEMENT) return 'ENCODING';
    const isControl = unit < 0x20 || (unit >= 0x7f && unit < 0xa0);
    if (isControl && unit !== LF && unit !== CR && unit !== TAB) return 'CONTROL_CHARACTER';
  }
  return undefined;
}

/** One row, cell by cell. Collects every fault of the row instead of stopping at the first. */
export class Cells {
  readonly #header: Header;
  #cells: readonly string[] = [];
  #faults: RowFault[] = [];

  constructor(header: Header) {
    this.#header = header;
  }

  /** Begins a row. @returns whether its cells can be looked at one by one. */
  begin(cells: readonly string[]): boolean {
    this.#cells = cells;
    this.#faults = [];
    if (cells.length !== this.#header.width) {
      this.fault('COLUMN_COUNT', undefined, `${cells.length} ≠ ${this.#header.width}`);
      return false;
    }
    for (const [name, at] of this.#header.positions) {
      const cell = cells[at] ?? '';
      const intruder = intruderIn(cell);
      if (intruder !== undefined) this.fault(intruder, name, cell);
    }
    return true;
  }

  get faults(): readonly RowFault[] {
    return this.#faults;
  }

  fault(code: FaultCode, column: string | undefined, detail: string): void {
    this.#faults.push({ code, column, detail: shown(detail) });
  }

  /** The cell without spaces at its ends; empty when the file has no such column. */
  text(column: string): string {
    const at = this.#header.positions.get(column);
    return at === undefined ? '' : unprotect(this.#cells[at] ?? '').trim();
  }

  /** @returns undefined for an empty cell. */
  optional(column: string, mostUnits: number): string | undefined {
    const text = this.text(column);
    if (text.length > mostUnits) this.fault('TOO_LONG', column, `${text.length} > ${mostUnits}`);
    return text === '' ? undefined : text;
  }

  required(column: string, mostUnits: number): string {
    const text = this.optional(column, mostUnits);
    if (text === undefined) this.fault('REQUIRED', column, '');
    return text ?? '';
  }

  /** YYYY-MM-DD, also 2026/11/22, 20261122 and with a time behind it: as exchange tables and spreadsheets write days. */
  date(column: string): string | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    const date = DATES.of(text, (each) => readDate(each) ?? '');
    if (date === '') this.fault('BAD_DATE', column, text);
    return date === '' ? undefined : date;
  }

  count(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    if (/^\d{1,6}$/.test(text)) return Number(text);
    this.fault('BAD_NUMBER', column, text);
    return undefined;
  }
}

const DATES = new Memo<string>(10_000);
const DATE = /^([12]\d{3})[-/]?(\d{1,2})[-/]?(\d{1,2})(?:[ T][\d:.]+)?$/;

export function readDate(text: string): string | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

function shown(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
