import { XMLParser } from 'fast-xml-parser';
import { utf8Text } from '#crypto/primitives';
import { type XmlElement, XmlError, type XmlNode } from './element.js';

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_TAGS = 200_000;
const MAX_DEPTH = 64;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true, // numeric references too
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/** A reference that no XML has without a document type. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const NUMERIC_REFERENCE = /&#(x?)([\da-fA-F]+);/g;
const DECLARED_ENCODING = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/;

/**
 * Reads XML that anybody may have written: in UTF-8, of at most 8 MiB, without a document type, for entities can be bombs or
 * read files (proved by test/unit/crypto/xml/xml.test.ts). Comments and processing instructions are dropped.
 * @throws XmlError.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > MAX_BYTES) throw new XmlError(`larger than ${MAX_BYTES} bytes`);
  const text = decode(bytes);
  checkText(text);
  const [root, ...others] = nodesOf(parse(text), new Map(), 0).filter((node) => !isSpace(node));
  if (root === undefined || typeof root === 'string' || others.length > 0) {
    throw new XmlError('not one element');
  }
  return root;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes).replace(/^\ufeff/, '');
  } catch {
    throw new XmlError('not UTF-8');
  }
}

/** What the parser is lenient about, or slow with. */
function checkText(text: string): void {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new XmlError('a document type is not allowed');
  if (FOREIGN_ENTITY.test(text)) throw new XmlError('an entity that is not defined');
  if (/[^\P{Cc}\t\n\r]/u.test(text)) throw new XmlError('a control character');
  const [, encoding = 'UTF-8'] = DECLARED_ENCODING.exec(text) ?? [];
  if (encoding.toUpperCase() !== 'UTF-8') throw new XmlError(`encoded in ${encoding}, not UTF-8`);
  if (!text.trimEnd().endsWith('>')) throw new XmlError('text beside the root');
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags++;
  if (tags > MAX_TAGS) throw new XmlError(`more than ${MAX_TAGS} tags`);
  for (const [reference, isHex, digits = ''] of text.matchAll(NUMERIC_REFERENCE)) {
    if (!isCharacter(Number.parseInt(digits, isHex === 'x' ? 16 : 10))) {
      throw new XmlError(`${reference} is no character`);
    }
  }
}

/** XML 1.0 section 2.2, without the controls that it discourages. */
function isCharacter(code: number): boolean {
  const isControl = code < 0x20 && ![0x09, 0x0a, 0x0d].includes(code);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return !isControl && !isSurrogate && code !== 0xfffe && code !== 0xffff && code <= 0x10ffff;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch (error) {
    throw new XmlError(error instanceof Error ? error.message : 'not well formed');
  }
}

type Namespaces = ReadonlyMap<string, string>;

/** The parser's form: a list of objects with one member named after the tag, and the attributes in `:@`. */
function nodesOf(list: unknown, outer: Namespaces, depth: number): XmlNode[] {
  if (!Array.isArray(list)) throw new XmlError('not well formed');
  if (depth > MAX_DEPTH) throw new XmlError(`nested more than ${MAX_DEPTH} deep`);
  return list.map((item: unknown) => {
    const { ':@': attributes, ...rest } = recordOf(item);
    const [[name, content] = ['', undefined]] = Object.entries(rest);
    return name === '#text' ? String(content) : elementOf(name, content, attributes, outer, depth);
  });
}

function elementOf(
  name: string,
  content: unknown,
  attributeRecord: unknown,
  outer: Namespaces,
  depth: number,
): XmlElement {
  const attributes = new Map(
    Object.entries(attributeRecord === undefined ? {} : recordOf(attributeRecord)).map(([key, value]) => [
      key,
      String(value),
    ]),
  );
  const namespaces = new Map(outer);
  for (const [key, value] of attributes) {
    const [, prefix] = /^xmlns(?::(.+))?$/.exec(key) ?? [undefined, undefined];
    if (key === 'xmlns' || prefix !== undefined) namespaces.set(prefix ?? '', value);
  }
  const [prefix, local, ...rest] = name.includes(':') ? name.split(':') : ['', name];
  const namespace = namespaces.get(prefix ?? '') ?? (prefix === '' ? '' : undefined);
  if (local === undefined || local === '' || rest.length > 0 || namespace === undefined) {
    throw new XmlError(`${name} is of no namespace`);
  }
  return Object.freeze({
    name,
    local,
    namespace,
    attributes,
    children: Object.freeze(nodesOf(content, namespaces, depth + 1)),
  });
}

function isSpace(node: XmlNode): boolean {
  return typeof node === 'string' && node.trim() === '';
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new XmlError('not well formed');
  return { ...value };
}
