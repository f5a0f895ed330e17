/** An element of XML: its name with and without the prefix, and what stands in it, in order. */
export interface XmlElement {
  /** As written: `ofd:Page`. */
  readonly name: string;
  readonly local: string;
  /** Empty where there is none. */
  readonly namespace: string;
  /** By their names as written. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** XML that is not well-formed, not allowed here, or not what was expected. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** Elements of the same namespace by their local name. */
export function childrenOf(element: XmlElement, local: string): XmlElement[] {
  return element.children
    .filter((child) => typeof child !== 'string')
    .filter((child) => child.local === local && child.namespace === element.namespace);
}

/** @throws XmlError when there are several: which one counts is not for a reader to guess. */
export function childOf(element: XmlElement, local: string): XmlElement | undefined {
  const [child, ...others] = childrenOf(element, local);
  if (others.length > 0) throw new XmlError(`${element.local} has several ${local}`);
  return child;
}

/** @throws XmlError when it is missing, or there are several. */
export function requiredChild(element: XmlElement, local: string): XmlElement {
  const child = childOf(element, local);
  if (child === undefined) throw new XmlError(`${element.local} has no ${local}`);
  return child;
}

/** The text of an element, without the space around it. @throws XmlError when it has elements. */
export function textOf(element: XmlElement): string {
  const texts = element.children.filter((child) => typeof child === 'string');
  if (texts.length < element.children.length) throw new XmlError(`${element.local} is not a text`);
  return texts.join('').trim();
}
