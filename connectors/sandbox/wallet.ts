import { presentCredential } from '#crypto/credential';
import { messageKey } from '#crypto/jose';
import { publicJwk } from '#crypto/jose/jwk';
import { generatePrivateKey } from '#crypto/primitives';

/** What a holder has on his telephone: a key that never leaves it, and credentials that are bound to it. */
export class Wallet {
  readonly #key = generatePrivateKey('P256');
  readonly #credentials = new Map<string, string>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A JSON Web Key. */
  publicKey(): Promise<object> {
    return publicJwk(this.#key.publicKey, messageKey(this.#key).kid);
  }

  keep(certificateId: string, credential: string): void {
    this.#credentials.set(certificateId, credential);
  }

  /** Some fields, to one window, in answer to its question. @throws RangeError when the wallet has no such credential. */
  show(
    certificateId: string,
    asked: { readonly fields: readonly string[]; readonly audience: string; readonly nonce: string },
  ): Promise<string> {
    const credential = this.#credentials.get(certificateId);
    if (credential === undefined) throw new RangeError(`no credential of ${certificateId}`);
    return presentCredential(credential, { ...asked, now: this.#now() }, this.#key);
  }
}
