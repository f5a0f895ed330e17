import { type MessageKey, type SignedParts, signingInput } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { TestPeer } from './peer.js';

/** Messages that no honest platform would send, with signatures that are right unless a test says otherwise. */

type Bytes = string | Uint8Array;

/** Signs any bytes at all. */
export function signBytes(
  peer: TestPeer,
  header: Bytes,
  payload: Bytes,
  { key }: MessageKey = peer.material.messageKey,
): SignedParts {
  const parts = { protected: bytesOf(header), payload: bytesOf(payload) };
  return { ...parts, signature: key.sign(signingInput(parts)) };
}

/** The same message with other header members, signed anew; `undefined` leaves one out. */
export function withHeader(
  peer: TestPeer,
  parts: SignedParts,
  changes: Record<string, unknown>,
): SignedParts {
  return signBytes(peer, JSON.stringify({ ...headerOf(parts), ...changes }), parts.payload);
}

/** The same message with other payload bytes, signed anew. */
export function withPayload(peer: TestPeer, parts: SignedParts, payload: Bytes): SignedParts {
  return signBytes(peer, parts.protected, payload);
}

export function headerOf(parts: SignedParts): Record<string, unknown> {
  return JSON.parse(Buffer.from(parts.protected).toString()) as Record<string, unknown>; // signed by this kit
}

/** The bytes with one bit of one of them turned over. */
export function damaged(bytes: Uint8Array, at = bytes.length - 1): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function bytesOf(bytes: Bytes): Uint8Array {
  return typeof bytes === 'string' ? utf8(bytes) : bytes;
}
