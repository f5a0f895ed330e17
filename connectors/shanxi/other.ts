import type { GivenAct, OtherAct, OutgoingFile } from '#connectors/kit';
import type { Cells } from './batch.js';
import type { Reading } from './reading.js';
import type { RowMaker } from './rows.js';

/**
 * State 80 (其他), for every act that has none of its own: its type and its members in kstb_list, its files in up_pro_material. What a
 * member is called stands behind its path, for whoever reads the table.
 */

/** @param files the front database's file ids, by SHA-256. */
export function addOther(
  rows: RowMaker,
  { type, name, fields }: OtherAct,
  files: ReadonlyMap<string, string>,
): void {
  rows.add('kstb_list', 'I', { list_kind: '类型', list_no: 1, item_name: type, item_value: name });
  const named = fields.map(({ path, label, ...rest }) => ({ item: `${path} ${label}`, ...rest }));
  for (const [i, { item, value }] of named.filter(({ blob }) => blob === undefined).entries()) {
    rows.add('kstb_list', 'I', { list_kind: '要素', list_no: i + 1, item_name: item, item_value: value });
  }
  let no = 0;
  for (const { item, blob } of named) {
    if (blob === undefined) continue;
    no += 1;
    rows.add('up_pro_material', 'I', {
      kstb_no: no,
      material_name: item,
      material_attach_name: blob.fileName,
      kstb_file: files.get(blob.sha256),
    });
  }
}

interface OtherRows {
  readonly kstb_list: readonly Cells[];
  readonly up_pro_material: readonly Cells[];
}

/** What is wrong with the rows goes to the reading. */
export function readOther(
  rows: OtherRows,
  caseNo: string,
  files: ReadonlyMap<string, OutgoingFile>,
  reading: Reading,
): GivenAct {
  const listed = (kind: string) =>
    rows.kstb_list.filter((row) => row.list_kind === kind).map((row) => reading.row('kstb_list', row));
  const types = listed('类型').map((row) => row.required('item_name'));
  if (types.length !== 1)
    reading.complain('kstb_list.list_kind', `the act has one type, not ${types.length}`);
  const members = listed('要素').map((row) => ({
    path: pathIn(row.required('item_name')),
    value: row.text('item_value'),
  }));
  const attached = rows.up_pro_material.map((cells) => {
    const row = reading.row('up_pro_material', cells);
    return { path: pathIn(row.required('material_name')), blob: files.get(row.required('kstb_file'))?.blob };
  });
  return { type: types[0] ?? '', caseNo, fields: [...members, ...attached] };
}

function pathIn(item: string): string {
  return item.split(' ', 1)[0] ?? '';
}
