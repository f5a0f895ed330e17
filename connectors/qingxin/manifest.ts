import { type DigestName, digest, hex } from '#crypto/primitives';
import { MANIFEST_COLUMNS } from './columns.js';
import { QingxinFileError } from './errors.js';
import { kindOf } from './names.js';
import { readSheet, writeSheet } from './sheet.js';

/** One file of a batch, as the manifest says it is. */
export interface ListedFile {
  readonly name: string;
  readonly size: number;
  /** Without header and empty lines; of a sheet alone. */
  readonly rows: number | undefined;
  readonly digestName: DigestName;
  /** Hex. */
  readonly digest: string;
}

/** The last row: without it the manifest is not finished. */
const TOTAL = '合计';
const DIGESTS: Readonly<Record<string, DigestName>> = { SM3: 'sm3', 'SHA-256': 'sha256' };
const NUMBER = /^\d{1,12}$/;
export const MAX_MANIFEST_BYTES = 256 * 1024;

/**
 * @returns undefined while it is not finished.
 * @throws QingxinFileError for a finished one that cannot be; a name that is none of the batch's above all
 * (proved by test/unit/connectors/qingxin-manifest.test.ts).
 */
export function parseManifest(batch: string, bytes: Buffer): readonly ListedFile[] | undefined {
  if (!isFinished(bytes)) return undefined;
  const { rows } = readSheet(bytes, MANIFEST_COLUMNS);
  const total = rows.at(-1);
  if (total?.values.文件名 !== TOTAL) return undefined;
  const files = rows.slice(0, -1).map(({ values, faults, line }) => {
    const {
      文件名: name = '',
      字节数: size = '',
      行数: count,
      摘要算法: algorithm = '',
      摘要: value = '',
    } = values;
    const digestName = DIGESTS[algorithm.toUpperCase()];
    const isGood =
      faults.length === 0 &&
      kindOf(batch, name) !== undefined &&
      NUMBER.test(size) &&
      (count === undefined || NUMBER.test(count)) &&
      (kindOf(batch, name) === 'attachment') === (count === undefined) &&
      /^[0-9a-fA-F]{64}$/.test(value);
    if (!isGood || digestName === undefined) throw new QingxinFileError(`清单第 ${line} 行不合规定`);
    const listedRows = count === undefined ? undefined : Number(count);
    return { name, size: Number(size), rows: listedRows, digestName, digest: value.toLowerCase() };
  });
  check(files, total.values);
  return files;
}

/** Of files that are written already; the manifest is written last. */
export function writeManifest(
  files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly rows?: number }[],
): Buffer {
  const rows = files.map(({ name, bytes, rows: count }) => ({
    文件名: name,
    字节数: String(bytes.length),
    行数: count === undefined ? '' : String(count),
    摘要算法: 'SM3',
    摘要: hex(digest('sm3', bytes)),
  }));
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const total = { 文件名: TOTAL, 字节数: String(size), 行数: String(files.length) };
  return writeSheet(MANIFEST_COLUMNS, [...rows, total]);
}

/** A manifest that is being written may end anywhere; only a finished one ends with a line break. */
function isFinished(bytes: Buffer): boolean {
  return bytes.at(-1) === 0x0a;
}

function check(
  files: readonly ListedFile[],
  total: { readonly 字节数?: string; readonly 行数?: string },
): void {
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  if (names.size !== files.length) throw new QingxinFileError('清单中有文件出现两次');
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (total.字节数 !== String(size) || total.行数 !== String(files.length)) {
    throw new QingxinFileError('清单合计不符');
  }
}
