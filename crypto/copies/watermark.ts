import { type XmlElement, xmlElement } from '#crypto/xml';

/** Millimetres. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface Watermark {
  /** Of element names, with its colon: `ofd:`, or nothing. */
  readonly prefix: string;
  readonly size: PageSize;
  /** The mark across the page, and the lines at its foot. */
  readonly mark: string;
  readonly lines: readonly string[];
  /** The day on which it is put there. */
  readonly made: string;
  /** Of the font's resource. */
  readonly font: string;
  readonly nextId: () => string;
}

const SLOPE = Math.PI / 9;
const MARK_ROWS = 3;
const MARK_ALPHA = '70';
const NOTE_SIZE = 3.2;
const NOTE_ALPHA = '230';
const LEADING = 1.4;
const MARGIN = 6;

/** A watermark annotation (GB/T 33190 section 15.2): the mark slanting over the page, the note small and legible at its foot. */
export function watermarkAnnotation(watermark: Watermark): XmlElement {
  const { prefix, size, made, nextId } = watermark;
  const attributes = {
    ID: nextId(),
    Type: 'Watermark',
    Creator: 'tongban',
    LastModDate: made,
    Print: 'true',
    ReadOnly: 'true',
  };
  const appearance = xmlElement(
    `${prefix}Appearance`,
    { Boundary: box(0, 0, size.width, size.height) },
    ...slantingMarks(watermark),
    ...noteTexts(watermark),
  );
  return xmlElement(`${prefix}Annot`, attributes, appearance);
}

function slantingMarks(watermark: Watermark): XmlElement[] {
  const { size, mark } = watermark;
  const [cos, sin] = [Math.cos(SLOPE), Math.sin(SLOPE)];
  const length = widthOf(mark, 1);
  // What lies outside its box is not drawn: the box holds the text as it lies slanted. Both in letters.
  const [across, down] = [length * cos + LEADING * sin, length * sin + LEADING * cos];
  const letter = Math.min(18, (size.width * 0.8) / across, size.height / MARK_ROWS / down);
  const transform = [cos, -sin, sin, cos, 0, length * sin * letter].map(millimetres).join(' ');
  return Array.from({ length: MARK_ROWS }, (_, row) => {
    const middle = (size.height * (row + 0.5)) / MARK_ROWS;
    const [left, top] = [(size.width - across * letter) / 2, middle - (down * letter) / 2];
    const place = box(left, top, across * letter, down * letter);
    return textObject(watermark, mark, letter, { Boundary: place, CTM: transform }, MARK_ALPHA);
  });
}

function noteTexts(watermark: Watermark): XmlElement[] {
  const { size, lines } = watermark;
  const letter = Math.min(NOTE_SIZE, size.height / 20);
  const room = size.width - 2 * MARGIN;
  const wrapped = lines.flatMap((line) => wrap(line, letter, room));
  const step = letter * LEADING;
  const top = size.height - MARGIN - wrapped.length * step;
  return wrapped.map((line, row) =>
    textObject(watermark, line, letter, { Boundary: box(MARGIN, top + row * step, room, step) }, NOTE_ALPHA),
  );
}

function textObject(
  { prefix, font, nextId }: Watermark,
  text: string,
  letter: number,
  place: Readonly<Record<string, string>>,
  alpha: string,
): XmlElement {
  const widths = [...text].slice(0, -1).map((character) => millimetres(widthOf(character, letter)));
  return xmlElement(
    `${prefix}TextObject`,
    { ID: nextId(), ...place, Font: font, Size: millimetres(letter) },
    xmlElement(`${prefix}FillColor`, { Value: '190 30 30', Alpha: alpha }),
    xmlElement(`${prefix}TextCode`, { X: '0', Y: millimetres(letter), DeltaX: widths.join(' ') }, text),
  );
}

/** Breaks where the line is full: what is written in Chinese may break anywhere. */
export function wrap(text: string, letter: number, room: number): string[] {
  const lines = [''];
  for (const character of text) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && widthOf(line + character, letter) > room) lines.push(character);
    else lines[lines.length - 1] = line + character;
  }
  return lines;
}

/** In a Chinese font letters of ASCII are half as wide as they are high. */
export function widthOf(text: string, letter: number): number {
  let width = 0;
  for (const character of text) width += character <= '~' ? letter / 2 : letter;
  return width;
}

function box(...numbers: readonly number[]): string {
  return numbers.map(millimetres).join(' ');
}

function millimetres(length: number): string {
  return String(Math.round(length * 1000) / 1000);
}
