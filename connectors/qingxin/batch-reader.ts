import { digest as digestOf, equalBytes, fromHex, hex, runningDigest } from '#crypto/primitives';
import { type DropEntry, DropFileError, type DropFolder, readWhole } from './drop-folder.js';
import { QingxinFileError } from './errors.js';
import { type ListedFile, MAX_MANIFEST_BYTES, parseManifest } from './manifest.js';
import { archiveName, BAD, DONE, kindOf, manifestName, OUT, type SheetKind, TAKEN } from './names.js';
import { MAX_SHEET_BYTES } from './sheet.js';

/** A file beside the sheets, digested where it lies. */
export interface Attachment {
  readonly name: string;
  /** Where it lies while the batch is read. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly sm3: string;
}

/** Everything of a batch, each file as the manifest says it is. */
export interface Batch {
  readonly name: string;
  /** Its own place in `done` and `bad`. */
  readonly archive: string;
  readonly files: readonly ListedFile[];
  /** Whole, in memory: what has been checked is what is read. */
  readonly sheets: ReadonlyMap<SheetKind, { readonly bytes: Buffer; readonly rows: number }>;
  readonly attachments: ReadonlyMap<string, Attachment>;
}

export type Looked =
  | { readonly kind: 'complete'; readonly batch: Batch }
  /** It may become complete by itself. */
  | { readonly kind: 'waits'; readonly reason: string }
  /** It will not. */
  | { readonly kind: 'bad'; readonly archive: string; readonly reason: string };

/** What the kit holds in memory at once. */
const MAX_ATTACHMENT_BYTES = 256 * 1024 * 1024;

/** Reads a batch when it is complete: every listed file is there, of the size and digest that the manifest tells. */
export class BatchReader {
  readonly #folder: DropFolder;
  /** How a batch looked that is not what its manifest says: it is not digested again until something has changed. */
  readonly #mismatched = new Map<string, { readonly look: string; readonly reason: string }>();

  constructor(folder: DropFolder) {
    this.#folder = folder;
  }

  /** @param from where the batch lies: `out`, or its place in `done` when it is read once more. */
  async look(name: string, from: string, entries: readonly DropEntry[]): Promise<Looked> {
    const manifest = await readWhole(this.#folder, `${from}/${manifestName(name)}`, MAX_MANIFEST_BYTES);
    const archive = archiveName(name, manifest);
    try {
      const files = parseManifest(name, manifest);
      if (files === undefined) return waits('清单未写完：末行应为“合计”，并以换行结束');
      checkSizes(files);
      const here = lyingIn(from, entries);
      const lying = from === OUT ? [...here, ...(await this.#putAway(archive))] : here;
      return await this.#readFiles({ name, archive, files }, lying);
    } catch (error) {
      if (error instanceof QingxinFileError) return { kind: 'bad', archive, reason: error.message };
      if (error instanceof DropFileError) return waits(error.message);
      throw error;
    }
  }

  /**
   * What an earlier life had already moved when it was interrupted, whether it took the batch or refused it (proved by
   * test/unit/connectors/qingxin-out-tray.test.ts).
   */
  async #putAway(archive: string): Promise<Lying[]> {
    const places = [`${DONE}/${archive}`, `${BAD}/${archive}`, TAKEN];
    const found = await Promise.all(
      places.map(async (place) => lyingIn(place, await this.#folder.list(place))),
    );
    return found.flat();
  }

  async #readFiles(batch: Omit<Batch, 'sheets' | 'attachments'>, lying: readonly Lying[]): Promise<Looked> {
    const found: Found[] = [];
    for (const file of batch.files) {
      const at = lying.find(({ name }) => name === file.name);
      if (at === undefined) return waits(`${file.name} 未到`);
      if (at.size < file.size) return waits(`${file.name} 仍在写入：${at.size} / ${file.size} 字节`);
      if (at.size > file.size) return waits(`${file.name} 比清单大：${at.size} / ${file.size} 字节`);
      found.push({ file, at });
    }
    const look = JSON.stringify(found);
    const known = this.#mismatched.get(batch.name);
    if (known?.look === look) return waits(known.reason);
    this.#mismatched.delete(batch.name);
    const looked = await this.#digest(batch, found);
    if (looked.kind === 'waits') this.#mismatched.set(batch.name, { look, reason: looked.reason });
    return looked;
  }

  async #digest(batch: Omit<Batch, 'sheets' | 'attachments'>, found: readonly Found[]): Promise<Looked> {
    const sheets = new Map<SheetKind, { bytes: Buffer; rows: number }>();
    const attachments = new Map<string, Attachment>();
    for (const { file, at } of found) {
      const { path } = at;
      const kind = kindOf(batch.name, file.name);
      const isSame =
        kind === 'attachment' || kind === undefined
          ? await this.#digestAttachment(file, path, attachments)
          : await this.#readSheet(file, path, (bytes) => sheets.set(kind, { bytes, rows: file.rows ?? 0 }));
      if (!isSame) return waits(`${file.name} 与清单摘要不符`);
    }
    return { kind: 'complete', batch: { ...batch, sheets, attachments } };
  }

  async #readSheet(file: ListedFile, path: string, keep: (bytes: Buffer) => void): Promise<boolean> {
    const bytes = await readWhole(this.#folder, path, MAX_SHEET_BYTES);
    keep(bytes);
    return isDigest(file, digestOf(file.digestName, bytes));
  }

  async #digestAttachment(file: ListedFile, path: string, keep: Map<string, Attachment>): Promise<boolean> {
    const digests = { sha256: runningDigest('sha256'), sm3: runningDigest('sm3') };
    let size = 0;
    for await (const chunk of this.#folder.read(path, MAX_ATTACHMENT_BYTES)) {
      digests.sha256.update(chunk);
      digests.sm3.update(chunk);
      size += chunk.length;
    }
    const values = { sha256: digests.sha256.digest(), sm3: digests.sm3.digest() };
    keep.set(file.name, { name: file.name, path, size, sha256: hex(values.sha256), sm3: hex(values.sm3) });
    return isDigest(file, values[file.digestName]);
  }
}

interface Lying extends DropEntry {
  readonly path: string;
}

interface Found {
  readonly file: ListedFile;
  readonly at: Lying;
}

function lyingIn(place: string, entries: readonly DropEntry[]): Lying[] {
  return entries.map((entry) => ({ ...entry, path: `${place}/${entry.name}` }));
}

/** Before anything of them is read. @throws QingxinFileError. */
function checkSizes(files: readonly ListedFile[]): void {
  for (const { name, size, rows } of files) {
    const max = rows === undefined ? MAX_ATTACHMENT_BYTES : MAX_SHEET_BYTES;
    if (size > max) throw new QingxinFileError(`${name} 有 ${size} 字节，超过 ${max}`);
  }
}

function isDigest(file: ListedFile, value: Uint8Array): boolean {
  const expected = fromHex(file.digest);
  return expected !== undefined && equalBytes(expected, value);
}

function waits(reason: string): Looked {
  return { kind: 'waits', reason };
}
