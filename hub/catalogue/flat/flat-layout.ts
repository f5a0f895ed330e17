import type { TableLayout } from '../layout.js';
import { ENTRY_LAYOUT } from './entry-layout.js';
import { ITEM_LAYOUT } from './item-layout.js';

/** Tells the two lists apart by what names a row; anything else is measured against the implementation list. */
export function flatLayoutOf(header: readonly string[]): TableLayout {
  const names = header.map((cell) =>
    cell
      .replace(/^\u{FEFF}/u, '')
      .trim()
      .toLowerCase(),
  );
  return names.includes('list_no') || names.includes('清单编号') ? ITEM_LAYOUT : ENTRY_LAYOUT;
}
