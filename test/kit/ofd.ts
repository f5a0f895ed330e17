import { type OfdFiles, type OfdSealForm, sealOfd as putOnOfd } from '#connectors/sandbox/seals';
import { writeArchive } from '#crypto/archive';
import { utf8 } from '#crypto/primitives';
import { makeSeal, putSeal, type SealWorld, type SignatureWish } from './seals.js';

export { LIST, type OfdFiles } from '#connectors/sandbox/seals';

/** A small certificate as OFD (GB/T 33190), and seals on it, honest or wrong in one point. */

const xml = (body: string) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

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

export type SealingWish = SignatureWish & OfdSealForm;

/** The same document with one more seal on it. */
export function sealOfd(files: OfdFiles, world: SealWorld, wish: SealingWish = {}): OfdFiles {
  const { seal = makeSeal(world) } = wish;
  return putOnOfd(files, seal, (document) => putSeal(world, document, { ...wish, seal }), wish);
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
