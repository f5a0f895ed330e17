import { createHash, getHashes } from 'node:crypto';
import { encode as gb18030 } from '#connectors/qingxin';

/** Something personal that was put into a hub, to be looked for where it must not be. */
export interface Planted {
  readonly what: string;
  readonly text: string;
}

/** A string of bytes that would give something planted away, and how it came to be. */
export interface Needle {
  readonly what: string;
  readonly bytes: Buffer;
}

/** So that chance does not find anything: seven bytes stand by accident in one of 10^10 megabytes. */
const LEAST_BYTES = 7;
const LEAST_DIGITS = 7;

const DIGESTS = ['md5', 'sha1', 'sha256', 'sm3'] as const;

/** Every spelling of every planted text, in every encoding, plain and digested, written in every way that is usual. */
export function needlesOf(planted: readonly Planted[]): Needle[] {
  const needles = new Map<string, Needle>();
  for (const { what, text } of planted) {
    for (const [spelling, spelled] of spellings(text)) {
      for (const [encoding, bytes] of encodings(spelled)) {
        const found = `${what}, ${spelling}, ${encoding}`;
        add(needles, found, bytes);
        for (const name of DIGESTS) {
          const digest = createHash(name).update(bytes).digest();
          add(needles, `${found}, ${name}`, digest);
          add(needles, `${found}, ${name} of hex`, createHash(name).update(bytes.toString('hex')).digest());
        }
      }
    }
  }
  return [...needles.values()];
}

/** @returns what stands in the haystack, named. */
export function findPlanted(needles: readonly Needle[], haystack: Buffer): string[] {
  return needles.filter(({ bytes }) => haystack.includes(bytes)).map(({ what }) => what);
}

function spellings(text: string): Map<string, string> {
  const digits = text.replaceAll(/\D/g, '');
  const all: [string, string][] = [
    ['as it is', text],
    ['trimmed', text.trim()],
    ['upper case', text.toUpperCase()],
    ['lower case', text.toLowerCase()],
    ['without spaces and signs', text.replaceAll(/[\s·.,，。-]/g, '')],
    ...(digits.length >= LEAST_DIGITS ? ([['digits only', digits]] as [string, string][]) : []),
  ];
  return new Map([...new Map(all.map(([name, spelled]) => [spelled, name]))].map(([s, n]) => [n, s]));
}

function encodings(text: string): [string, Buffer][] {
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = [...utf16Units(text)]
    .map((unit) => (unit < 0x7f ? String.fromCharCode(unit) : `\\u${unit.toString(16).padStart(4, '0')}`))
    .join('');
  return [
    ['UTF-8', Buffer.from(text)],
    ['GB18030', gb18030(text)],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['escaped', Buffer.from(escaped)],
    ['in a URL', Buffer.from(encodeURIComponent(text))],
  ];
}

function* utf16Units(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}

function add(needles: Map<string, Needle>, what: string, bytes: Buffer): void {
  if (bytes.length < LEAST_BYTES) throw new Error(`${what} is too short to be looked for`);
  const put = (how: string, written: Buffer) =>
    needles.set(written.toString('latin1'), { what: `${what}, ${how}`, bytes: written });
  put('plain', bytes);
  put('hex', Buffer.from(bytes.toString('hex')));
  put('HEX', Buffer.from(bytes.toString('hex').toUpperCase()));
  for (const offset of [0, 1, 2]) {
    put(`base64 at ${offset}`, Buffer.from(aligned(bytes, offset, 'base64')));
    put(`base64url at ${offset}`, Buffer.from(aligned(bytes, offset, 'base64url')));
  }
}

/** The characters that these bytes alone decide, when so many bytes stand before them. */
function aligned(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(encoding)
    .replace(/=+$/, '');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, end);
}

/** Without SM3 a fourth of the search would be silently left out. */
if (!getHashes().includes('sm3')) throw new Error('this Node.js has no SM3');
