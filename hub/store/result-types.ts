import pg from 'pg';

/** The rest of the code sees times as unix milliseconds, counts as numbers, dates as YYYY-MM-DD, ids as text. */

const { INT8, TIMESTAMPTZ, DATE, BYTEA, UUID, TEXT, INT4, BOOL } = pg.types.builtins;

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = 946_684_800_000;

const FROM_TEXT = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [TIMESTAMPTZ, (text) => Date.parse(`${text.replace(' ', 'T')}:00`)],
  [DATE, (text) => text],
]);

const FROM_BINARY = new Map<number, (bytes: Buffer) => unknown>([
  [BYTEA, (bytes) => bytes],
  [INT8, (bytes) => Number(bytes.readBigInt64BE())],
  [INT4, (bytes) => bytes.readInt32BE()],
  [BOOL, (bytes) => bytes[0] === 1],
  [TEXT, (bytes) => bytes.toString('utf8')],
  [UUID, uuidText],
  [TIMESTAMPTZ, (bytes) => EPOCH_MS + Number(bytes.readBigInt64BE()) / 1000],
]);

export const resultTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') return FROM_TEXT.get(oid) ?? pg.types.getTypeParser(oid, 'text');
    const parse = FROM_BINARY.get(oid);
    if (parse === undefined) throw new Error(`no binary reader for type ${oid}: add one to result-types.ts`);
    return parse;
  }) as typeof pg.types.getTypeParser, // its overloads differ only in what the parsers return
};

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
