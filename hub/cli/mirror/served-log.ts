import { parseRestampIndex } from '#crypto/timestamp';
import { parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH } from '#crypto/tlog';
import type { ListedFile, LogSource, Piece, PieceKind } from '#crypto/verify/log';
import { parseRevocationNames } from '#crypto/x509/certificate';
import {
  FalseLogError,
  MAX_RESTAMP_INDEX_BYTES,
  MAX_REVOCATION_LIST_BYTES,
  MAX_STAMP_LIST_BYTES,
  parseStampList,
  RESTAMP_LIST,
  REVOCATION_LIST,
  restampFiles,
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
  /** Read once: what they name is listed by the same reading that is shown. */
  readonly #lists = new Map<string, Uint8Array>();

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
    if (paths.length > 0) paths.push(...(await this.#revocationFiles()), ...(await this.#restampFiles()));
    return [...new Set(paths)].map((path) => ({ path, size: 0 }));
  }

  override async readOther(file: ListedFile, maxBytes: number): ReturnType<ServedTree['readOther']> {
    return this.#lists.get(file.path) ?? super.readOther(file, maxBytes);
  }

  /** The list and what it names; what is wrong with it is for the verifier to say. */
  async #revocationFiles(): Promise<readonly string[]> {
    const list = await this.#readList(REVOCATION_LIST, MAX_REVOCATION_LIST_BYTES);
    if (list === undefined) return [];
    const names = (parseRevocationNames(list) ?? []).map(({ name }) => revocationPath(name));
    return [REVOCATION_LIST, ...names];
  }

  /** The same of time stamps over others. */
  async #restampFiles(): Promise<readonly string[]> {
    const list = await this.#readList(RESTAMP_LIST, MAX_RESTAMP_INDEX_BYTES);
    if (list === undefined) return [];
    const listed = (parseRestampIndex(list) ?? []).filter(({ last }) => last <= this.#size);
    const files = listed.flatMap((each) => Object.values<string>(restampFiles(each)));
    const revocation = listed.flatMap((each) => each.revocation.map(revocationPath));
    return [RESTAMP_LIST, ...files, ...revocation];
  }

  async #readList(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const list = await this.#files.readIfThere(path, maxBytes);
    if (list !== undefined) this.#lists.set(path, list);
    return list;
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
