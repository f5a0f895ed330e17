import { concat, openOnce, sealOnce } from '#crypto/primitives';

/**
 * What is kept of a message so that it can be taken back: its contents under a key of its own. Whoever destroys the key and the
 * salt of the commitments leaves nothing that says, or confirms, what was in it. The signature goes with the contents: with the
 * public key it would confirm a guess.
 *
 *   sealed = 01 || AES-256-GCM(key, length of payload in 32 bits || payload || signature)
 */

export const CONTENT_KEY_BYTES = 32;

export interface MessageContent {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

const VERSION = 1;
const LENGTH_BYTES = 4;

export function sealContent(key: Uint8Array, { payload, signature }: MessageContent): Uint8Array {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, payload.length);
  return concat(Uint8Array.of(VERSION), sealOnce(key, concat(length, payload, signature)));
}

/** @returns undefined for what this key has not sealed. */
export function openContent(key: Uint8Array, sealed: Uint8Array): MessageContent | undefined {
  if (sealed[0] !== VERSION) return undefined;
  const opened = openOnce(key, sealed.subarray(1));
  if (opened === undefined) return undefined;
  const length = new DataView(opened.buffer, opened.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  return { payload: opened.subarray(LENGTH_BYTES, end), signature: opened.subarray(end) };
}
