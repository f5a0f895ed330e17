import type { Readable } from 'node:stream';
import type { Runtime } from '#hub/runtime';
import { blobs, type Database } from '#hub/store';
import { ConflictError, NotFoundError, RuleError, UnavailableError, ValidationError } from '#proto/errors';
import type { BlobRef } from '#proto/schema';
import { finishErasures } from './erasure.js';
import { Sweeps } from './sweeps.js';

/** Where the bytes of files lie. Knows nothing of peers. */
export interface BlobFolder {
  /** Bytes of an unfinished upload so far. */
  partialSize(peer: string, sha256: string): Promise<number>;
  /** Appends at the end. @throws ConflictError OFFSET_MISMATCH, ValidationError TOO_LARGE past `size`. */
  append(
    peer: string,
    blob: blobs.BlobRow,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<number>;
  /**
   * Copies the whole upload, and digests the copy: whoever still has the upload open can write to it, but not to what was
   * checked. @throws NotFoundError when the upload is gone.
   */
  seal(
    peer: string,
    sha256: string,
    copy: string,
  ): Promise<{ readonly sha256: string; readonly sm3: string }>;
  /** Puts a sealed copy where the file belongs, and forgets the upload. */
  keep(peer: string, sha256: string, copy: string): Promise<void>;
  /** Forgets the upload and its sealed copy. */
  discard(peer: string, sha256: string, copy: string): Promise<void>;
  /** Whether the file is where it belongs. */
  holds(blob: blobs.BlobRow): Promise<boolean>;
  /** Opens the file at once, so that one that is damaged shows before anything has been answered. */
  read(blob: blobs.BlobRow, offset: number): Promise<Readable>;
}

/** A folder of uploads that anybody may begin. */
export interface UploadFolder extends BlobFolder {
  /** Removes what lies unfinished and has not been written to since then, in unix milliseconds. */
  forgetUploads(before: number): Promise<void>;
  /** Removes the bytes of a file that is forgotten. */
  remove(sha256: string): Promise<void>;
}

export interface FilesParts {
  readonly db: Database;
  readonly folder: UploadFolder;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  /** Told how many whole files were forgotten because nothing ever named them. */
  readonly onForgotten: (count: number) => void;
  readonly onError: (error: Error) => void;
}

export interface FilesLimits {
  readonly blobBytes: number;
  /** Unfinished ones of one peer. */
  readonly openUploads: number;
  /** How long an unfinished one is kept after it was last asked for. */
  readonly uploadLifeMs: number;
  /** How long a whole one that nothing names is kept after it was last asked for. */
  readonly unnamedFileLifeMs: number;
}

/** How late an upload or a file is forgotten at most. */
const SWEEP_PERIOD_MS = 600_000;

/** Files looked at in one transaction: those who are about to name one of them wait for it. */
const UNNAMED_AT_ONCE = 200;

/** A file on its way out, from `offset` on. Whoever gets it reads it to the end or destroys it. */
export interface OpenFile {
  readonly blob: blobs.BlobRow;
  readonly offset: number;
  readonly bytes: Readable;
}

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes the hub holds: send the rest from here. */
  readonly offset: number;
  readonly complete: boolean;
}

/**
 * Files of cases: uploaded apart from messages, resumable, named by what is in them. What is never finished is forgotten, and
 * nobody has more than so many of these at once (proved by test/integration/unfinished-uploads.test.ts); so is what is never named,
 * and no case ever names what is gone (proved by test/fault/unnamed-files.test.ts).
 */
export class Files {
  readonly #db: Database;
  readonly #folder: UploadFolder;
  readonly #runtime: FilesParts['runtime'];
  readonly #limits: FilesLimits;
  readonly #onForgotten: FilesParts['onForgotten'];
  readonly #sweeps: Sweeps;

  constructor({ db, folder, runtime, onForgotten, onError }: FilesParts, limits: FilesLimits) {
    this.#db = db;
    this.#folder = folder;
    this.#runtime = runtime;
    this.#limits = limits;
    this.#onForgotten = onForgotten;
    this.#sweeps = new Sweeps(() => this.#sweep(), SWEEP_PERIOD_MS, onError);
  }

  /** Announces a file, or asks how far it is. */
  async open(peer: string, blob: BlobRef): Promise<UploadProgress> {
    const { blobBytes, openUploads } = this.#limits;
    if (blob.size > blobBytes)
      throw new ValidationError('TOO_LARGE', `a file has at most ${blobBytes} bytes`);
    const { sha256, sm3, size, mediaType } = blob;
    await blobs.keepUnnamed(this.#db, sha256, this.#runtime.now()); // before it is looked whether it is there
    if (await this.#mayName(peer, sha256)) return { offset: size, complete: true };
    const upload = { sha256, sm3, size, mediaType };
    if (!(await blobs.openUpload(this.#db, peer, upload, { now: this.#runtime.now(), openUploads }))) {
      throw new UnavailableError('RATE_LIMITED', `finish some of your ${openUploads} open uploads first`, {
        retryAfterMs: 10_000,
      });
    }
    return { offset: await this.#folder.partialSize(peer, sha256), complete: false };
  }

  /** Takes the next bytes of an announced file; the last ones complete it. */
  async append(
    peer: string,
    sha256: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<UploadProgress> {
    const upload = await blobs.findUpload(this.#db, peer, sha256);
    if (upload === undefined) throw new NotFoundError('NOT_FOUND', `no upload of ${sha256} was opened`);
    const size = await this.#folder.append(peer, upload, offset, chunks);
    if (size < upload.size) return { offset: size, complete: false };
    await this.#finish(peer, upload);
    return { offset: size, complete: true };
  }

  /**
   * @throws NotFoundError unless the peer uploaded the file, takes part in a case that names it, or in one that has waited for the
   * result that it is of; ConflictError past its end.
   */
  async read(peer: string, sha256: string, offset: number): Promise<OpenFile> {
    const [blob] = await blobs.findBlobs(this.#db, [sha256]);
    if (blob === undefined || !(await this.#mayRead(peer, sha256))) {
      throw new NotFoundError('NOT_FOUND', `no file ${sha256}`);
    }
    if (offset > blob.size) {
      throw new ConflictError('OFFSET_MISMATCH', `the file has ${blob.size} bytes`);
    }
    return { blob, offset, bytes: await this.#folder.read(blob, offset) };
  }

  /** Forgets what has been left unfinished, or unnamed. */
  sweep(): Promise<void> {
    return this.#sweeps.now();
  }

  close(): Promise<void> {
    return this.#sweeps.close();
  }

  /**
   * Rows and bytes go each by their own age: a crash between them leaves the bytes to the next sweep, and whoever goes on with an
   * upload is told how far it is by the bytes alone.
   */
  async #sweep(): Promise<void> {
    const before = this.#runtime.now() - this.#limits.uploadLifeMs;
    await blobs.forgetUploads(this.#db, before);
    await this.#folder.forgetUploads(before);
    await this.#forgetUnnamed(this.#runtime.now() - this.#limits.unnamedFileLifeMs);
  }

  async #forgetUnnamed(before: number): Promise<void> {
    for (let looked = UNNAMED_AT_ONCE; looked === UNNAMED_AT_ONCE; ) {
      const step = await this.#db.transaction('file.forget', (tx) =>
        blobs.forgetUnnamed(tx, before, UNNAMED_AT_ONCE),
      );
      // COMMIT POINT: file.forget. Before it whoever names one of them wins, and it stays; after it they are told that it is
      // missing. A crash leaves the bytes to the next sweep (proved by test/fault/unnamed-files.test.ts).
      looked = step.looked;
      if (step.gone > 0) this.#onForgotten(step.gone);
    }
    await finishErasures(this.#db, this.#folder);
  }

  async #finish(peer: string, upload: blobs.BlobRow): Promise<void> {
    const drop = () =>
      this.#db.transaction('blob.discard', async (tx) => blobs.dropUpload(tx, peer, upload.sha256));
    // The bytes are in place before the row says so; a crash between the two leaves a file that the next upload finds.
    await takeBytes({ folder: this.#folder, copy: this.#runtime.newId(), drop }, peer, upload);
    await this.#db.transaction('blob.finish', async (tx) => {
      await blobs.finishUpload(tx, peer, upload, this.#runtime.now());
      if (!(await this.#folder.holds(upload))) {
        throw new ConflictError('OFFSET_MISMATCH', 'it went with an erasure meanwhile; send it again');
      }
      // COMMIT POINT: blob.finish. From here on messages may name the file, and its bytes are there for as long as a case does
      // (proved by test/fault/erasure.test.ts).
    });
  }

  async #mayRead(peer: string, sha256: string): Promise<boolean> {
    return (await this.#mayName(peer, sha256)) || blobs.isAwaitedResult(this.#db, sha256, peer);
  }

  async #mayName(peer: string, sha256: string): Promise<boolean> {
    const access = await blobs.findBlobAccess(this.#db, [{ sha256, peerId: peer }]);
    return access.length > 0;
  }
}

/**
 * Puts an upload that is whole where the file belongs, if its bytes are those announced. @param to `drop` forgets that it was
 * announced. @throws RuleError DIGEST_MISMATCH.
 */
export async function takeBytes(
  to: { readonly folder: BlobFolder; readonly copy: string; readonly drop: () => Promise<void> },
  peer: string,
  { sha256, sm3 }: blobs.BlobRow,
): Promise<void> {
  const { folder, copy, drop } = to;
  const digests = await folder.seal(peer, sha256, copy);
  if (digests.sha256 !== sha256 || digests.sm3 !== sm3) {
    await folder.discard(peer, sha256, copy);
    await drop();
    throw new RuleError('DIGEST_MISMATCH', 'the bytes are not those announced; upload the file again');
  }
  await folder.keep(peer, sha256, copy);
}
