export {
  Catalogue,
  type EntryLookup,
  type ImplementationEntry,
  type ItemQuery,
  type Resolution,
} from './catalogue.js';
export type { Fee, ItemDetails, ItemResult, RequiredMaterial, TimeLimit } from './details.js';
export type { NationalItem } from './national-item.js';
