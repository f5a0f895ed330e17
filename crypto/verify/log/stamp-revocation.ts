import {
  joinRevocation,
  MAX_REVOCATION_BYTES,
  NO_REVOCATION,
  parseRevocationNames,
  type RevocationEvidence,
  readRevocationFile,
  revocationKind,
} from '#crypto/x509/certificate';
import type { Faults } from './faults.js';
import type { ListedFile, LogSource } from './log-files.js';

/**
 * Lists and responses on revocation that were collected for the stamps of an exported log. Who signed them decides what they are
 * worth, so that the list of them needs no signature: one that is left out can only make that less is known.
 */

const LIST = 'timestamps/revocation';
const FOLDER = 'timestamps/';
const MAX_LIST_BYTES = 64_000_000;

/** For a stamp its own, those of some that follow, and the newest: an answer may have failed, or a key been lost since. */
const FOLLOWING = 3;

export interface Collected {
  /** What says whether certificates of the stamp over a log of that size are revoked. */
  readonly forStamp: (size: number) => Promise<RevocationEvidence>;
  /** Files by their names. */
  readonly named: (names: readonly string[]) => Promise<RevocationEvidence>;
}

/** The files under `timestamps/`. */
export interface StampShelf {
  readonly folder: LogSource;
  readonly files: ReadonlyMap<string, ListedFile>;
  readonly faults: Faults;
}

export function isRevocationFile(path: string): boolean {
  return path === LIST || revocationKind(path.slice(FOLDER.length)) !== undefined;
}

/** @param others files that belong to stamps over stamps. */
export async function readCollected(
  { folder, files, faults }: StampShelf,
  others: ReadonlySet<string>,
): Promise<Collected> {
  const names = await namesIn({ folder, files, faults });
  const listed = new Set([...others, ...[...names.values()].flat()]);
  for (const path of files.keys()) {
    const name = path.slice(FOLDER.length);
    if (revocationKind(name) !== undefined && !listed.has(name))
      faults.wrong(path, '不属于任何时间戳', 'belongs to no time stamp');
  }
  const read = new Map<string, RevocationEvidence>();
  const take = async (name: string): Promise<RevocationEvidence> => {
    const known = read.get(name) ?? (await readOne(name, { folder, files, faults }));
    read.set(name, known);
    return known;
  };
  const named = async (wanted: Iterable<string>): Promise<RevocationEvidence> => {
    const evidence: RevocationEvidence[] = [];
    for (const name of wanted) evidence.push(await take(name));
    return joinRevocation(...evidence);
  };
  const sizes = [...names.keys()];
  const forStamp = async (size: number) => {
    const first = sizes.findIndex((each) => each >= size);
    if (first < 0) return NO_REVOCATION;
    const near = new Set([...sizes.slice(first, first + 1 + FOLLOWING), ...sizes.slice(-1)]);
    return named(new Set([...near].flatMap((each) => names.get(each) ?? [])));
  };
  return { forStamp, named };
}

/** By size, the smallest first. */
async function namesIn({
  folder,
  files,
  faults,
}: StampShelf): Promise<ReadonlyMap<number, readonly string[]>> {
  const file = files.get(LIST);
  const bytes = file && (await folder.readOther(file, MAX_LIST_BYTES));
  const listed = bytes === undefined || bytes === 'MISSING' ? [] : parseRevocationNames(bytes);
  if (bytes === 'MISSING') faults.missing(LIST);
  if (listed === undefined || (file !== undefined && bytes === undefined)) {
    faults.wrong(LIST, '不是清单', 'is no list of files');
  }
  const names = new Map<number, string[]>();
  for (const { size, name } of listed ?? []) names.set(size, [...(names.get(size) ?? []), name]);
  return names;
}

async function readOne(name: string, { folder, files, faults }: StampShelf): Promise<RevocationEvidence> {
  const path = FOLDER + name;
  const file = files.get(path);
  if (file === undefined) {
    faults.missing(path);
    return NO_REVOCATION;
  }
  const bytes = await folder.readOther(file, MAX_REVOCATION_BYTES);
  if (bytes === 'MISSING') {
    faults.missing(path);
    return NO_REVOCATION;
  }
  const evidence = bytes && readRevocationFile({ name, bytes });
  if (evidence === undefined) faults.wrong(path, '与其名称（摘要）不符', 'is not what its name says');
  return evidence ?? NO_REVOCATION;
}
