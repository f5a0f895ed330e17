import type {
  CertificateQuestion,
  CertificateReply,
  MappingReading,
  MappingTables,
  UseRequest,
  UseResult,
} from '#connectors/kit';
import { base64, fromBase64 } from '#crypto/primitives';
import { HenanXmlError, nodesOf, requiredText, textOf, type XmlNode } from './xml.js';

/** 证照文件 and 核验 as the Henan platform writes them: a file as FJ with its bytes in BASE64, comparisons as BDX. */

/** What of a question says what is asked for. */
export function askedOf({ use, fields }: CertificateQuestion, maps: MappingTables): XmlNode {
  const names = maps.table('certificateFields');
  switch (use.operation) {
    case 'FILE':
      return { CZ: 'WJ', GS: use.format };
    case 'VERIFY': {
      const seen = use.seen.map(({ name, value }) => ({ MC: names.toLocal(name), Z: value }));
      return { CZ: 'BD', BDS: { BDX: seen }, WJZW: use.seenSm3 };
    }
    default:
      return { CZ: 'QX', ZDS: { ZD: fields.map((each) => names.toLocal(each)) } };
  }
}

type Standing = Extract<CertificateReply, { kind: 'standing' }>;

/** @throws HenanXmlError, MappingGapError. */
export function answeredOf(
  record: XmlNode,
  maps: MappingTables,
): Pick<Standing, 'original' | 'matches' | 'fileMatches'> {
  const names = maps.table('certificateFields');
  const [attachment] = nodesOf(record, 'FJS', 'FJ');
  const isSame = textOf(record, 'WJYZ');
  const matches = nodesOf(record, 'BDS', 'BDX').map((node) => ({
    name: names.toNational(requiredText(node, 'MC')),
    matches: isYes(requiredText(node, 'YZ')),
  }));
  return {
    ...(attachment && { original: bytesOf(requiredText(attachment, 'BASE64')) }),
    ...(matches.length > 0 && { matches }),
    ...(isSame !== undefined && { fileMatches: isYes(isSame) }),
  };
}

/** @throws HenanXmlError, MappingGapError. */
export function wantedOf(
  record: XmlNode,
  on: MappingReading,
): Pick<UseRequest, 'format' | 'seen' | 'seenFile'> {
  const names = on.table('certificateFields');
  const format = textOf(record, 'GS');
  const seen = nodesOf(record, 'BDS', 'BDX').map((node) => ({
    name: names.toNational(requiredText(node, 'MC')),
    value: requiredText(node, 'Z'),
  }));
  const [attachment] = nodesOf(record, 'FJS', 'FJ');
  return {
    ...(format !== undefined && { format: formatOf(format) }),
    ...(seen.length > 0 && { seen }),
    ...(attachment && { seenFile: bytesOf(requiredText(attachment, 'BASE64')) }),
  };
}

/** What a window is told besides fields. */
export function toldOf(
  { file, matches, fileMatches, examined }: Extract<UseResult, { kind: 'released' }>,
  maps: MappingTables,
): XmlNode {
  const names = maps.table('certificateFields');
  return {
    ...(file && {
      FJS: { FJ: [{ GS: file.format, BASE64: base64(file.bytes) }] },
      YJZW: file.original.sm3,
      YJQZ: file.original.seals,
    }),
    ...(matches && {
      BDS: { BDX: matches.map(({ name, matches: is }) => ({ MC: names.toLocal(name), YZ: is ? '1' : '0' })) },
    }),
    ...(fileMatches !== undefined && { WJYZ: fileMatches ? '1' : '0' }),
    ...(examined && { QZHY: examined.seals.verdict }),
  };
}

function formatOf(text: string): 'OFD' | 'PDF' {
  if (text === 'OFD' || text === 'PDF') return text;
  throw new HenanXmlError(`GS is ${text}`);
}

function isYes(text: string): boolean {
  if (text !== '1' && text !== '0') throw new HenanXmlError(`YZ is ${text}`);
  return text === '1';
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new HenanXmlError('BASE64 is not base64');
  return bytes;
}
