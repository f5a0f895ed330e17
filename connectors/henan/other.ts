import type { GivenAct, OtherAct, OutgoingFile } from '#connectors/kit';
import { nodesOf, requiredText, textOf, type XmlNode } from './xml.js';

/** HA16 (其他): the one record kind for every act that has none of its own. */

/** @param files the platform's file numbers, by SHA-256. */
export function toOther({ type, name, fields }: OtherAct, files: ReadonlyMap<string, string>): XmlNode {
  const YS = fields.map(({ path, label, value, blob }) => ({
    LJ: path,
    MC: label,
    ...(blob === undefined ? { Z: value } : { WJBH: files.get(blob.sha256) }),
  }));
  return { BWLX: type, BWMC: name, YSS: { YS } };
}

/** @throws HenanXmlError. */
export function fromOther(record: XmlNode, files: ReadonlyMap<string, OutgoingFile>): GivenAct {
  const fields = nodesOf(record, 'YSS', 'YS').map((node) => {
    const fileId = textOf(node, 'WJBH');
    const blob = fileId === undefined ? undefined : files.get(fileId)?.blob;
    return { path: requiredText(node, 'LJ'), value: textOf(node, 'Z'), blob };
  });
  return { type: requiredText(record, 'BWLX'), caseNo: requiredText(record, 'XTBH'), fields };
}
