/** Why an archive is not read. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
