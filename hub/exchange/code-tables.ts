import { Readable } from 'node:stream';
import { hex, sha256, sm3 } from '#crypto/primitives';
import { ConflictError } from '#proto/errors';
import type { BlobRef } from '#proto/schema';
import type { OpenFile } from './files.js';

/** What codes mean, as a JSON document that others may keep a copy of. */
export interface CodeTable {
  readonly name: string;
  readonly document: BlobRef;
}

/** The code tables that this process works by, each named by what is in it. They change with a restart alone. */
export class CodeTables {
  readonly #tables: readonly CodeTable[];
  readonly #bytes: ReadonlyMap<string, Uint8Array>;

  /** @param documents by the name of the table. */
  constructor(documents: Readonly<Record<string, Uint8Array>>) {
    const named = Object.entries(documents).map(([name, bytes]) => ({ table: toTable(name, bytes), bytes }));
    this.#tables = named.map(({ table }) => table);
    this.#bytes = new Map(named.map(({ table, bytes }) => [table.document.sha256, bytes]));
  }

  list(): readonly CodeTable[] {
    return this.#tables;
  }

  /** @returns undefined when no table has this digest. @throws ConflictError past its end. */
  open(digest: string, offset: number): OpenFile | undefined {
    const bytes = this.#bytes.get(digest);
    const table = this.#tables.find(({ document }) => document.sha256 === digest);
    if (bytes === undefined || table === undefined) return undefined;
    const { size } = table.document;
    if (offset > size) throw new ConflictError('OFFSET_MISMATCH', `the file has ${size} bytes`);
    return { blob: table.document, offset, bytes: Readable.from(pieces(bytes.subarray(offset))) };
  }
}

const PIECE = 64 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function toTable(name: string, bytes: Uint8Array): CodeTable {
  const digests = { sha256: hex(sha256(bytes)), sm3: hex(sm3(bytes)) };
  const document = {
    ...digests,
    size: bytes.length,
    mediaType: 'application/json',
    fileName: `${name}.json`,
  };
  return { name, document };
}
