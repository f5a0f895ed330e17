import { hmacSha256, utf8 } from '#crypto/primitives';
import type { CertificateHolder } from '#proto/schema';

/**
 * Names holders without saying who they are. A plain hash of a citizen's number can be guessed by trying all of them; without
 * the key, which is not in the database, a tag cannot (proved by test/unit/hub/exchange/holder-tags.test.ts).
 */
export class HolderTags {
  readonly #key: Uint8Array;

  /** @param key 32 random bytes. */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new TypeError('the key of holder tags has 32 bytes');
    this.#key = key;
  }

  /** The same for every spelling of the code. */
  of({ codeType, code }: CertificateHolder): Uint8Array {
    return hmacSha256(
      this.#key,
      utf8(`tongban/holder/v1\0${codeType}\0${code.normalize('NFKC').toUpperCase()}`),
    );
  }
}
