import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import iconv from 'iconv-lite';
import type { Row } from './qingxin-format.js';

/** The files of Qingxin's platform: CSV in GB18030, and a manifest beside them. It reads what it is given in good faith. */

const ENCODING = 'gb18030';

/** The platform's own rule: an apostrophe before what a spreadsheet would calculate. */
const CALCULATED = /^[=+\-@']/;
const NUMBERS: readonly string[] = ['证件号码', '持证主体代码'];

export function toCsv(header: readonly string[], rows: readonly Row[]): Buffer {
  const lines = [header, ...rows.map((row) => header.map((column) => guarded(column, row[column] ?? '')))];
  return iconv.encode(`${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n\r\n`, ENCODING);
}

export function fromCsv(bytes: Buffer): Row[] {
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  const lines: string[][] = [[]];
  for (const [, text = '', end] of iconv.decode(bytes, ENCODING).matchAll(cell)) {
    lines.at(-1)?.push(text.replaceAll('""', '"').replace(/^'/, ''));
    if (end !== ',') lines.push([]);
  }
  const [header = [], ...rows] = lines.slice(0, -1);
  return rows.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i] ?? ''])));
}

export interface OutFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows?: number;
}

const MANIFEST = ['文件名', '字节数', '行数', '摘要算法', '摘要'];

function manifestOf(files: readonly OutFile[]): Buffer {
  const rows = files.map(({ name, bytes, rows: count }) => ({
    文件名: name,
    字节数: String(bytes.length),
    行数: count === undefined ? '' : String(count),
    摘要算法: 'SHA-256',
    摘要: createHash('sha256').update(bytes).digest('hex'),
  }));
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return toCsv(MANIFEST, [...rows, { 文件名: '合计', 字节数: String(size), 行数: String(files.length) }]);
}

/** Files that a manifest lists. @throws RangeError when it is none, or when a file is not what it says. */
export function readListed(folder: string, manifest: string): Map<string, Buffer> {
  const rows = fromCsv(readFileSync(join(folder, manifest)));
  if (rows.pop()?.文件名 !== '合计') throw new RangeError(`${manifest} 不是完整的清单`);
  const files = new Map<string, Buffer>();
  for (const { 文件名: name = '', 摘要: digest } of rows) {
    const bytes = readFileSync(join(folder, name));
    if (createHash('sm3').update(bytes).digest('hex') !== digest) throw new RangeError(`${name} 与清单不符`);
    files.set(name, bytes);
  }
  return files;
}

/** The manifest last, or who reads it too early would wait for the rest. */
export async function writeBatch(
  folder: string,
  batch: string,
  files: readonly OutFile[],
  pieceMs = 2,
): Promise<void> {
  for (const { name, bytes } of [...files, { name: `${batch}.ok`, bytes: manifestOf(files) }]) {
    await writeSlowly(join(folder, name), bytes, pieceMs);
  }
}

/** Receipts: read, and taken away; what cannot be read is set aside. */
export function takeBatches(folder: string, take: (files: ReadonlyMap<string, Buffer>) => void): void {
  for (const manifest of manifestsIn(folder)) {
    try {
      const files = readListed(folder, manifest);
      take(files);
      for (const name of [manifest, ...files.keys()]) rmSync(join(folder, name), { force: true });
    } catch (error) {
      if (isGone(error)) continue; // laid down anew at this moment: it is whole at the next look
      setAside(folder, manifest, error);
    }
  }
}

/** What others have laid down and take away themselves, when it was answered: each is looked at once while it lies there. */
export class OthersBatches {
  readonly #folder: string;
  #known: ReadonlySet<string> = new Set();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns manifests that did not lie there at the last look. */
  fresh(): string[] {
    const known = this.#known;
    const lying = manifestsIn(this.#folder).flatMap((manifest) => {
      const stamp = stampOf(join(this.#folder, manifest));
      return stamp === undefined ? [] : [{ manifest, stamp }];
    });
    this.#known = new Set(lying.map(({ stamp }) => stamp));
    return lying.filter(({ stamp }) => !known.has(stamp)).map(({ manifest }) => manifest);
  }
}

/** As an old program does it: under its final name from the first byte on, in pieces. */
async function writeSlowly(path: string, bytes: Buffer, pieceMs: number): Promise<void> {
  const file = openSync(path, 'w');
  try {
    const piece = Math.ceil(bytes.length / 3) || 1;
    for (let at = 0; at < bytes.length; at += piece) {
      writeSync(file, bytes.subarray(at, at + piece));
      await sleep(pieceMs);
    }
  } finally {
    closeSync(file);
  }
}

/** For the platform's people: what could not be read, with the reason beside it. */
function setAside(folder: string, manifest: string, reason: unknown): void {
  const bad = join(folder, 'bad');
  mkdirSync(bad, { recursive: true });
  const batch = manifest.replace(/\.ok$/, '');
  for (const name of readdirSync(folder)) {
    if (name === manifest || name.startsWith(`${batch}-`)) renameSync(join(folder, name), join(bad, name));
  }
  writeFileSync(join(bad, `${batch}.txt`), `${reason}\n`);
}

/** One file for as long as it lies; another under the same name is another. @returns undefined when it is gone. */
function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${path} ${found.ino} ${found.mtimeMs}`;
}

function manifestsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.ok') && !name.startsWith('.'));
}

/** Taken away while it was read. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Identity numbers bear their apostrophe already. */
function guarded(column: string, text: string): string {
  return !NUMBERS.includes(column) && CALCULATED.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
