import { isFormula } from '#proto/csv';
import { decode, encode } from './gb18030.js';

/**
 * What a cell means. The platform writes an apostrophe before what a spreadsheet would take for a number or a formula
 * (`'441803…`), and pads with spaces; so one apostrophe at the beginning is no part of the text, and neither are spaces at
 * the ends. Written are cells by the same rule: whatever a spreadsheet could run begins with an apostrophe, and so does what
 * itself begins with one or with a space.
 */

const APOSTROPHE = Buffer.from("'");
const SPACES_BEFORE = /^[ \t\u3000]+/;
const SPACES_AFTER = /[ \t\u3000]+$/;
const WIDE_SPACE = 0xa1a1;

/** @throws Gb18030Error. */
export function fromCell(bytes: Buffer): string {
  const text = decode(bytes).replaceAll('\r\n', '\n').replace(SPACES_AFTER, '').replace(SPACES_BEFORE, '');
  return text.startsWith("'") ? text.slice(1) : text;
}

/** @throws Gb18030Error. */
export function toCell(text: string): Buffer {
  return encode(text.startsWith("'") || isRisky(text) ? `'${text}` : text);
}

/** A cell as it came, perhaps no text at all, so that a person may open it. It means what it meant. */
export function safeCell(bytes: Buffer): Buffer {
  const trimmed = bytes.subarray(spacesBefore(bytes));
  const legible = new TextDecoder('gb18030').decode(trimmed);
  return isRisky(legible) ? Buffer.concat([APOSTROPHE, trimmed]) : trimmed;
}

/** With a formula a spreadsheet would calculate; spaces, a reader's trimming would take off; behind a semicolon, some begin a cell. */
function isRisky(text: string): boolean {
  return /^[;\s]/.test(text) || isFormula(text);
}

function spacesBefore(bytes: Buffer): number {
  let at = 0;
  for (;;) {
    if (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
    else if (at + 1 < bytes.length && bytes.readUInt16BE(at) === WIDE_SPACE) at += 2;
    else return at;
  }
}
