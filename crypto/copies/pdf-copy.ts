import {
  decodePDFRawStream,
  EncryptedPDFError,
  PDFOperatorNames as Op,
  type PDFContext,
  PDFDocument,
  PDFHexString,
  type PDFName,
  type PDFObject,
  PDFOperator,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { PdfError } from '#crypto/pdf';
import { hex, sm3 } from '#crypto/primitives';
import { COPY_MARK, type CopyMark, type CopyNote, MARK_NAMES, noteLines } from './note.js';
import { checkEffort } from './pdf-effort.js';
import { dropUnreachable } from './pdf-reachable.js';
import { checkWays } from './pdf-streams.js';
import { widthOf, wrap } from './watermark.js';

const MAX_BYTES = 20 * 1024 ** 2;
const MAX_PAGES = 200;
/** Pages and what holds them. */
const MAX_NODES = 2_000;
/** What all pages draw, unpacked, each as often as it is drawn. */
const MAX_DRAWN = 64 * 1024 ** 2;
/** Where a reader looks for the end of a file. */
const TAIL_BYTES = 1024;

/** Points. */
const NOTE_SIZE = 9;
const LEADING = 1.4;
const MARGIN = 18;
const MARK_ROWS = 3;
const SLOPE = Math.PI / 9;
const NOTE_ALPHA = 0.9;
const MARK_ALPHA = 0.27;

/**
 * A copy of a PDF for one use: its pages as they look, and on each of them what the copy is for. The pages are put into a
 * document of its own, so that nothing else comes along: no seals and signatures, which a mark would break, no scripts, no
 * attachments, no fields. The same original with the same note gives the same bytes. @throws PdfError.
 */
export async function copyOfPdf(original: Uint8Array, note: CopyNote): Promise<Uint8Array> {
  return withinPdf(async () => {
    const pages = pagesOf(await read(original));
    if (pages.length === 0 || pages.length > MAX_PAGES) {
      throw new PdfError(`has ${pages.length} pages; a copy is made of 1 to ${MAX_PAGES}`);
    }
    const copy = await PDFDocument.create({ updateMetadata: false });
    copy.setTitle(COPY_MARK);
    copy.setKeywords(markWords({ originalSm3: hex(sm3(original)), useId: note.useId }));
    const lines = noteLines(note, original);
    const style = {
      font: songti(copy.context),
      note: opacity(copy, NOTE_ALPHA),
      mark: opacity(copy, MARK_ALPHA),
    };
    for (const page of pages) await addMarked(copy, page, lines, style);
    await copy.flush();
    dropUnreachable(copy.context);
    return copy.save({ addDefaultPage: false });
  });
}

/** What a copy says of itself; undefined when it is none. @throws PdfError. */
export async function markOfPdf(bytes: Uint8Array): Promise<CopyMark | undefined> {
  const words = await withinPdf(async () => (await read(bytes)).getKeywords() ?? '');
  const wordOf = (name: string) => new RegExp(`${name}:([0-9a-f-]+)`).exec(words)?.[1];
  const originalSm3 = wordOf(MARK_NAMES.originalSm3);
  const useId = wordOf(MARK_NAMES.useId);
  return originalSm3 === undefined || useId === undefined ? undefined : { originalSm3, useId };
}

function markWords({ originalSm3, useId }: CopyMark): string[] {
  return [`${MARK_NAMES.originalSm3}:${originalSm3}`, `${MARK_NAMES.useId}:${useId}`];
}

async function read(bytes: Uint8Array): Promise<PDFDocument> {
  if (bytes.length > MAX_BYTES) throw new PdfError(`has more than ${MAX_BYTES} bytes`);
  const text = (from: number, to?: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text(0, 8)) || !text(-TAIL_BYTES).includes('%%EOF')) {
    throw new PdfError('is not a whole PDF');
  }
  checkWays(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  await checkEffort(bytes);
  return PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
}

/** Of pages that hold one another, or draw the same, a small file can have more than there is memory for. @throws PdfError. */
function pagesOf(document: PDFDocument): PDFPage[] {
  let nodes = 0;
  document.catalog.Pages().traverse(() => {
    if (++nodes > MAX_NODES) throw new PdfError(`has more than ${MAX_NODES} nodes in its tree of pages`);
  });
  const pages = document.getPages();
  const sizes = new Map<PDFObject, number>();
  let drawn = 0;
  for (const { node } of pages) {
    const contents = node.normalizedEntries().Contents?.asArray() ?? [];
    for (const each of contents) {
      const size = sizes.get(each) ?? sizeOf(document.context.lookup(each));
      sizes.set(each, size);
      drawn += size;
      if (drawn > MAX_DRAWN) throw new PdfError('draws too much');
    }
  }
  return pages;
}

/** At least one: a list of nothing is long as well. */
function sizeOf(contents: PDFObject | undefined): number {
  return 1 + (contents instanceof PDFRawStream ? decodePDFRawStream(contents).decode().length : 0);
}

/** The reader throws what it likes at what is not in order; RangeError, when it goes round in circles. */
async function withinPdf<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PdfError) throw error;
    if (error instanceof EncryptedPDFError) throw new PdfError('is encrypted');
    throw new PdfError(`cannot be read: ${String(error).slice(0, 200)}`);
  }
}

interface Style {
  readonly font: PDFRef;
  readonly note: PDFRef;
  readonly mark: PDFRef;
}

/** The page as a picture of itself: whatever state it leaves behind ends with it, and does not move the mark. */
async function addMarked(
  copy: PDFDocument,
  original: PDFPage,
  lines: readonly string[],
  { font, note, mark }: Style,
): Promise<void> {
  const { x, y, width, height } = original.getCropBox();
  if (!(width > 0 && height > 0)) throw new PdfError('has a page without a size');
  const box = { left: x, bottom: y, right: x + width, top: y + height };
  const page = copy.addPage([width, height]);
  page.setRotation(original.getRotation());
  page.drawPage(await copy.embedPage(original, box), { x: 0, y: 0, width, height });
  const fontName = page.node.newFontDictionary('Note', font);
  const noteName = page.node.newExtGState('Note', note);
  const markName = page.node.newExtGState('Mark', mark);
  page.pushOperators(
    ...slantingMarks({ width, height }, fontName, markName),
    ...noteTexts({ width, height }, lines, fontName, noteName),
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function slantingMarks({ width, height }: Size, font: PDFName, state: PDFName): PDFOperator[] {
  const [cos, sin] = [Math.cos(SLOPE), Math.sin(SLOPE)];
  const length = widthOf(COPY_MARK, 1);
  const letter = Math.min(width / (length * cos + sin), height / MARK_ROWS / (length * sin + cos));
  return Array.from({ length: MARK_ROWS }).flatMap((_, row) => {
    const left = (width - letter * (length * cos - sin)) / 2;
    const bottom = (height * (row + 0.5)) / MARK_ROWS - (letter * (length * sin + cos)) / 2;
    return textAt({ text: COPY_MARK, font, state, letter }, [cos, sin, -sin, cos, left, bottom]);
  });
}

function noteTexts(
  { width, height }: Size,
  lines: readonly string[],
  font: PDFName,
  state: PDFName,
): PDFOperator[] {
  const letter = Math.min(NOTE_SIZE, height / 20);
  const wrapped = lines.flatMap((line) => wrap(line, letter, width - 2 * MARGIN));
  return wrapped.flatMap((text, row) => {
    const y = MARGIN + (wrapped.length - 1 - row) * letter * LEADING;
    return textAt({ text, font, state, letter }, [1, 0, 0, 1, MARGIN, y]);
  });
}

interface Piece {
  readonly text: string;
  readonly font: PDFName;
  readonly state: PDFName;
  readonly letter: number;
}

const RED = ['0.75', '0.12', '0.12'];

function textAt({ text, font, state, letter }: Piece, matrix: readonly number[]): PDFOperator[] {
  const operator = (name: Op, ...args: (string | PDFName | PDFHexString)[]) => PDFOperator.of(name, args);
  return [
    operator(Op.PushGraphicsState),
    operator(Op.SetGraphicsStateParams, state),
    operator(Op.NonStrokingColorRgb, ...RED),
    operator(Op.BeginText),
    operator(Op.SetFontAndSize, font, points(letter)),
    operator(Op.SetTextMatrix, ...matrix.map(points)),
    operator(Op.ShowText, PDFHexString.of(utf16(text))),
    operator(Op.EndText),
    operator(Op.PopGraphicsState),
  ];
}

/**
 * 宋体 by its name, with the character set Adobe-GB1 and a map that every reader of Chinese PDFs has (ISO 32000 §9.7.5.2): no
 * font is embedded. Letters of ASCII are half as wide as they are high.
 */
function songti(context: PDFContext): PDFRef {
  const name = 'STSong-Light';
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 6,
      FontBBox: [-25, -254, 1000, 880],
      ItalicAngle: 0,
      Ascent: 880,
      Descent: -120,
      CapHeight: 880,
      StemV: 93,
    }),
  );
  const characters = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 4 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [1, 95, 500],
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: `${name}-UniGB-UTF16-H`,
      Encoding: 'UniGB-UTF16-H',
      DescendantFonts: [characters],
    }),
  );
}

function opacity({ context }: PDFDocument, alpha: number): PDFRef {
  return context.register(context.obj({ Type: 'ExtGState', ca: alpha }));
}

/** Big-endian, in hex. */
function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

function points(length: number): string {
  return String(Math.round(length * 1000) / 1000);
}
