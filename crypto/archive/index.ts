export { ArchiveError, type ArchiveFiles, type ArchiveLimits, readArchive } from './read.js';
export { writeArchive } from './write.js';
