import { writeArchive } from '#crypto/archive';
import { base64, sm3, utf8, utf8Text } from '#crypto/primitives';
import { makeSeal, putSeal, type SealWorld, type SignatureWish } from './seals.js';

/** A small certificate as OFD (GB/T 33190), and seals on it, honest or wrong in one point. */

export type OfdFiles = ReadonlyMap<string, Uint8Array>;

const xml = (body: string) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export const LIST = 'Doc_0/Signs/Signatures.xml';
export const PAGE = 'Doc_0/Pages/Page_0/Content.xml';

/** Two pages of different sizes; the second says its own. */
export function ofdFiles(): OfdFiles {
  return new Map([
    [
      'OFD.xml',
      xml(
        `<ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>07723bc91fdf4078a17588d63c419bea</ofd:DocID><ofd:Title>结婚证</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      ),
    ],
    [
      'Doc_0/Document.xml',
      xml(
        `<ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>7</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="5" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages></ofd:Document>`,
      ),
    ],
    [
      'Doc_0/PublicRes.xml',
      xml(
        `<ofd:Res ${NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
      ),
    ],
    [PAGE, page('', '持证人：张三')],
    [
      'Doc_0/Pages/Page_1/Content.xml',
      page('<ofd:Area><ofd:PhysicalBox>0 0 148 105</ofd:PhysicalBox></ofd:Area>', '附页'),
    ],
    ['Doc_0/Res/照片.png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ]);
}

function page(area: string, text: string): Uint8Array {
  return xml(
    `<ofd:Page ${NS}>${area}<ofd:Content><ofd:Layer ID="2"><ofd:TextObject ID="4" Boundary="30 30 60 6" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 6 5">${text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
  );
}

export interface SealingWish extends SignatureWish {
  /** Which files the seal names; all but the list when nothing is given. */
  readonly covers?: (path: string) => boolean;
  readonly checkMethod?: string;
  /** The seal that a viewer shows; the one that is used when none is given, nothing for none. */
  readonly shownSeal?: Uint8Array | 'none';
  /** How a location is written; from the root with a slash when nothing is given. */
  readonly location?: (path: string) => string;
  readonly type?: 'Seal' | 'Sign';
}

/** The same document with one more seal on it. */
export function sealOfd(files: OfdFiles, world: SealWorld, wish: SealingWish = {}): OfdFiles {
  const { covers = (path) => path !== LIST, location = (path) => `/${path}` } = wish;
  const { checkMethod = '1.2.156.10197.1.401', seal = makeSeal(world) } = wish;
  const sealed = new Map(files);
  const number = [...files.keys()].filter((path) => path.endsWith('/Signature.xml')).length;
  const folder = `Doc_0/Signs/Sign_${number}`;
  const shown = wish.shownSeal ?? seal;
  if (shown !== 'none') sealed.set(`${folder}/Seal.esl`, shown);
  sealed.set('OFD.xml', withList(sealed.get('OFD.xml')));
  sealed.set(LIST, withEntry(sealed.get(LIST), number, wish.type ?? 'Seal'));
  const references = [...sealed]
    .filter(([path]) => covers(path))
    .map(
      ([path, bytes]) =>
        `<ofd:Reference FileRef="${location(path)}"><ofd:CheckValue>${base64(sm3(bytes))}</ofd:CheckValue></ofd:Reference>`,
    );
  const sealElement =
    shown === 'none' ? '' : `<ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>`;
  const signature = xml(
    `<ofd:Signature ${NS}><ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>${sealElement}<ofd:StampAnnot ID="${number + 1}" PageRef="1" Boundary="50 50 40 40"/><ofd:References CheckMethod="${checkMethod}">${references.join('')}</ofd:References></ofd:SignedInfo><ofd:SignedValue>/${folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>`,
  );
  sealed.set(`${folder}/Signature.xml`, signature);
  return sealed.set(`${folder}/SignedValue.dat`, putSeal(world, signature, { ...wish, seal }));
}

export function packOfd(files: OfdFiles): Uint8Array {
  return writeArchive(files);
}

/** The document with one file altered, put in or, where nothing is given, taken out. */
export function withFile(files: OfdFiles, path: string, bytes: Uint8Array | undefined): OfdFiles {
  const changed = new Map(files);
  if (bytes === undefined) changed.delete(path);
  else changed.set(path, bytes);
  return changed;
}

/** The bytes with one bit turned over, in the middle of them. */
export function bent(bytes: Uint8Array | undefined): Uint8Array {
  const copy = Buffer.from(bytes ?? []);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
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
