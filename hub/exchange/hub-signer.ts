import { type MessageKey, type SignedParts, signMessage } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';

/** Signs what the hub itself says to a peer. */
export class HubSigner {
  readonly #hubId: string;
  readonly #key: MessageKey;
  readonly #runtime: Pick<Runtime, 'now' | 'newId'>;

  constructor(hubId: string, key: MessageKey, runtime: Pick<Runtime, 'now' | 'newId'>) {
    this.#hubId = hubId;
    this.#key = key;
    this.#runtime = runtime;
  }

  /** @param type of the message, as in `cty`. */
  sign(type: string, audience: string, statement: object): SignedParts {
    return signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: this.#hubId,
        audience,
        messageId: this.#runtime.newId(),
        issuedAt: this.#runtime.now(),
        payload: utf8(JSON.stringify(statement)),
      },
      this.#key,
    );
  }
}
