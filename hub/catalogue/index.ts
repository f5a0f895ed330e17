export { BadRowFiles } from './bad-rows.js';
export { ENCODINGS, type Encoding, encodeText, UnwritableTextError } from './csv/encoding.js';
export {
  type FaultCode,
  type FaultText,
  faultText,
  type LocatedFault,
  type RowFault,
} from './faults.js';
export { ENTRY_LAYOUT, entryCells } from './flat/entry-layout.js';
export { ITEM_LAYOUT, itemCells } from './flat/item-layout.js';
export type { FileRow, RowContent } from './rows.js';
export {
  type CatalogueFile,
  type CatalogueFormat,
  type CatalogueSource,
  NotACatalogueError,
  openSource,
} from './source.js';
export { UpTaskFileSchema, type UpTaskRules, upTaskRules } from './up-task/rules.js';
