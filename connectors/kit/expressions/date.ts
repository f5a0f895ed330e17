/**
 * Dates written otherwise, for expressions. The library's own functions read the 30th of February as the 2nd of March, and a
 * case would be signed with a day that nobody wrote.
 */

const PARTS = ['YYYY', 'MM', 'DD', 'hh', 'mm', 'ss'] as const;
type Part = (typeof PARTS)[number];
type Read = Partial<Record<Part, string>>;

const PIECE = /YYYY|MM|DD|hh|mm|ss|./gsu;

/** A text that is no date of the form, or lacks what the new form needs. */
export class DateFormError extends Error {
  readonly code = 'DATE';

  constructor() {
    super('not a date of this form');
    this.name = 'DateFormError';
  }
}

/** `rewriteDate("20190701", "YYYYMMDD", "YYYY年MM月")` is "2019年07月". @throws DateFormError. */
export function rewriteDate(text: string, from: string, to: string): string {
  const read = readDate(text, from);
  return piecesOf(to)
    .map((piece) => (isPart(piece) ? (read[piece] ?? fail()) : piece))
    .join('');
}

function readDate(text: string, form: string): Read {
  const read: Read = {};
  let at = 0;
  for (const piece of piecesOf(form)) {
    const found = text.slice(at, at + piece.length);
    at += piece.length;
    if (!isPart(piece)) {
      if (found !== piece) fail();
    } else if (/^\d+$/.test(found) && found.length === piece.length && (read[piece] ?? found) === found) {
      read[piece] = found;
    } else {
      fail();
    }
  }
  return at === text.length && exists(read) ? read : fail();
}

function piecesOf(form: string): string[] {
  return form.match(PIECE) ?? [];
}

function isPart(piece: string): piece is Part {
  return PARTS.some((part) => part === piece);
}

/** Whether the calendar has such a moment; a part that is not written could be anything. */
function exists({ YYYY = '2000', MM = '01', DD = '01', hh = '00', mm = '00', ss = '00' }: Read): boolean {
  const written = `${YYYY}-${MM}-${DD}T${hh}:${mm}:${ss}.000Z`;
  const unixMs = Date.parse(written);
  return !Number.isNaN(unixMs) && new Date(unixMs).toISOString() === written;
}

function fail(): never {
  throw new DateFormError();
}
