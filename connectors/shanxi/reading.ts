import { fromLocalTime, LocalTimeError } from '#connectors/kit';
import type { Cells } from './batch.js';
import { BatchFormError } from './errors.js';
import type { AnyTable, ColumnName } from './layout.js';

/**
 * Reads cells of a batch and remembers everything that is wrong with them, so that whoever wrote the batch hears of all of it
 * at once. What it returns counts only after `finish`.
 */
export class Reading {
  readonly #violations: string[] = [];

  complain(place: string, what: string): void {
    this.#violations.push(`${place}: ${what}`);
  }

  /** @throws BatchFormError with every violation. */
  finish(): void {
    if (this.#violations.length > 0) throw new BatchFormError(this.#violations);
  }

  row<T extends AnyTable>(table: T, cells: Cells): RowReading<T> {
    return new RowReading(this, table, cells);
  }
}

/** One row. A column left empty may be null or an empty text. */
export class RowReading<T extends AnyTable> {
  readonly #reading: Reading;
  readonly #table: T;
  readonly #cells: Cells;

  constructor(reading: Reading, table: T, cells: Cells) {
    this.#reading = reading;
    this.#table = table;
    this.#cells = cells;
  }

  text(column: ColumnName<T>): string | undefined {
    const cell = this.#cells[String(column)] ?? '';
    return cell === '' ? undefined : String(cell);
  }

  required(column: ColumnName<T>): string {
    const text = this.text(column);
    if (text === undefined) this.complain(column, 'is empty');
    return text ?? '';
  }

  /** 1 or 0; empty is 0. */
  flag(column: ColumnName<T>): boolean {
    const text = this.text(column) ?? '0';
    if (text !== '0' && text !== '1') this.complain(column, 'is neither 1 nor 0');
    return text === '1';
  }

  /** RFC 3339. */
  moment(column: ColumnName<T>): string {
    return readMoment(this.required(column), () => this.complain(column, 'is not a time'));
  }

  /** YYYY-MM-DD of a column YYYYMMDD. */
  day(column: ColumnName<T>): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
    return readMoment(`${year}-${month}-${day} 00:00:00`, () => this.complain(column, 'is not a day')).slice(
      0,
      10,
    );
  }

  complain(column: ColumnName<T>, what: string): void {
    this.#reading.complain(`${this.#table}.${String(column)}`, what);
  }
}

/** A time without zone, as the database writes it into JSON or we write it. Empty and wrong ones are the caller's to complain of. */
export function readMoment(text: string, onWrong: () => void): string {
  if (text === '') return '';
  try {
    return fromLocalTime(text.replace('T', ' '));
  } catch (error) {
    if (!(error instanceof LocalTimeError)) throw error;
    onWrong();
    return '';
  }
}
