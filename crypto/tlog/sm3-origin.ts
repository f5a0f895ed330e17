import type { NoteVerifier } from './note.js';

/** The origin of the SM3 tree that a log keeps beside its own: a log by itself, with the same entries. */
export function sm3Origin(origin: string): string {
  return `${origin}${SUFFIX}`;
}

/** Whether a key in a `policy.gm` is of such a tree, and not of the SM2 line on the checkpoints of the log. */
export function isSm3Tree({ name }: Pick<NoteVerifier, 'name'>): boolean {
  return name.endsWith(SUFFIX);
}

const SUFFIX = '/sm3';
