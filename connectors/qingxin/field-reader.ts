import { LocalTimeError } from '#connectors/kit';
import type {
  ActColumn,
  CertificateColumn,
  DetailColumn,
  StatusColumn,
  UseColumn,
  Values,
} from './columns.js';
import { QingxinRowError, QingxinUnmappedError } from './errors.js';
import { fromSlashDay, fromSlashTime } from './times.js';

type Column = ActColumn | DetailColumn | CertificateColumn | UseColumn | StatusColumn;

/** Reads the columns of an act and notes all that is wrong with them, so that a clerk corrects a row once. */
export class FieldReader {
  readonly #faults: string[] = [];

  fault(text: string): void {
    this.#faults.push(text);
  }

  /**
   * @param unmapped what has no one counterpart. @throws QingxinRowError with everything that was noted, and with that;
   * QingxinUnmappedError when nothing else is wrong.
   */
  check(unmapped: readonly string[]): void {
    if (this.#faults.length > 0) throw new QingxinRowError([...unmapped, ...this.#faults]);
    if (unmapped.length > 0) throw new QingxinUnmappedError(unmapped);
  }

  /** An empty text stands for what is missing: `check` throws before anybody uses it. */
  required(values: Values<Column>, column: Column): string {
    const text = values[column];
    if (text === undefined) this.fault(`${column} 为空`);
    return text ?? '';
  }

  time(values: Values<Column>, column: Column): string {
    return this.#read(values, column, fromSlashTime);
  }

  day(values: Values<Column>, column: Column): string | undefined {
    return values[column] === undefined ? undefined : this.#read(values, column, fromSlashDay);
  }

  /** 是 or 否; empty is 否. */
  flag(values: Values<Column>, column: Column): boolean {
    const text = values[column] ?? '否';
    if (text !== '是' && text !== '否') this.fault(`${column} 应为“是”或“否”`);
    return text === '是';
  }

  #read(values: Values<Column>, column: Column, read: (text: string) => string): string {
    const text = this.required(values, column);
    if (text === '') return '';
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof LocalTimeError)) throw error;
      this.fault(`${column} 不是时间：${text}`);
      return '';
    }
  }
}
