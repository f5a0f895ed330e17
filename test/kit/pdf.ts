import { deflateSync } from 'node:zlib';
import { hex } from '#crypto/primitives';
import { putSeal, type SealWorld, type SignatureWish } from './seals.js';

/** A small certificate as PDF, written by hand, so that a test can put into it what no library would. */
export interface PdfWish {
  readonly pages?: number;
  /** Of the page's contents. */
  readonly contents?: Uint8Array;
  /** Entries of the dictionary of the contents, besides their length. */
  readonly packed?: string;
  /** Of the catalogue and of each page. */
  readonly catalogue?: string;
  readonly page?: string;
  readonly trailer?: string;
  readonly more?: readonly string[];
}

export function pdfOf(wish: PdfWish = {}): Buffer {
  const { pages = 1, catalogue = '', page = '', trailer = '', more = [] } = wish;
  const {
    contents = deflateSync('BT /F1 24 Tf 72 700 Td (CERTIFICATE) Tj ET'),
    packed = '/Filter /FlateDecode',
  } = wish;
  const first = 5 + more.length;
  const kids = Array.from({ length: pages }, (_, index) => `${first + index} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    `<< ${packed} /Length ${contents.length} >>\nstream\n${latin1(contents)}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...more,
    ...Array.from(
      { length: pages },
      () =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> ${page} >>`,
    ),
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

export interface PdfSealWish extends SignatureWish {
  readonly subFilter?: string;
  /** Where the contents' `<` stands, where their `>` ends, and the end of the file. */
  readonly byteRange?: (start: number, end: number, length: number) => readonly number[];
  /** What stands in the dictionary besides. */
  readonly more?: string;
  /** Behind the seal, where zeros stand in an honest file. */
  readonly padding?: string;
}

const CONTENTS_BYTES = 4_096;
const RANGE_WIDTH = 60;

/** The same document with one more seal on it (GB/T 38540), in a revision of its own. */
export function sealPdf(original: Uint8Array, world: SealWorld, wish: PdfSealWish = {}): Buffer {
  const { subFilter = 'GM.sm2seal', more = '', padding = '', byteRange = honestRange } = wish;
  const text = latin1(original);
  const number = (text.match(/ obj\n/g) ?? []).length + 1;
  const object = `${number} 0 obj\n<< /Type /Sig /Filter /Gomain.GMPkiLite /SubFilter /${subFilter} /M (D:20260601083000Z) ${more} /ByteRange [`;
  const start = text.length + object.length + RANGE_WIDTH + '] /Contents '.length;
  const end = start + 2 * CONTENTS_BYTES + 2;
  const tail = ` >>\nendobj\n${revision(text, number, end)}`;
  const range = byteRange(start, end, end + tail.length)
    .join(' ')
    .padEnd(RANGE_WIDTH);
  const head = `${text}${object}${range}] /Contents `;
  const seal = hex(putSeal(world, Buffer.from(head + tail, 'latin1'), wish));
  const contents = (seal + padding).padEnd(2 * CONTENTS_BYTES, '0');
  return Buffer.from(`${head}<${contents}>${tail}`, 'latin1');
}

/** What anybody can do to a file without touching what is there. */
export function appendToPdf(original: Uint8Array): Buffer {
  const text = latin1(original);
  const number = (text.match(/ obj\n/g) ?? []).length + 1;
  const object = `${number} 0 obj\n(added)\nendobj\n`;
  return Buffer.from(
    `${text}${object}${revision(text, number, text.length + object.length - ' >>\nendobj\n'.length)}`,
    'latin1',
  );
}

function honestRange(start: number, end: number, length: number): readonly number[] {
  return [0, start, end, length - end];
}

/** @param at where the object's last line begins. */
function revision(before: string, number: number, at: number): string {
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(before)?.[1] ?? '0';
  const entry = `${String(before.length).padStart(10, '0')} 00000 n \n`;
  const xref = at + ' >>\nendobj\n'.length;
  return `xref\n0 1\n0000000000 65535 f \n${number} 1\n${entry}trailer\n<< /Size ${number + 1} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${xref}\n%%EOF\n`;
}
