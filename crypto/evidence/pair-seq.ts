import { utf8, utf8Text } from '#crypto/primitives';

/**
 * Pair numbers are given together with the index, so until then a leaf is a draft: the bytes of the leaf without its member
 * `pairSeq`. What formatActDraft wrote is completed without reading all of it, for this is done for every act.
 */
export interface ActDraftBytes {
  readonly actor: string;
  readonly to: readonly string[];
  /** @returns the leaf. @param pairSeq a number for each recipient, in their order. */
  numbered(pairSeq: readonly number[]): Uint8Array;
}

const START = '{"actor":"';
const RECIPIENTS = ',"to":[';
/** Drafts of version 2 may wait in the queue of a log when its hub is brought up to date. */
const ENDS = ['"v":3}', '"v":2}'];

/** @returns undefined for bytes that are no draft: that leaf is whole already. */
export function readActDraft(bytes: Uint8Array): ActDraftBytes | undefined {
  const text = utf8Text(bytes);
  const at = text.lastIndexOf(RECIPIENTS);
  if (!ENDS.some((end) => text.endsWith(end)) || at < 0 || text[at - 1] === ']') return undefined; // "]" ends the numbers of a whole leaf
  const [head, tail] = [text.slice(0, at), text.slice(at)];
  const { to } = JSON.parse(`{${tail.slice(1)}`) as { to: string[] }; // as formatActDraft wrote it
  const actor = head.slice(START.length, head.indexOf('"', START.length));
  return { actor, to, numbered: (pairSeq) => utf8(`${head},"pairSeq":[${pairSeq.join()}]${tail}`) };
}
