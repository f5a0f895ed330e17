import { type RandomAccess, type Spool, StoredArchive, StoredArchiveWriter } from '#crypto/archive/stored';

/** Stored archives in memory, to be looked into and altered. */

export function memorySpool(): Spool & { bytes(): Buffer } {
  const written: Uint8Array[] = [];
  return {
    write: async (bytes) => void written.push(Buffer.from(bytes)),
    chunks: async function* () {
      yield* written;
    },
    bytes: () => Buffer.concat(written),
  };
}

export function inMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** Of these files, whatever their order. */
export async function storedArchive(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const out = memorySpool();
  const writer = new StoredArchiveWriter(out, memorySpool());
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, content] of sorted) await writer.add(name, content);
  await writer.finish();
  return out.bytes();
}

export async function filesIn(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const opened = await StoredArchive.open(inMemory(archive));
  const files = new Map<string, Buffer>();
  for await (const file of opened.files()) files.set(file.name, Buffer.from(await opened.read(file)));
  return files;
}
