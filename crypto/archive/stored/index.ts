export type { StoredFile } from './layout.js';
export { type RandomAccess, StoredArchive } from './read.js';
export { type ByteSink, type Spool, SpooledFile, StoredArchiveWriter } from './write.js';
