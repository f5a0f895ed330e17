export { type CheckedMapping, checkMapping, type MappingFault } from './check.js';
export type { CaseFacts, FormField } from './facts.js';
export { MappingGapError, MappingNotInForceError } from './gap.js';
export { type OpenGap, readGaps } from './gap-book.js';
export type { GapOutlook, Mapping } from './mapping.js';
export type { MappingReading, TableReading } from './reading.js';
export { MappingTables, type MappingTablesOptions } from './tables.js';
