import { parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH } from '#crypto/tlog';
import type { ListedFile, LogSource, Piece, PieceKind } from '#crypto/verify/log';
import { FalseLogError, MAX_STAMP_LIST_BYTES, parseStampList, STAMP_LIST, stampFiles } from '#hub/log';
import { type ServedFiles, UnreadLogError } from './served-files.js';
import { ServedTree } from './served-tree.js';

const SM3 = 'sm3/';

/** A log that somebody serves, with the SM3 tree beside it and its time stamps. */
export class ServedLog extends ServedTree {
  readonly #files: ServedFiles;
  readonly #size: number;
  readonly #sm3: ServedTree;
  #isSm3Read = false;

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
    return sizes.flatMap((size) => Object.values(stampFiles(size)).map((path) => ({ path, size: 0 })));
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
