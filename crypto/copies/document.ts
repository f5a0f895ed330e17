import { OFD_NAMESPACE, OfdError, type OfdPackage, resolveLocation } from '#crypto/ofd';
import {
  childOf,
  childrenOf,
  requiredChild,
  textOf,
  withChildren,
  writeXml,
  type XmlElement,
  XmlError,
  xmlElement,
} from '#crypto/xml';
import { COPY_MARK } from './note.js';
import { type PageSize, watermarkAnnotation } from './watermark.js';

/** What every page of the copy says. */
export interface CopyText {
  readonly lines: readonly string[];
  /** The day on which the copy was made. */
  readonly made: string;
}

/** One document of the package, whose files are changed as its copy needs it. */
export class DocumentCopy {
  readonly #ofd: OfdPackage;
  readonly #files: Map<string, Uint8Array>;
  readonly #path: string;
  /** A folder of its own for what is added. */
  readonly #folder: string;
  #lastId = 0;

  /** @param files those of the copy, which are changed. @param path of Document.xml. */
  constructor(ofd: OfdPackage, files: Map<string, Uint8Array>, path: string) {
    this.#ofd = ofd;
    this.#files = files;
    this.#path = path;
    this.#folder = unusedFolder(files, path);
  }

  /** Puts the watermark on every page. @throws OfdError. */
  mark(text: CopyText): void {
    this.#ofd.read(this.#path, 'Document', (document) => {
      const common = requiredChild(document, 'CommonData');
      this.#lastId = numberOf(textOf(requiredChild(common, 'MaxUnitID')));
      const font = this.#addFont(prefixOf(document));
      const annotations = childOf(document, 'Annotations');
      const list = annotations === undefined ? undefined : this.#resolve(this.#path, textOf(annotations));
      const marked = this.#markPages(document, { ...text, font }, list);
      this.#write(list ?? `${this.#folder}/Annotations.xml`, marked);
      this.#write(this.#path, this.#amended(document, list === undefined));
    });
  }

  /** The list of annotations with an entry for every page. */
  #markPages(document: XmlElement, how: CopyText & { font: string }, list: string | undefined): XmlElement {
    const before =
      list === undefined
        ? emptyRoot(document, 'Annotations')
        : this.#ofd.read(list, 'Annotations', (root) => root);
    const added: XmlElement[] = [];
    for (const page of childrenOf(requiredChild(document, 'Pages'), 'Page')) {
      const id = attributeOf(page, 'ID');
      numberOf(id); // a file is named after it
      const size = this.#sizeOf(document, this.#resolve(this.#path, attributeOf(page, 'BaseLoc')));
      const entry = childrenOf(before, 'Page').find(({ attributes }) => attributes.get('PageID') === id);
      const own = `${this.#folder}/Page_${id}.xml`;
      const isNew = list === undefined || entry === undefined;
      const path = isNew ? own : this.#resolve(list, textOf(requiredChild(entry, 'FileLoc')));
      const annotated = isNew
        ? emptyRoot(document, 'PageAnnot')
        : this.#ofd.read(path, 'PageAnnot', (root) => root);
      this.#write(path, this.#withMark(annotated, { ...how, size }));
      if (isNew) added.push(pageEntry(prefixOf(before), id, `/${own}`));
    }
    return withChildren(before, [...before.children, ...added]);
  }

  #withMark(page: XmlElement, how: CopyText & { font: string; size: PageSize }): XmlElement {
    const nextId = () => String(++this.#lastId);
    const annotation = watermarkAnnotation({ ...how, prefix: prefixOf(page), mark: COPY_MARK, nextId });
    return withChildren(page, [...page.children, annotation]);
  }

  /** A page says its size, or the document does for all. */
  #sizeOf(document: XmlElement, path: string): PageSize {
    const own = this.#ofd.read(path, 'Page', (page) => childOf(page, 'Area'));
    const area = own ?? requiredChild(requiredChild(document, 'CommonData'), 'PageArea');
    const [, , width = 0, height = 0] = textOf(requiredChild(area, 'PhysicalBox')).split(/\s+/).map(Number);
    if (!(width > 0 && height > 0)) throw new XmlError(`${path} has no size`);
    return { width, height };
  }

  /** A font by its name: whoever shows a certificate in Chinese has one. @returns the id of its resource. */
  #addFont(prefix: string): string {
    const id = String(++this.#lastId);
    const font = xmlElement(`${prefix}Font`, { ID: id, FontName: '宋体', FamilyName: '宋体' });
    const root = xmlElement(
      `${prefix}Res`,
      { ...namespaceOf(prefix), BaseLoc: '.' },
      xmlElement(`${prefix}Fonts`, {}, font),
    );
    this.#write(`${this.#folder}/Res.xml`, root);
    return id;
  }

  /** Document.xml with the font, the last id and, where there was none, the list of annotations. */
  #amended(document: XmlElement, hasNewList: boolean): XmlElement {
    const prefix = prefixOf(document);
    const resource = xmlElement(`${prefix}PublicRes`, {}, `/${this.#folder}/Res.xml`);
    const list = xmlElement(`${prefix}Annotations`, {}, `/${this.#folder}/Annotations.xml`);
    const children = document.children.map((child) => {
      if (typeof child === 'string' || child.local !== 'CommonData') return child;
      const before = child.children.map((inner) =>
        typeof inner !== 'string' && inner.local === 'MaxUnitID'
          ? withChildren(inner, [String(this.#lastId)])
          : inner,
      );
      return withChildren(
        child,
        insertedBefore(before, ['DocumentRes', 'TemplatePage', 'DefaultCS'], resource),
      );
    });
    return withChildren(
      document,
      hasNewList ? insertedBefore(children, ['CustomTags', 'Attachments', 'Extensions'], list) : children,
    );
  }

  #resolve(from: string, location: string): string {
    const path = resolveLocation(from, location);
    if (path === undefined || !this.#files.has(path))
      throw new OfdError(`${from}: ${location} leads nowhere`);
    return path;
  }

  #write(path: string, root: XmlElement): void {
    this.#files.set(path, writeXml(root));
  }
}

/** The order of elements is part of the format: those named come after the new one. */
function insertedBefore(
  children: XmlElement['children'],
  followers: readonly string[],
  element: XmlElement,
): XmlElement['children'] {
  const place = children.findIndex((child) => typeof child !== 'string' && followers.includes(child.local));
  const at = place < 0 ? children.length : place;
  return [...children.slice(0, at), element, ...children.slice(at)];
}

function pageEntry(prefix: string, id: string, location: string): XmlElement {
  return xmlElement(`${prefix}Page`, { PageID: id }, xmlElement(`${prefix}FileLoc`, {}, location));
}

function emptyRoot(like: XmlElement, local: string): XmlElement {
  const prefix = prefixOf(like);
  return { ...xmlElement(`${prefix}${local}`, namespaceOf(prefix)), namespace: OFD_NAMESPACE };
}

function namespaceOf(prefix: string): Readonly<Record<string, string>> {
  return { [prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`]: OFD_NAMESPACE };
}

/** With its colon; nothing where the namespace needs none. */
export function prefixOf({ name }: XmlElement): string {
  return name.slice(0, name.indexOf(':') + 1);
}

function unusedFolder(files: ReadonlyMap<string, unknown>, path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (let number = 0; ; number++) {
    const name = `${folder}Copy_${number}`;
    const isTaken = [...files.keys()].some((each) => each.toLowerCase().startsWith(`${name}/`.toLowerCase()));
    if (!isTaken) return name;
  }
}

function attributeOf(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new XmlError(`${element.local} has no ${name}`);
  return value;
}

const MAX_ID = 2 ** 31;

function numberOf(text: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : MAX_ID;
  if (number >= MAX_ID) throw new XmlError(`${text} is no number of a unit`);
  return number;
}
