import { decode, encode } from './gb18030.js';

/**
 * What a cell means. The platform writes an apostrophe before what a spreadsheet would take for a number or a formula
 * (`'441803…`), and pads with spaces; so one apostrophe at the beginning is no part of the text, and neither are spaces at
 * the ends. Written are cells by the same rule: whatever a spreadsheet could run begins with an apostrophe, and so does what
 * itself begins with one or with a space.
 */

/** With any of these a spreadsheet would calculate, or a reader's trimming would uncover one. */
const RISKY = /^[=+\-@;'\s＝＋－＠]/;

/** ＝ ＋ － ＠ in GB18030. */
const WIDE = new Set([0xa3bd, 0xa3ab, 0xa3ad, 0xa3c0]);

const APOSTROPHE = Buffer.from("'");
const SPACES_BEFORE = /^[ \t\u3000]+/;
const SPACES_AFTER = /[ \t\u3000]+$/;

/** @throws Gb18030Error. */
export function fromCell(bytes: Buffer): string {
  const text = decode(bytes).replaceAll('\r\n', '\n').replace(SPACES_AFTER, '').replace(SPACES_BEFORE, '');
  return text.startsWith("'") ? text.slice(1) : text;
}

/** @throws Gb18030Error. */
export function toCell(text: string): Buffer {
  return encode(RISKY.test(text) ? `'${text}` : text);
}

/** A cell as it came, perhaps no text at all, so that a person may open it. It means what it meant. */
export function safeCell(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x09);
  const trimmed = bytes.subarray(from < 0 ? bytes.length : from);
  return isRisky(trimmed) ? Buffer.concat([APOSTROPHE, trimmed]) : trimmed;
}

function isRisky(bytes: Buffer): boolean {
  const [first] = bytes;
  if (first === undefined || first === 0x27) return false; // an apostrophe is there
  const isWide = bytes.length > 1 && WIDE.has(bytes.readUInt16BE(0));
  return isWide || (first < 0x80 && RISKY.test(String.fromCharCode(first)));
}
