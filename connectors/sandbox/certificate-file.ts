import type { OfdFiles, SealOffice } from '#connectors/sandbox/seals';
import { writeArchive } from '#crypto/archive';
import { hex, sm3, utf8 } from '#crypto/primitives';
import type { DeskCertificate, DeskContent, FileFormat } from './certificate-desk.js';

/** The files of a simulated platform's certificates. */

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const xml = (body: string) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);

/** A page with what the certificate says, one line each, with the platform's seal on it when it has one. */
export function ofdOf(contents: readonly DeskContent[], seals: SealOffice | undefined): Uint8Array {
  const files = plainFiles(contents);
  return writeArchive(seals === undefined ? files : seals.sealed(files));
}

function plainFiles(contents: readonly DeskContent[]): OfdFiles {
  const lines = contents.map(({ name, value }, row) => {
    const text = escaped(`${name}：${value}`);
    const place = `ID="${row + 4}" Boundary="30 ${30 + row * 8} 150 6" Font="3" Size="5"`;
    return `<ofd:TextObject ${place}><ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject>`;
  });
  const info = '<ofd:DocInfo><ofd:DocID>00000000000000000000000000000000</ofd:DocID></ofd:DocInfo>';
  const root = '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>';
  const common = `<ofd:MaxUnitID>${lines.length + 3}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`;
  return new Map([
    [
      'OFD.xml',
      xml(`<ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody>${info}${root}</ofd:DocBody></ofd:OFD>`),
    ],
    [
      'Doc_0/Document.xml',
      xml(
        `<ofd:Document ${NS}><ofd:CommonData>${common}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`,
      ),
    ],
    [
      'Doc_0/PublicRes.xml',
      xml(
        `<ofd:Res ${NS} BaseLoc="."><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
      ),
    ],
    [
      'Doc_0/Page.xml',
      xml(
        `<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="2">${lines.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
      ),
    ],
  ]);
}

/** 比对: names that are as they were seen. */
export function matching({ contents }: DeskCertificate, seen: readonly DeskContent[]): ReadonlySet<string> {
  const held = new Map(contents.map(({ name, value }) => [name, value]));
  return new Set(seen.filter(({ name, value }) => held.get(name) === value.trim()).map(({ name }) => name));
}

export function hasFile({ files }: DeskCertificate, digest: string): boolean {
  return Object.values(files).some((bytes) => hex(sm3(bytes)) === digest);
}

export function isFormat(text: unknown): text is FileFormat {
  return text === 'OFD' || text === 'PDF';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
