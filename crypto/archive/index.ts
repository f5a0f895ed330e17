export { ArchiveError } from './error.js';
export { type ArchiveFiles, type ArchiveLimits, readArchive } from './read.js';
export { writeArchive } from './write.js';
