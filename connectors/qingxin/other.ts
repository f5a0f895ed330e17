import { defined, type GivenAct, type OtherAct } from '#connectors/kit';
import type { BlobRef } from '#proto/schema';
import type { DetailColumn, Values } from './columns.js';

/** 其他: the one kind for every act that has none of its own. Its type and its members are details. */

type Detail = Values<DetailColumn>;

/** @param attached gives the columns of a file. */
export function toOther(
  { type, name, fields }: OtherAct,
  attached: (blob: BlobRef) => Detail,
): readonly Detail[] {
  return [
    { 类别: '类型', 名称: name, 编码: type },
    ...fields.map(({ path, label, value, blob }) => ({
      类别: '要素',
      名称: label,
      编码: path,
      ...(blob === undefined ? defined({ 内容: value || undefined }) : attached(blob)),
    })),
  ];
}

/** @param blobOf gives the file of a detail. @param fault notes what is wrong. */
export function fromOther(
  details: readonly Detail[],
  caseNo: string,
  blobOf: (detail: Detail) => BlobRef | undefined,
  fault: (reason: string) => void,
): GivenAct {
  const types = details.filter((detail) => detail.类别 === '类型').map(({ 编码 = '' }) => 编码);
  if (types.length !== 1) fault(`类别为“类型”的明细应有一行，实有 ${types.length} 行`);
  const fields = details
    .filter((detail) => detail.类别 === '要素')
    .map((detail) => ({ path: detail.编码 ?? '', value: detail.内容, blob: blobOf(detail) }));
  return { type: types[0] ?? '', caseNo, fields };
}
