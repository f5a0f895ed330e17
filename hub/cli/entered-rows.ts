import { hex, sha256, utf8 } from '#crypto/primitives';
import type { ImplementationRecord, Stated } from '#domain/item';
import type { CatalogueFile, FileRow } from '#hub/catalogue';

/** What a row of the implementation list needs when nothing is said of its details. */
export type PlainEntry = Omit<Stated<ImplementationRecord>, 'details' | 'localCode' | 'localBasicCode'>;

/** Entries that somebody wrote elsewhere than in a file of the catalogue, as such a file; lines are counted from 1. */
export function enteredRows(name: string, entries: readonly PlainEntry[]): CatalogueFile {
  const bytes = utf8(JSON.stringify(entries));
  const rows = entries.map((entry, i): FileRow => {
    const row = { ...entry, details: {}, localCode: undefined, localBasicCode: undefined };
    return { kind: 'row', line: i + 1, cells: [], content: { kind: 'entry', row, isEnded: false } };
  });
  return {
    name,
    bytes: bytes.length,
    digest: () => hex(sha256(bytes)),
    rows: async function* () {
      yield rows;
    },
  };
}
