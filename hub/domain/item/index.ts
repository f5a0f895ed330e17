export { Catalogue, type ItemQuery } from './catalogue.js';
export { dateOfDay, dayNumber } from './day.js';
export type { Fee, HandlingItem, ItemDetails, ItemResult, RequiredMaterial, TimeLimit } from './details.js';
export type { EntryLookup, ImplementationEntry, ItemLimits } from './entry.js';
export { EntryIndex } from './entry-index.js';
export type { NationalItem } from './national-item.js';
export { endOfItem, NationalList, type Standing } from './national-list.js';
export { isOpenBetween, type Partnership } from './partnership.js';
export type { ImplementationRecord, Stated } from './record.js';
