import pg from 'pg';

/** The rest of the code sees times as unix milliseconds, counts as numbers, dates as YYYY-MM-DD. */

const { INT8, TIMESTAMPTZ, DATE } = pg.types.builtins;

const READERS = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [TIMESTAMPTZ, (text) => Date.parse(`${text.replace(' ', 'T')}:00`)],
  [DATE, (text) => text],
]);

export const resultTypes = {
  getTypeParser: ((oid: number) =>
    READERS.get(oid) ?? pg.types.getTypeParser(oid, 'text')) as typeof pg.types.getTypeParser, // overloads by oid
};
