import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hex, runningDigest } from '#crypto/primitives';
import type { Encoding } from './csv/encoding.js';
import { flatLayoutOf } from './flat/flat-layout.js';
import type { TableLayout } from './layout.js';
import { readTable } from './read-table.js';
import type { FileRow } from './rows.js';
import type { UpTaskRules } from './up-task/rules.js';
import { UP_TASK_TABLES, upTaskLayout } from './up-task/tables.js';

export type CatalogueFormat = 'csv' | 'up-task';

/** A file of an import: its rows can be read once. */
export interface CatalogueFile {
  readonly name: string;
  readonly bytes: number;
  /** @param onBytes told how much has been read. */
  rows(onBytes: (bytes: number) => void): AsyncIterable<readonly FileRow[]>;
  /** SHA-256 in hex, of what was read. */
  digest(): string;
}

export interface CatalogueSource {
  readonly format: string;
  readonly files: readonly CatalogueFile[];
}

export interface SourceOptions {
  /** By the names of the files when absent. */
  readonly format: CatalogueFormat | undefined;
  readonly encoding: Encoding;
  /** What the national exchange tables mean, asked for when there are any. */
  readonly upTask: (() => UpTaskRules) | undefined;
}

/** A path that is no catalogue. */
export class NotACatalogueError extends Error {
  readonly code: 'FILE_UNREADABLE' | 'NO_TABLE';

  constructor(code: 'FILE_UNREADABLE' | 'NO_TABLE', path: string) {
    super(path);
    this.code = code;
  }
}

const PIECE_BYTES = 64 * 1024;

/** One CSV file, a folder of them, or a folder of national exchange tables. @throws NotACatalogueError */
export async function openSource(path: string, options: SourceOptions): Promise<CatalogueSource> {
  const paths = await filesOf(path);
  const format =
    options.format ?? (paths.some((each) => tableOf(each) in UP_TASK_TABLES) ? 'up-task' : 'csv');
  const upTask = format === 'up-task' ? options.upTask?.() : undefined;
  const known = upTask === undefined ? paths : paths.filter((each) => tableOf(each) in UP_TASK_TABLES);
  if (known.length === 0) throw new NotACatalogueError('NO_TABLE', path);
  const layoutOf = (each: string) =>
    upTask === undefined ? flatLayoutOf : always(upTaskLayout(tableOf(each), upTask));
  const files = await Promise.all(
    known.map(async (each) => openFile(each, (await stat(each)).size, options.encoding, layoutOf(each))),
  );
  return { format, files };
}

async function filesOf(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => name.toLowerCase().endsWith('.csv'));
    return names.sort().map((name) => join(path, name));
  } catch {
    throw new NotACatalogueError('FILE_UNREADABLE', path);
  }
}

function tableOf(path: string): string {
  return basename(path)
    .toLowerCase()
    .replace(/\.csv$/, '');
}

const always = (layout: TableLayout) => () => layout;

function openFile(
  path: string,
  bytes: number,
  encoding: Encoding,
  layoutOf: (header: readonly string[]) => TableLayout,
): CatalogueFile {
  const digest = runningDigest('sha256');
  async function* chunks(onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      const piece = chunk as Uint8Array; // no encoding is set, so pieces are bytes
      digest.update(piece);
      onBytes(piece.length);
      yield piece;
    }
  }
  return {
    name: basename(path),
    bytes,
    rows: (onBytes) => readTable(chunks(onBytes), encoding, layoutOf),
    digest: () => hex(digest.digest()),
  };
}
