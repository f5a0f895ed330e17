import { hex, sha256, utf8 } from '#crypto/primitives';

/** A name of fixed form, for a file, of what a platform named as it liked. */
export function hashedName(name: string): string {
  return hex(sha256(utf8(name))).slice(0, 24);
}
