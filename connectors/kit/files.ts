import { hex, sha256, sm3 } from '#crypto/primitives';
import type { BlobRef } from '#proto/schema';

/** Names a file of the platform by what is in it. */
export function blobRefOf(bytes: Uint8Array, mediaType: string, fileName: string): BlobRef {
  return { sha256: hex(sha256(bytes)), sm3: hex(sm3(bytes)), size: bytes.length, mediaType, fileName };
}
