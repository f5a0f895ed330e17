import { deflateSync } from 'node:zlib';

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
