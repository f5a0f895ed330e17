import type { CatalogueRow } from '#hub/exchange';
import { tongban } from '#proto/codec';

/** Details travel as the JSON that is stored: who reads them knows their shape, and who passes them on need not. */
export function toCatalogueChange(row: CatalogueRow): tongban.v1.CatalogueChange.$Properties {
  const { HandlingMode, ItemScope, ItemStatus } = tongban.v1;
  const validTo = row.validTo ?? '';
  const modes = row.modes.map((mode) => HandlingMode[mode]);
  if (row.list === 'national_item') {
    const [scope, status] = [ItemScope[row.scope], ItemStatus[row.status]];
    return { item: { ...row, modes, partners: [...row.partners], validTo, scope, status } };
  }
  const { localCode, localBasicCode } = row;
  return {
    entry: { ...row, modes, validTo, localCode: localCode ?? '', localBasicCode: localBasicCode ?? '' },
  };
}
