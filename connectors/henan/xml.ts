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

const MAX_BYTES = 8 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['RECORD', 'CL', 'FIELD', 'QS', 'BHG', 'YJ', 'JG'].includes(name),
});

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/** @throws HenanXmlError. A document type is refused outright: nothing of ours needs one, and entities can be bombs. */
export function parsePackage(text: string): XmlNode[] {
  if (text.length > MAX_BYTES) throw new HenanXmlError('too large');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new HenanXmlError('a document type is not allowed');
  let tree: unknown;
  try {
    tree = parser.parse(text, true);
  } catch (error) {
    throw new HenanXmlError(error instanceof Error ? error.message : 'not well formed');
  }
  const data = child(child(tree, 'PACKAGE'), 'DATA');
  const records = isNode(data) ? data.RECORD : undefined;
  return Array.isArray(records) ? records.filter(isNode) : [];
}

export function buildPackage(head: XmlNode, records: readonly XmlNode[]): string {
  const tree = { PACKAGE: { PACKAGEHEAD: head, DATA: { RECORD: records } } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(tree)}`;
}

/** Text of an element; undefined when it is missing or empty. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const value = node[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws HenanXmlError when the element is missing or empty. */
export function requiredText(node: XmlNode, name: string): string {
  const text = textOf(node, name);
  if (text === undefined) throw new HenanXmlError(`${name} is missing`);
  return text;
}

/** Elements `inner` inside the element `outer`. */
export function nodesOf(node: XmlNode, outer: string, inner: string): XmlNode[] {
  const list = child(node[outer], inner);
  return Array.isArray(list) ? list.filter(isNode) : [];
}

/** Texts of the elements `inner` inside the element `outer`. */
export function textsOf(node: XmlNode, outer: string, inner: string): string[] {
  const list = child(node[outer], inner);
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string' && each !== '') : [];
}

function child(value: unknown, name: string): unknown {
  return isNode(value) ? value[name] : undefined;
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
