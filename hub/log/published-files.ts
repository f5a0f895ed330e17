import { utf8 } from '#crypto/primitives';
import { formatRestampIndex, formatTimeStampFile, type RestampName } from '#crypto/timestamp';
import { bundlePath, tilePath, tilesOf } from '#crypto/tlog';
import { formatRevocationNames } from '#crypto/x509/certificate';
import type { Head, LogReader } from './reader.js';
import {
  formatStampList,
  RESTAMP_LIST,
  REVOCATION_LIST,
  restampFiles,
  revocationPath,
  STAMP_LIST,
  stampFiles,
} from './stamp-files.js';
import { SHA256_TREE } from './tree.js';

/** A file of a log, read when its turn comes. */
export interface PublishedFile {
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/** A log as far as it was published at one moment, as files under their C2SP paths, in no order. Nothing has been read yet. */
export async function publishedFiles(reader: LogReader, head: Head): Promise<PublishedFile[]> {
  const { files, lists } = await publishedStamps(reader, head.size);
  return [...publishedTree(reader, head), ...files, ...lists];
}

/** One tree of it; with the entries, which are the same for both, beside the tree of SHA-256. */
export function publishedTree(reader: LogReader, { size, note }: Head): PublishedFile[] {
  const tiles = [...tilesOf(size)];
  const bundles = reader.tree === SHA256_TREE ? tiles.filter(({ level }) => level === 0) : [];
  return [
    { path: 'checkpoint', read: async () => utf8(note) },
    ...tiles.map((tile) => ({ path: tilePath(tile), read: () => reader.tile(tile) })),
    ...bundles.map(({ index, width }) => ({
      path: bundlePath(index, width),
      read: () => reader.bundle(index, width),
    })),
  ];
}

export type ReadStamps = Pick<
  LogReader,
  'stampedAt' | 'stampedSizes' | 'revocationNames' | 'revocation' | 'restampNames' | 'restamps'
>;

/** What stands under `timestamps/`. */
export interface PublishedStamps {
  readonly files: readonly PublishedFile[];
  /** Which of the others there are. */
  readonly lists: readonly PublishedFile[];
}

/**
 * Each stamped checkpoint and the stamp over it, beside each other as `openssl ts -verify` takes them, what was collected on
 * revocation, and the stamps over those stamps, of runs that are in the log as a whole. @param size of the log.
 */
export async function publishedStamps(reader: ReadStamps, size: number): Promise<PublishedStamps> {
  const sizes = (await reader.stampedSizes()).filter((each) => each <= size);
  if (sizes.length === 0) return { files: [], lists: [] };
  const collected = (await reader.revocationNames()).filter((each) => each.size <= size);
  const restamps = (await reader.restampNames()).filter(({ last }) => last <= size);
  const names = new Set([
    ...collected.map(({ name }) => name),
    ...restamps.flatMap(({ revocation }) => revocation),
  ]);
  const files = [
    ...sizes.flatMap((each) => stampedFiles(reader, each)),
    ...[...names].map((name) => ({ path: revocationPath(name), read: () => revocationAt(reader, name) })),
    ...restamps.flatMap((each) => restampedFiles(reader, each)),
  ];
  const list = (path: string, content: string) => ({ path, read: async () => utf8(content) });
  const lists = [
    list(STAMP_LIST, formatStampList(sizes)),
    ...(collected.length === 0 ? [] : [list(REVOCATION_LIST, formatRevocationNames(collected))]),
    ...(restamps.length === 0 ? [] : [list(RESTAMP_LIST, formatRestampIndex(restamps))]),
  ];
  return { files, lists };
}

function stampedFiles(reader: ReadStamps, size: number): PublishedFile[] {
  const { checkpoint, stamp } = stampFiles(size);
  const find = async () => (await reader.stampedAt(size)) ?? damaged(stamp);
  return [
    { path: checkpoint, read: async () => utf8((await find()).note) },
    { path: stamp, read: async () => formatTimeStampFile((await find()).token) },
  ];
}

function restampedFiles(reader: ReadStamps, name: RestampName): PublishedFile[] {
  const { list, stamp } = restampFiles(name);
  const find = async () =>
    (await reader.restamps(name.first)).find(({ number }) => number === name.number) ?? damaged(stamp);
  return [
    { path: list, read: async () => (await find()).list },
    { path: stamp, read: async () => formatTimeStampFile((await find()).token) },
  ];
}

async function revocationAt(reader: ReadStamps, name: string): Promise<Uint8Array> {
  return (await reader.revocation(name)) ?? damaged(revocationPath(name));
}

function damaged(what: string): never {
  throw new Error(`the stored log is damaged: ${what} is not there`);
}
