import type { TableLayout } from '../layout.js';
import { basicLayout } from './basic.js';
import { extendLayout, feeLayout, materialLayout } from './parts.js';
import type { UpTaskRules } from './rules.js';

/** The tables in which provinces hand their implementation lists up: general ones (权力) and public services (公共服务). */
export const UP_TASK_TABLES: Readonly<Record<string, (rules: UpTaskRules) => TableLayout>> = {
  up_task_general_basic: basicLayout,
  up_task_general_extend: extendLayout,
  up_task_general_material: materialLayout,
  up_task_general_fee_project: feeLayout,
  up_task_public_basic: basicLayout,
  up_task_public_extend: extendLayout,
  up_task_public_material: materialLayout,
  up_task_public_fee_project: feeLayout,
};

/** @param table a name of UP_TASK_TABLES. */
export function upTaskLayout(table: string, rules: UpTaskRules): TableLayout {
  const make = Object.hasOwn(UP_TASK_TABLES, table) ? UP_TASK_TABLES[table] : undefined;
  if (make === undefined) throw new Error(`${table} is no table of the national exchange`);
  return make(rules);
}
