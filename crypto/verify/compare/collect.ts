import { type BundleFiles, readZip } from '#crypto/evidence';
import { utf8Text } from '#crypto/primitives';
import { parseAddCheckpoint, parseCheckpoint, parseNote, parseTlogProof } from '#crypto/tlog';
import { parseStrictJson } from '#proto/schema';
import { MISBEHAVIOUR_HEADER, type Misbehaviour, parseMisbehaviour } from './misbehaviour.js';

/** A signed checkpoint as it was found; whose it is has not been looked at. */
export interface FoundCheckpoint {
  /** The file, and the file in the file. */
  readonly from: string;
  /** The signed note, verbatim. */
  readonly note: string;
}

export interface Found {
  readonly checkpoints: readonly FoundCheckpoint[];
  /** Proofs that others have written out. */
  readonly misbehaviour: readonly Misbehaviour[];
}

/**
 * Every signed checkpoint in a file, whatever it is: a checkpoint, a proof, a receipt or another JSON document with one, a
 * request to a witness, a bundle of evidence, a proof of misbehaviour. @throws BundleError for a zip that is not to be read.
 */
export async function checkpointsIn(name: string, bytes: Uint8Array): Promise<Found> {
  return isZip(bytes) ? inFiles(name, await readZip(bytes)) : inFile(name, bytes);
}

/** The same in a folder, or what was in a zip. */
export function inFiles(name: string, files: BundleFiles): Found {
  const found = [...files].map(([path, bytes]) => inFile(`${name}/${path}`, bytes));
  return {
    checkpoints: found.flatMap(({ checkpoints }) => checkpoints),
    misbehaviour: found.flatMap(({ misbehaviour }) => misbehaviour),
  };
}

function inFile(from: string, bytes: Uint8Array): Found {
  const text = textOf(bytes);
  if (text?.startsWith(MISBEHAVIOUR_HEADER)) {
    const proof = parseMisbehaviour(bytes);
    const notes = proof === undefined ? [] : [proof.older, proof.newer];
    return {
      checkpoints: notes.map((note) => ({ from, note })),
      misbehaviour: proof === undefined ? [] : [proof],
    };
  }
  const notes = text === undefined ? [] : [...new Set(notesIn(text, bytes))];
  return { checkpoints: notes.map((note) => ({ from, note })), misbehaviour: [] };
}

function notesIn(text: string, bytes: Uint8Array): string[] {
  if (isCheckpoint(text)) return [text];
  const proof = parseTlogProof(text)?.checkpoint ?? parseAddCheckpoint(text)?.checkpoint;
  if (proof !== undefined) return isCheckpoint(proof) ? [proof] : [];
  const json = parseStrictJson(bytes);
  return json.ok ? membersIn(json.value).filter(isCheckpoint) : [];
}

function isCheckpoint(source: string): boolean {
  const note = parseNote(source);
  return note !== undefined && parseCheckpoint(note.text) !== undefined;
}

/** What stands under `checkpoint`, at any depth: the strict reader has bounded it. */
function membersIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'checkpoint' && typeof member === 'string' ? member : membersIn(member),
  );
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b; // PK
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8Text(bytes);
  } catch {
    return undefined;
  }
}
