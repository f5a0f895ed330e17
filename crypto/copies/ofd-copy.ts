import { writeArchive } from '#crypto/archive';
import {
  describeSignature,
  listSignatures,
  OFD_ROOT,
  OfdError,
  OfdPackage,
  resolveLocation,
  signatureLists,
} from '#crypto/ofd';
import { hex, sm3 } from '#crypto/primitives';
import {
  childrenOf,
  requiredChild,
  textOf,
  withChildren,
  writeXml,
  type XmlElement,
  XmlError,
  xmlElement,
} from '#crypto/xml';
import { DocumentCopy, prefixOf } from './document.js';
import { COPY_MARK, type CopyMark, type CopyNote, MARK_NAMES, noteLines } from './note.js';

/**
 * A copy of a sealed document for one use: every page says so, and names what it may be used for. A mark breaks any seal, so
 * the copy has none; it carries the SM3 of its original, which stays as it is. The same original with the same note gives the
 * same bytes. @throws OfdError when the original cannot be read or the note has characters that no document can hold.
 */
export async function copyOfOfd(original: Uint8Array, note: CopyNote): Promise<Uint8Array> {
  const ofd = await OfdPackage.open(original);
  const signing = signingFiles(ofd);
  const files = new Map([...ofd.files].filter(([path]) => !signing.has(path)));
  try {
    const what = { lines: noteLines(note, original), made: note.at.slice(0, 10) };
    for (const path of documentPaths(ofd)) new DocumentCopy(ofd, files, path).mark(what);
    const root = ofd.read(OFD_ROOT, 'OFD', (element) => element);
    const mark = { originalSm3: hex(sm3(original)), useId: note.useId };
    files.set(OFD_ROOT, writeXml(copiedRoot(root, customData(root, mark))));
  } catch (error) {
    throw error instanceof XmlError ? new OfdError(error.message) : error;
  }
  return writeArchive(files);
}

/** What a copy says of itself, the last time it was made one; undefined when it is none. @throws OfdError. */
export async function markOfOfd(bytes: Uint8Array): Promise<CopyMark | undefined> {
  const ofd = await OfdPackage.open(bytes);
  return ofd.read(OFD_ROOT, 'OFD', (root) => {
    const data = childrenOf(root, 'DocBody')
      .flatMap((body) => childrenOf(body, 'DocInfo'))
      .flatMap((info) => childrenOf(info, 'CustomDatas'))
      .flatMap((list) => childrenOf(list, 'CustomData'));
    const textNamed = (name: string) => data.findLast(({ attributes }) => attributes.get('Name') === name);
    const originalSm3 = textNamed(MARK_NAMES.originalSm3);
    const useId = textNamed(MARK_NAMES.useId);
    if (originalSm3 === undefined || useId === undefined) return undefined;
    return { originalSm3: textOf(originalSm3), useId: textOf(useId) };
  });
}

/**
 * What belongs to seals: their descriptions, what these name in their own folder, and whatever lies in a folder of that name.
 * A page that is among it cannot be copied, and then nothing is.
 */
function signingFiles(ofd: OfdPackage): ReadonlySet<string> {
  const named = listSignatures(ofd).flatMap((entry) => {
    try {
      const { signedValue, seal } = describeSignature(ofd, entry);
      const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
      return [entry.path, ...[signedValue, seal ?? ''].filter((path) => path.startsWith(folder))];
    } catch (error) {
      if (error instanceof OfdError) return [entry.path]; // a seal that cannot be read is dropped like any other
      throw error;
    }
  });
  const inFolder = [...ofd.files.keys()].filter((path) => /(?:^|\/)Signs\//i.test(path));
  return new Set([...signatureLists(ofd), ...named, ...inFolder]);
}

function documentPaths(ofd: OfdPackage): string[] {
  return ofd.read(OFD_ROOT, 'OFD', (root) =>
    childrenOf(root, 'DocBody').map((body) => {
      const location = textOf(requiredChild(body, 'DocRoot'));
      const path = resolveLocation(OFD_ROOT, location);
      if (path === undefined) throw new XmlError(`${location} leads nowhere`);
      return path;
    }),
  );
}

/** For programs: what the pages say to people. */
function customData(root: XmlElement, { originalSm3, useId }: CopyMark): XmlElement[] {
  const name = `${prefixOf(root)}CustomData`;
  return [
    xmlElement(name, { Name: '副本标识' }, COPY_MARK),
    xmlElement(name, { Name: MARK_NAMES.originalSm3 }, originalSm3),
    xmlElement(name, { Name: MARK_NAMES.useId }, useId),
  ];
}

/** OFD.xml without signatures, and with what a copy says of itself. */
function copiedRoot(root: XmlElement, added: readonly XmlElement[]): XmlElement {
  return mapped(root, (body) => (body.local === 'DocBody' ? copiedBody(body, added) : body));
}

function copiedBody(body: XmlElement, added: readonly XmlElement[]): XmlElement {
  const { children } = mapped(body, (child) =>
    child.local === 'DocInfo' ? withCustomData(child, added) : child,
  );
  return withChildren(
    body,
    children.filter((child) => typeof child === 'string' || child.local !== 'Signatures'),
  );
}

function withCustomData(info: XmlElement, added: readonly XmlElement[]): XmlElement {
  const [list] = childrenOf(info, 'CustomDatas');
  if (list === undefined) {
    return withChildren(info, [...info.children, xmlElement(`${prefixOf(info)}CustomDatas`, {}, ...added)]);
  }
  return mapped(info, (child) => (child === list ? withChildren(list, [...list.children, ...added]) : child));
}

function mapped(element: XmlElement, change: (child: XmlElement) => XmlElement): XmlElement {
  const children = element.children.map((child) => (typeof child === 'string' ? child : change(child)));
  return withChildren(element, children);
}
