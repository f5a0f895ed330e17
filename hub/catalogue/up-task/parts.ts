import type { Fee, RequiredMaterial } from '#domain/item';
import type { Cells } from '../cells.js';
import { checkDetails, isFaulty } from '../details.js';
import type { TableLayout } from '../layout.js';
import type { ItemPart, RowContent } from '../rows.js';
import { codeOf, codesOf, columnsOf, detailsOf, linesOf, modeColumns, modesOf } from './reading.js';
import type { UpTaskRules } from './rules.js';

/** up_task_…_material: one material a row. */
export function materialLayout(rules: UpTaskRules): TableLayout {
  return partLayout(rules, ['material_name', 'is_need'], MATERIAL_COLUMNS, (cells) => {
    const form = codeOf(cells, rules, 'material_format', 'materialForm');
    const copies = cells.count('page_num');
    const origin = cells.optional('source_explain', 2_000);
    const legalBasis = cells.optional('by_law', 2_000);
    const material = {
      name: cells.required('material_name', 1_000),
      isRequired: codeOf(cells, rules, 'is_need', 'yesNo') === 'YES',
      ...(form === undefined ? {} : { form: form as NonNullable<RequiredMaterial['form']> }), // checked below
      ...(copies === undefined ? {} : { copies }),
      ...(origin === undefined ? {} : { origin }),
      ...(legalBasis === undefined ? {} : { legalBasis }),
    };
    check(cells, { materials: [material] });
    return { list: 'materials', body: material, modes: [] };
  });
}

const MATERIAL_COLUMNS = ['material_format', 'page_num', 'source_explain', 'by_law', 'order_num'];

/** up_task_…_fee_project: one fee a row. */
export function feeLayout(rules: UpTaskRules): TableLayout {
  return partLayout(rules, ['fee_name', 'fee_stand'], ['is_desc', 'by_law', 'order_num'], (cells) => {
    const isReducible = codeOf(cells, rules, 'is_desc', 'yesNo');
    const legalBasis = cells.optional('by_law', 2_000);
    const fee: Fee = {
      name: cells.required('fee_name', 1_000),
      standard: cells.required('fee_stand', 4_000),
      ...(isReducible === undefined ? {} : { isReducible: isReducible === 'YES' }),
      ...(legalBasis === undefined ? {} : { legalBasis }),
    };
    check(cells, { fees: [fee] });
    return { list: 'fees', body: fee, modes: [] };
  });
}

/** up_task_…_extend: what else is known of a task, one row for each. */
export function extendLayout(rules: UpTaskRules): TableLayout {
  const optional = ['result_type', 'result_name', ...modeColumns(rules, 'extend')];
  return partLayout(rules, [], optional, (cells) => {
    const kind = codesOf(cells, rules, 'result_type', 'resultKind')?.[0];
    const names = linesOf(cells, 'result_name');
    const results = kind === undefined ? undefined : names?.map((name) => ({ kind, name }));
    return {
      list: 'extension',
      body: detailsOf(cells, { results }),
      modes: modesOf(cells, rules, 'extend'),
    };
  });
}

type PartContent = Pick<ItemPart, 'list' | 'body' | 'modes'>;

function partLayout(
  rules: UpTaskRules,
  required: readonly string[],
  optional: readonly string[],
  readPart: (cells: Cells) => PartContent,
): TableLayout {
  const { part: link } = rules.link;
  return {
    isForeign: true,
    columns: columnsOf([...required, link], [...optional, 'cd_operation']),
    partKeyOf: (cells) => cells.text(link),
    read: (cells): RowContent | undefined => {
      const partKey = cells.required(link, 50);
      const isGone = codeOf(cells, rules, 'cd_operation', 'operation') === 'END';
      const part = { partKey, order: cells.count('order_num') ?? 0, ...readPart(cells) };
      return isGone ? undefined : { kind: 'part', part };
    },
  };
}

/** Faults of a part that only its schema finds. */
function check(cells: Cells, details: { materials: RequiredMaterial[] } | { fees: Fee[] }): void {
  if (cells.faults.length > 0) return; // they say it better
  const checked = checkDetails(details);
  if (!isFaulty(checked)) return;
  for (const fault of checked) cells.fault('BAD_DETAILS', undefined, fault);
}
