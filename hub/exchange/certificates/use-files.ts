import type { Runtime } from '#hub/runtime';
import { type blobs, type Database, certificateFiles as store } from '#hub/store';
import { ConflictError, NotFoundError, ValidationError } from '#proto/errors';
import { type BlobRef, CERTIFICATE_FILES } from '#proto/schema';
import { type BlobFolder, type OpenFile, takeBytes, type UploadProgress } from '../files.js';
import { Sweeps } from '../sweeps.js';

/** Where the bytes lie: a folder for each use, deleted as a whole. */
export interface UseFolders {
  of(useId: string): BlobFolder;
  /** The uses that have one. */
  list(): Promise<string[]>;
  remove(useId: string): Promise<void>;
}

export interface UseFilesParts {
  readonly db: Database;
  readonly folders: UseFolders;
  readonly runtime: Runtime;
  readonly onError: (error: Error) => void;
}

/** How late a file is deleted at most. */
const SWEEP_PERIOD_MS = 10_000;

const MEDIA_TYPES: readonly string[] = Object.values(CERTIFICATE_FILES);

/**
 * 证照文件: copies of certificates' files. The platform that is asked for one uploads it for that use; it is nobody's until the
 * use is released, then its requester's alone, and in the end it is deleted, read or not (proved by
 * test/integration/certificate-files.test.ts and test/fault/certificate-files.test.ts).
 */
export class UseFiles {
  readonly #parts: UseFilesParts;
  readonly #maxBytes: number;
  readonly #sweeps: Sweeps;

  constructor(parts: UseFilesParts, maxBytes: number) {
    this.#parts = parts;
    this.#maxBytes = maxBytes;
    this.#sweeps = new Sweeps(() => this.#sweep(), SWEEP_PERIOD_MS, parts.onError);
  }

  /** Announces the file, or asks how far it is. @throws NotFoundError unless the peer is being asked for it. */
  async open(peer: string, useId: string, blob: BlobRef): Promise<UploadProgress> {
    const { db, folders } = this.#parts;
    const { sha256, sm3, size, mediaType } = blob;
    if (size > this.#maxBytes) {
      throw new ValidationError('TOO_LARGE', `the file of a certificate has at most ${this.#maxBytes} bytes`);
    }
    if (!MEDIA_TYPES.includes(mediaType)) {
      throw new ValidationError('MALFORMED', 'the file is of another kind', {
        violations: [{ pointer: '/blob/mediaType', message: `one of ${MEDIA_TYPES.join(', ')}` }],
      });
    }
    const opened = await store.openUseFile(db, peer, { useId, sha256, sm3, size, mediaType });
    if (opened === undefined) throw new NotFoundError('NOT_FOUND', `no file is asked for by use ${useId}`);
    if (opened.isWhole) return { offset: size, complete: true };
    return { offset: await folders.of(useId).partialSize(peer, sha256), complete: false };
  }

  async append(
    peer: string,
    useId: string,
    { sha256, offset }: { readonly sha256: string; readonly offset: number },
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<UploadProgress> {
    const { db, folders, runtime } = this.#parts;
    const upload = await store.findOpenUseFile(db, peer, useId, sha256);
    if (upload === undefined) throw noUpload(useId);
    const folder = folders.of(useId);
    const size = await folder.append(peer, upload, offset, chunks);
    if (size < upload.size) return { offset: size, complete: false };
    const drop = () => store.dropUseFile(db, useId, sha256);
    await takeBytes({ folder, copy: runtime.newId(), drop }, peer, upload);
    if (!(await store.finishUseFile(db, useId, upload))) throw noUpload(useId);
    return { offset: size, complete: true };
  }

  /** @throws NotFoundError unless it was released to the peer and its time is not over, ConflictError past its end. */
  async read(peer: string, useId: string, sha256: string, offset: number): Promise<OpenFile> {
    const { db, folders, runtime } = this.#parts;
    const blob = await store.findReleasedUseFile(db, { useId, requester: peer, sha256 }, runtime.now());
    if (blob === undefined) throw new NotFoundError('NOT_FOUND', `no file ${sha256} of use ${useId}`);
    if (offset > blob.size) throw new ConflictError('OFFSET_MISMATCH', `the file has ${blob.size} bytes`);
    return { blob, offset, bytes: await folders.of(useId).read(blob, offset) };
  }

  /** Deletes what is over. */
  sweep(): Promise<void> {
    return this.#sweeps.now();
  }

  close(): Promise<void> {
    return this.#sweeps.close();
  }

  async #sweep(): Promise<void> {
    const { db, folders, runtime } = this.#parts;
    await db.transaction('certificate.forget', async (tx) => {
      store.forgetUseFiles(tx, runtime.now());
      // COMMIT POINT: certificate.forget. From here on nobody may read them. The bytes go next; a crash leaves bytes that no row
      // speaks of, which the next sweep finds (proved by test/fault/certificate-files.test.ts).
    });
    const there = await folders.list();
    const kept = await store.usesWithFiles(db, there);
    for (const useId of there.filter((each) => !kept.has(each))) await folders.remove(useId);
  }
}

function noUpload(useId: string): NotFoundError {
  return new NotFoundError('NOT_FOUND', `no upload for use ${useId} was opened, or it has ended`);
}

/** What is said of a file is what the hub has of it. */
export function isSameFile(said: BlobRef | undefined, held: blobs.BlobRow | undefined): boolean {
  return (
    said !== undefined &&
    held !== undefined &&
    said.sha256 === held.sha256 &&
    said.sm3 === held.sm3 &&
    said.size === held.size &&
    said.mediaType === held.mediaType
  );
}
