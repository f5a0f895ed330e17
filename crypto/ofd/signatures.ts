import { fromBase64 } from '#crypto/primitives';
import { childOf, childrenOf, requiredChild, textOf, type XmlElement, XmlError } from '#crypto/xml';
import { OFD_ROOT, OfdError, type OfdPackage, resolveLocation } from './package.js';

/** An entry in the list of a document's signatures. */
export interface SignatureEntry {
  readonly id: string;
  /** `Seal`, or `Sign` for a signature without a seal. */
  readonly type: string;
  /** Of Signature.xml, and of the list that names it. */
  readonly path: string;
  readonly list: string;
}

/** What Signature.xml says, which is what is sealed. */
export interface SignatureDescription {
  readonly signedValue: string;
  /** The seal by itself, where there is one. */
  readonly seal: string | undefined;
  /** The name of the digest algorithm, as written. */
  readonly checkMethod: string;
  readonly references: readonly Reference[];
}

export interface Reference {
  /** As written. */
  readonly location: string;
  /** Undefined when it leads nowhere. */
  readonly path: string | undefined;
  /** Undefined when it is not base64. */
  readonly digest: Uint8Array | undefined;
}

/** Of all documents in the package, in their order. @throws OfdError. */
export function listSignatures(ofd: OfdPackage): readonly SignatureEntry[] {
  return signatureLists(ofd).flatMap((list) =>
    ofd.read(list, 'Signatures', (root) => childrenOf(root, 'Signature').map((each) => entryOf(each, list))),
  );
}

/** @throws OfdError. */
export function signatureLists(ofd: OfdPackage): readonly string[] {
  return ofd.read(OFD_ROOT, 'OFD', (root) =>
    childrenOf(root, 'DocBody').flatMap((body) => {
      const list = childOf(body, 'Signatures');
      return list === undefined ? [] : [pathOf(OFD_ROOT, textOf(list))];
    }),
  );
}

/** @throws OfdError. */
export function describeSignature(ofd: OfdPackage, { path }: SignatureEntry): SignatureDescription {
  return ofd.read(path, 'Signature', (root) => {
    const info = requiredChild(root, 'SignedInfo');
    const seal = childOf(info, 'Seal');
    const references = requiredChild(info, 'References');
    return Object.freeze({
      signedValue: pathOf(path, textOf(requiredChild(root, 'SignedValue'))),
      seal: seal === undefined ? undefined : pathOf(path, textOf(requiredChild(seal, 'BaseLoc'))),
      checkMethod: references.attributes.get('CheckMethod') ?? 'MD5', // by GB/T 33190, when nothing is said
      references: childrenOf(references, 'Reference').map((each) => referenceOf(each, path)),
    });
  });
}

function entryOf(element: XmlElement, list: string): SignatureEntry {
  return Object.freeze({
    id: attributeOf(element, 'ID'),
    type: element.attributes.get('Type') ?? 'Seal',
    path: pathOf(list, attributeOf(element, 'BaseLoc')),
    list,
  });
}

function referenceOf(element: XmlElement, from: string): Reference {
  const location = attributeOf(element, 'FileRef');
  return Object.freeze({
    location,
    path: resolveLocation(from, location),
    digest: fromBase64(textOf(requiredChild(element, 'CheckValue'))),
  });
}

function pathOf(from: string, location: string): string {
  const path = resolveLocation(from, location);
  if (path === undefined) throw new OfdError(`${from}: ${location} leads nowhere`);
  return path;
}

function attributeOf(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new XmlError(`${element.local} has no ${name}`);
  return value;
}
