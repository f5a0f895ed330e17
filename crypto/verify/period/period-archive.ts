import { ArchiveError } from '#crypto/archive';
import { type RandomAccess, StoredArchive, type StoredFile } from '#crypto/archive/stored';
import {
  BundleError,
  CASE_LIST_FILE,
  PERIOD_FILE,
  type Period,
  type PeriodFileKind,
  periodFileKinds,
  README_FILE,
  readPeriod,
} from '#crypto/evidence';
import type { ListedFile, LogFiles } from '../log/log-files.js';

/** As much as a bundle of evidence may be when it is unpacked. */
const MAX_CASE_BYTES = 256 * 1024 * 1024;
const MAX_PERIOD_BYTES = 1024 * 1024;

/** A file as it was found. */
export interface FoundFile {
  readonly path: string;
  /** Undefined for one that belongs to nothing. */
  readonly kind: PeriodFileKind | undefined;
  /** Whether its bytes are those that were put in. */
  readonly isSound: boolean;
}

/**
 * The evidence of a period as `tongban audit export` writes it; anybody may have made it. Files are read when they are asked for, each
 * as a whole, but for the list of cases.
 */
export class PeriodArchive {
  readonly period: Period;
  /** Files in it. */
  readonly count: number;
  readonly #archive: StoredArchive;
  readonly #list: StoredFile;

  private constructor(archive: StoredArchive, period: Period, list: StoredFile) {
    this.#archive = archive;
    this.period = period;
    this.count = archive.count;
    this.#list = list;
  }

  /** Whether it is to be read as one, and not as the evidence of a case: that is packed. */
  static isBegun(source: RandomAccess): Promise<boolean> {
    return StoredArchive.beginsWith(README_FILE, source);
  }

  /** @throws BundleError for anything else than such an archive. */
  static async open(source: RandomAccess): Promise<PeriodArchive> {
    try {
      const archive = await StoredArchive.open(source);
      const period = await readSmall(archive, PERIOD_FILE, MAX_PERIOD_BYTES);
      const list = await archive.find(CASE_LIST_FILE);
      if (period === undefined) throw new BundleError(`${PERIOD_FILE} is missing`);
      if (list === undefined) throw new BundleError(`${CASE_LIST_FILE} is missing`);
      return new PeriodArchive(archive, readPeriod(period), list);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      throw new BundleError(`no evidence of a period: ${error.message}`);
    }
  }

  /** A log in a folder of it, anew for each walk through it. */
  async log(folder: string): Promise<LogFiles> {
    const [prefix, list]: [string, ListedFile[]] = [`${folder}/`, []];
    for await (const { name, size } of this.#archive.files(prefix))
      list.push({ path: name.slice(prefix.length), size });
    return { list, read: async (path) => (await this.#read(prefix + path)) ?? NOTHING };
  }

  /** The list of cases, in pieces. */
  list(): AsyncIterable<Uint8Array> {
    return this.#archive.chunks(this.#list);
  }

  /** @returns undefined when there is no such file, or it is larger than evidence may be. */
  readCase(path: string): Promise<Uint8Array | undefined> {
    return readSmall(this.#archive, path, MAX_CASE_BYTES);
  }

  /** Every file, each read from its first byte to its last. */
  async *files(): AsyncGenerator<FoundFile> {
    const kindOf = periodFileKinds(this.period.logs?.length ?? 1);
    for await (const file of this.#archive.files()) {
      const isSound = await this.#archive.isSound(file);
      yield { path: file.name, kind: kindOf(file.name), isSound };
    }
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    const file = await this.#archive.find(path);
    return file && this.#archive.read(file);
  }
}

const NOTHING = new Uint8Array(0);

async function readSmall(
  archive: StoredArchive,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const file = await archive.find(path);
  return file === undefined || file.size > maxBytes ? undefined : archive.read(file);
}
