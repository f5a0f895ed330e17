import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LogTurn, ProvenEntry } from '#crypto/evidence';
import { base64, fromBase64 } from '#crypto/primitives';
import { formatTlogProof, parseTlogProof } from '#crypto/tlog';
import { readIfThere, writeDurably, writeOnce } from './durable-file.js';

/** How a log ended and the next one began, as it was proven; in the folder of the log that has ended. */
const TURN = 'turn.json';
/** The same as the hub told it, where it cannot be true. */
const REFUSED = 'refused-turn.json';

const EntrySchema = z.strictObject({ leaf: z.base64(), proof: z.string() });
const TurnSchema = z.strictObject({ closed: EntrySchema, opened: EntrySchema });

/** @returns undefined while none was followed. @throws Error when what was kept cannot be read. */
export async function readTurn(folder: string): Promise<LogTurn | undefined> {
  const file = join(folder, TURN);
  const bytes = await readIfThere(file);
  if (bytes === undefined) return undefined;
  try {
    const { closed, opened } = TurnSchema.parse(JSON.parse(bytes.toString('utf8')));
    return { closed: readEntry(closed), opened: readEntry(opened) };
  } catch (cause) {
    throw new Error(`${file} cannot be read; move it away only when you know why`, { cause });
  }
}

/** On disk once this resolves. @returns false when one is kept already, which stands. */
export async function keepTurn(folder: string, turn: LogTurn): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return writeOnce(join(folder, TURN), formatTurn(turn));
}

/** Evidence of what was refused; what was kept before stands. @returns where it is. */
export async function keepRefusedTurn(folder: string, turn: LogTurn, fault: string): Promise<string> {
  const file = join(folder, REFUSED);
  if ((await readIfThere(file)) === undefined) await writeDurably(file, formatTurn(turn, { fault }));
  return file;
}

/** @returns where the evidence of a refused turn is; undefined when there is none. */
export async function findRefusedTurn(folder: string): Promise<string | undefined> {
  const file = join(folder, REFUSED);
  return (await readIfThere(file)) === undefined ? undefined : file;
}

function formatTurn({ closed, opened }: LogTurn, more: object = {}): string {
  return `${JSON.stringify({ ...more, closed: formatEntry(closed), opened: formatEntry(opened) }, null, 1)}\n`;
}

function formatEntry({ leaf, proof }: ProvenEntry): z.output<typeof EntrySchema> {
  return { leaf: base64(leaf), proof: formatTlogProof(proof) };
}

function readEntry({ leaf, proof: text }: z.output<typeof EntrySchema>): ProvenEntry {
  const [bytes, proof] = [fromBase64(leaf), parseTlogProof(text)];
  if (bytes === undefined || proof === undefined) throw new Error('not an entry of a log');
  return { leaf: bytes, proof };
}
