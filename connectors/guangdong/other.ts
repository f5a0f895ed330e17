import type { GivenAct, OtherAct, OutgoingFile } from '#connectors/kit';
import type { GuangdongOther } from './callback.js';

/** QT (其他): the one word for every act that has none of its own. */

/** @param files the platform's file ids, by SHA-256. */
export function toOther({ type, name, fields }: OtherAct, TYBH: string, files: ReadonlyMap<string, string>) {
  const YSQD = fields.map(({ path, label, value, blob }) => ({
    YSLJ: path,
    YSMC: label,
    ...(blob === undefined ? { YSZ: value } : { WJID: files.get(blob.sha256) }),
  }));
  return { TYBH, BWLX: type, BWMC: name, YSQD };
}

export function fromOther(
  { TYBH, BWLX, YSQD }: GuangdongOther,
  files: ReadonlyMap<string, OutgoingFile>,
): GivenAct {
  const fields = YSQD.map(({ YSLJ, YSZ, WJID }) => ({
    path: YSLJ,
    value: YSZ,
    blob: WJID === undefined ? undefined : files.get(WJID)?.blob,
  }));
  return { type: BWLX, caseNo: TYBH, fields };
}
