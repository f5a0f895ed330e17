import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** Henan's XML: PACKAGE / PACKAGEHEAD / DATA / RECORD, attributes `no` and `sid`, everything text. */

export type XmlNode = Readonly<Record<string, unknown>>;

/** A package that is not one. */
export class HenanXmlError extends Error {
  constructor(what: string) {
    super(`the platform's XML: ${what}`);
    this.name = 'HenanXmlError';
  }
}

const MAX_LENGTH = 8 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true, // numeric references too
  isArray: (name) =>
    ['RECORD', 'CL', 'FIELD', 'QS', 'BHG', 'YJ', 'JG', 'YS', 'CYR', 'ZD', 'NR', 'BDX', 'FJ', 'WX'].includes(
      name,
    ),
});

/** A reference that no XML has without a document type. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;
const DECLARED_ENCODING = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/i;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/**
 * @returns the records. @throws HenanXmlError. A document type is refused outright: nothing of ours needs one, and entities
 * can be bombs or read files (proved by test/unit/connectors/henan-xml.test.ts).
 */
export function parsePackage(text: string): XmlNode[] {
  if (text.length > MAX_LENGTH) throw new HenanXmlError('too large');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new HenanXmlError('a document type is not allowed');
  if (FOREIGN_ENTITY.test(text)) throw new HenanXmlError('an entity that is not defined');
  const [, encoding = 'UTF-8'] = DECLARED_ENCODING.exec(text) ?? [];
  if (encoding.toUpperCase() !== 'UTF-8') throw new HenanXmlError(`encoded in ${encoding}, not UTF-8`);
  let tree: unknown;
  try {
    tree = parser.parse(text, true);
  } catch (error) {
    throw new HenanXmlError(error instanceof Error ? error.message : 'not well formed');
  }
  const root = child(tree, 'PACKAGE');
  if (!isNode(root)) throw new HenanXmlError('not a package');
  return nodesOf(root, 'DATA', 'RECORD');
}

export function buildPackage(head: XmlNode, records: readonly XmlNode[]): string {
  const tree = { PACKAGE: { PACKAGEHEAD: head, DATA: { RECORD: records } } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(tree)}`;
}

/** Text of an element; undefined when it is missing or empty. @throws HenanXmlError when it is more than one text. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const value = node[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw new HenanXmlError(`${name} is not one text`);
  return value;
}

/** @throws HenanXmlError when the element is missing or empty. */
export function requiredText(node: XmlNode, name: string): string {
  const text = textOf(node, name);
  if (text === undefined) throw new HenanXmlError(`${name} is missing`);
  return text;
}

/** Elements `inner` inside the element `outer`; empty ones are left out. @throws HenanXmlError when one has no elements. */
export function nodesOf(node: XmlNode, outer: string, inner: string): XmlNode[] {
  return listOf(node, outer, inner, isNode);
}

/** Texts of the elements `inner` inside the element `outer`; empty ones are left out. @throws HenanXmlError. */
export function textsOf(node: XmlNode, outer: string, inner: string): string[] {
  return listOf(node, outer, inner, (value) => typeof value === 'string');
}

/** What is not of the expected form is refused, not passed over: a material must not vanish on its way. */
function listOf<T>(
  node: XmlNode,
  outer: string,
  inner: string,
  isExpected: (value: unknown) => value is T,
): T[] {
  const list = child(node[outer], inner) ?? [];
  const filled = Array.isArray(list) ? list.filter((each) => each !== '') : [list];
  if (!filled.every(isExpected)) throw new HenanXmlError(`${outer}/${inner} has another form`);
  return filled;
}

function child(value: unknown, name: string): unknown {
  return isNode(value) ? value[name] : undefined;
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
