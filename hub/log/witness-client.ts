import { hex, sha256, utf8 } from '#crypto/primitives';
import {
  type AddCheckpoint,
  formatAddCheckpoint,
  type NoteVerifier,
  parseNote,
  signatureLine,
  verifyNote,
} from '#crypto/tlog';
import { readBounded, reasonOf } from './remote-answer.js';

/** A witness as the policy names it. */
export interface WitnessPeer {
  readonly name: string;
  /** Submission prefix. */
  readonly url: string;
  readonly verifier: NoteVerifier;
}

/** What a witness said to a checkpoint. */
export type WitnessSaid =
  | { readonly kind: 'COSIGNED'; readonly line: string }
  | { readonly kind: 'HAS_SEEN'; readonly size: number }
  | { readonly kind: 'FAILED'; readonly reason: string };

/** No answer is longer. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** C2SP tlog-witness, the log's side. Nothing of what a witness says is believed without its signature. */
export async function askWitness(
  witness: WitnessPeer,
  asks: AddCheckpoint,
  timeoutMs: number,
): Promise<WitnessSaid> {
  try {
    const response = await fetch(`${witness.url}/add-checkpoint`, {
      method: 'POST',
      body: formatAddCheckpoint(asks),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await readBounded(response, MAX_ANSWER_BYTES)).toString('utf8');
    if (response.status === 200) return cosigned(witness, asks.checkpoint, text);
    const size = /^(0|[1-9]\d{0,15})\n$/.exec(text)?.[1];
    if (response.status === 409 && size !== undefined && Number(size) !== asks.oldSize) {
      return { kind: 'HAS_SEEN', size: Number(size) };
    }
    return { kind: 'FAILED', reason: `HTTP ${response.status} ${text.slice(0, 200).trim()}` };
  } catch (error) {
    return { kind: 'FAILED', reason: reasonOf(error) };
  }
}

/** The checkpoint of a log that the witness cosigned last, as it shows it to monitors. @returns undefined when it shows none. */
export async function latestAtWitness(
  witness: WitnessPeer,
  origin: string,
  timeoutMs: number,
): Promise<string | undefined> {
  try {
    const response = await fetch(`${witness.url}/${hex(sha256(utf8(origin)))}/checkpoint`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await readBounded(response, MAX_ANSWER_BYTES)).toString('utf8');
    return response.status === 200 ? text : undefined;
  } catch {
    return undefined; // it cannot be asked now; it will say so when it is asked to cosign
  }
}

function cosigned(witness: WitnessPeer, checkpoint: string, lines: string): WitnessSaid {
  const note = parseNote(checkpoint + lines);
  if (note === undefined || (verifyNote(note, [witness.verifier]) ?? []).length === 0) {
    return { kind: 'FAILED', reason: 'its answer holds no right cosignature of its key' };
  }
  const { name, keyId } = witness.verifier;
  const own = note.lines.find((line) => line.name === name && line.keyId === keyId);
  return own === undefined
    ? { kind: 'FAILED', reason: 'its answer holds no cosignature of its key' }
    : { kind: 'COSIGNED', line: signatureLine(own, own.signature) };
}
