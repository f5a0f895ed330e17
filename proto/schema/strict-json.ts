/**
 * JSON from outside, read once. JSON.parse alone would let through what two readers can understand differently: a key
 * written twice, or bytes that are not UTF-8. Trailing bytes it refuses itself.
 */

/** Deeper than any message of the protocol; far from what would exhaust the stack. */
const MAX_DEPTH = 32;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Why the bytes are not strict JSON. */
export type JsonFault =
  | 'not UTF-8'
  | 'not JSON'
  | 'nested too deeply'
  | 'a key stands twice'
  | 'half a surrogate pair';

export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

export function parseStrictJson(bytes: Uint8Array): StrictJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, fault: 'not UTF-8' };
  }
  if (isDeep(text)) return { ok: false, fault: 'nested too deeply' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'not JSON' };
  }
  if (hasKeyTwice(text, value)) return { ok: false, fault: 'a key stands twice' };
  return hasLoneSurrogate(text, value) ? { ok: false, fault: 'half a surrogate pair' } : { ok: true, value };
}

const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
/** JSON.stringify escapes a surrogate only when its other half is missing. The backslash must not be an escaped one. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** JSON can write half a character, UTF-8 cannot: whoever keeps the text elsewhere would keep another one. */
function hasLoneSurrogate(text: string, value: unknown): boolean {
  return SURROGATE_ESCAPE.test(text) && LONE_SURROGATE.test(JSON.stringify(value));
}

/** With no more brackets than may be nested nothing can be nested too deeply, and nobody has to look closer. */
function isDeep(text: string): boolean {
  return occurrences(text, '{') + occurrences(text, '[') > MAX_DEPTH && countKeys(text) === undefined;
}

/**
 * A repeated key vanishes in JSON.parse, so then fewer are left than were written. Every key has its colon: where there are no
 * more colons than keys, in strings or otherwise, none has vanished.
 */
function hasKeyTwice(text: string, value: unknown): boolean {
  const held = keysHeld(value);
  return occurrences(text, ':') !== held && countKeys(text) !== held;
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/**
 * Strings followed by a colon. Exact for every text that JSON.parse accepts; for others it does not matter.
 * @returns undefined when brackets nest too deeply.
 */
function countKeys(text: string): number | undefined {
  let keys = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // a string begins
        i = endOfString(text, i);
        if (text.charCodeAt(skipSpace(text, i + 1)) === 0x3a) keys++;
        break;
      case 0x7b:
      case 0x5b:
        if (++depth > MAX_DEPTH) return undefined;
        break;
      case 0x7d:
      case 0x5d:
        depth--;
        break;
    }
  }
  return keys;
}

/** Position of the closing quote, or of the end of the text. */
function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function keysHeld(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += keysHeld(element);
    return count;
  }
  for (const member of Object.values(value)) count += 1 + keysHeld(member);
  return count;
}
