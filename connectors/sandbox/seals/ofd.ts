import { base64, sm3, utf8, utf8Text } from '#crypto/primitives';

/** The files of an OFD (GB/T 33190), by path. */
export type OfdFiles = ReadonlyMap<string, Uint8Array>;

/** What makers of seals write differently. */
export interface OfdSealForm {
  /** Which files the seal names; all but the list when nothing is given. */
  readonly covers?: (path: string) => boolean;
  readonly checkMethod?: string;
  /** The seal that a viewer shows; the one that is used when none is given, nothing for none. */
  readonly shownSeal?: Uint8Array | 'none';
  /** How a location is written; from the root with a slash when nothing is given. */
  readonly location?: (path: string) => string;
  readonly type?: 'Seal' | 'Sign';
}

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const xml = (body: string) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);

export const LIST = 'Doc_0/Signs/Signatures.xml';

/**
 * The same document with one more seal on it.
 * @param sign 签章: what Signature.xml is, and its path → SES_Signature.
 */
export function sealOfd(
  files: OfdFiles,
  seal: Uint8Array,
  sign: (document: Uint8Array, path: string) => Uint8Array,
  form: OfdSealForm = {},
): OfdFiles {
  const { covers = (path) => path !== LIST, location = (path) => `/${path}`, shownSeal: shown = seal } = form;
  const sealed = new Map(files);
  const number = [...files.keys()].filter((path) => path.endsWith('/Signature.xml')).length;
  const folder = `Doc_0/Signs/Sign_${number}`;
  if (shown !== 'none') sealed.set(`${folder}/Seal.esl`, shown);
  sealed.set('OFD.xml', withList(sealed.get('OFD.xml')));
  sealed.set(LIST, withEntry(sealed.get(LIST), number, form.type ?? 'Seal'));
  const references = [...sealed]
    .filter(([path]) => covers(path))
    .map(
      ([path, bytes]) =>
        `<ofd:Reference FileRef="${location(path)}"><ofd:CheckValue>${base64(sm3(bytes))}</ofd:CheckValue></ofd:Reference>`,
    );
  const description = signatureXml(number, folder, references.join(''), form);
  sealed.set(`${folder}/Signature.xml`, description);
  return sealed.set(`${folder}/SignedValue.dat`, sign(description, `/${folder}/Signature.xml`));
}

function signatureXml(
  number: number,
  folder: string,
  references: string,
  { shownSeal, checkMethod = '1.2.156.10197.1.401' }: OfdSealForm,
): Uint8Array {
  const seal =
    shownSeal === 'none' ? '' : `<ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>`;
  return xml(
    `<ofd:Signature ${NS}><ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>${seal}<ofd:StampAnnot ID="${number + 1}" PageRef="1" Boundary="50 50 40 40"/><ofd:References CheckMethod="${checkMethod}">${references}</ofd:References></ofd:SignedInfo><ofd:SignedValue>/${folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>`,
  );
}

function withList(root: Uint8Array | undefined): Uint8Array {
  const text = utf8Text(root ?? new Uint8Array(0));
  const named = `<ofd:Signatures>/${LIST}</ofd:Signatures></ofd:DocBody>`;
  return text.includes('<ofd:Signatures>') ? utf8(text) : utf8(text.replace('</ofd:DocBody>', named));
}

function withEntry(list: Uint8Array | undefined, number: number, type: string): Uint8Array {
  const before = utf8Text(list ?? xml(`<ofd:Signatures ${NS}></ofd:Signatures>`));
  const entry = `<ofd:Signature ID="${number + 1}" Type="${type}" BaseLoc="Sign_${number}/Signature.xml"/>`;
  return utf8(before.replace('</ofd:Signatures>', `${entry}</ofd:Signatures>`));
}
