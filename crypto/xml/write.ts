import { utf8 } from '#crypto/primitives';
import { type XmlElement, XmlError, type XmlNode } from './element.js';

/** Of an element without its prefix's declaration: whoever puts it into a tree has that already. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly XmlNode[]
): XmlElement {
  const local = name.slice(name.indexOf(':') + 1);
  return { name, local, namespace: '', attributes: new Map(Object.entries(attributes)), children };
}

/** The same element with other children. */
export function withChildren(element: XmlElement, children: readonly XmlNode[]): XmlElement {
  return { ...element, children };
}

/** @throws XmlError for a character that no XML can hold. */
export function writeXml(root: XmlElement): Uint8Array {
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root)}`);
}

function elementText({ name, attributes, children }: XmlElement): string {
  const pairs = [...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  if (children.length === 0) return `<${name}${pairs}/>`;
  const content = children.map((child) => (typeof child === 'string' ? escaped(child) : elementText(child)));
  return `<${name}${pairs}>${content.join('')}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Line ends too, which a reader would make spaces of in attributes. */
function escaped(text: string): string {
  if (/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/u.test(text)) throw new XmlError('a character that XML has not');
  return text.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
