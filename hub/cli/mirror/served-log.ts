import { parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH } from '#crypto/tlog';
import type { ListedFile, LogSource, Piece, PieceKind } from '#crypto/verify/log';
import { parseRevocationNames } from '#crypto/x509/certificate';
import {
  FalseLogError,
  MAX_REVOCATION_LIST_BYTES,
  MAX_STAMP_LIST_BYTES,
  parseStampList,
  REVOCATION_LIST,
  revocationPath,
  STAMP_LIST,
  stampFiles,
} from '#hub/log';
import { type ServedFiles, UnreadLogError } from './served-files.js';
import { ServedTree } from './served-tree.js';

const SM3 = 'sm3/';

/** A log that somebody serves, with the SM3 tree beside it and its time stamps. */
export class ServedLog extends ServedTree {
  readonly #files: ServedFiles;
  readonly #size: number;
  readonly #sm3: ServedTree;
  #isSm3Read = false;
  /** Read once: what it names is listed by the same reading that is shown. */
  #revocationList: Uint8Array | undefined;

  private constructor(files: ServedFiles, note: Uint8Array, sm3: Uint8Array | undefined) {
    super(files, '', note);
    this.#files = files;
    this.#size = parseCheckpoint(parseNote(Buffer.from(note).toString())?.text ?? '')?.size ?? 0;
    this.#sm3 = new ServedTree(files, SM3, sm3);
  }

  /**
   * Reads the checkpoints, that of the SM3 tree first: of a log that grows it has then no entry that the other has not.
   * @throws FalseLogError, UnreadLogError.
   */
  static async open(files: ServedFiles): Promise<ServedLog> {
    const sm3 = await ServedTree.readNote(files, SM3);
    const note = await ServedTree.readNote(files, '');
    if (note === undefined) throw new UnreadLogError('no checkpoint is served there');
    return new ServedLog(files, note, sm3);
  }

  override under(prefix: string): LogSource {
    if (prefix !== SM3) return super.under(prefix);
    this.#isSm3Read = true;
    return this.#sm3;
  }

  /** The time stamps. Of those the server lists them; what was stamped after the checkpoint that was read is not asked for. */
  override async takeOthers(isWanted: (path: string) => boolean): Promise<readonly ListedFile[]> {
    if (!isWanted(STAMP_LIST)) return [];
    const list = await this.#files.readIfThere(STAMP_LIST, MAX_STAMP_LIST_BYTES);
    const sizes = list === undefined ? [] : parseStampList(list)?.filter((size) => size <= this.#size);
    if (sizes === undefined) throw new FalseLogError(`${STAMP_LIST} is no list of time stamps`);
    const paths = sizes.flatMap((size) => Object.values(stampFiles(size)));
    if (paths.length > 0) paths.push(...(await this.#revocationFiles()));
    return paths.map((path) => ({ path, size: 0 }));
  }

  override async readOther(file: ListedFile, maxBytes: number): ReturnType<ServedTree['readOther']> {
    if (file.path !== REVOCATION_LIST || this.#revocationList === undefined)
      return super.readOther(file, maxBytes);
    return this.#revocationList;
  }

  /** The list and what it names; what is wrong with it is for the verifier to say. */
  async #revocationFiles(): Promise<readonly string[]> {
    this.#revocationList = await this.#files.readIfThere(REVOCATION_LIST, MAX_REVOCATION_LIST_BYTES);
    if (this.#revocationList === undefined) return [];
    const names = parseRevocationNames(this.#revocationList) ?? [];
    return [REVOCATION_LIST, ...new Set(names.map(({ name }) => revocationPath(name)))];
  }

  /** With a bundle come the tiles that it will be held against. */
  override read(kind: PieceKind, piece: Piece): ReturnType<ServedTree['read']> {
    const tile = kind === 'entries' ? parseTilePath(piece.path)?.tile : undefined;
    if (tile !== undefined) {
      this.expect(tile);
      if (this.#isSm3Read && tile.width === TILE_WIDTH) this.#sm3.expect(tile);
    }
    return super.read(kind, piece);
  }
}
