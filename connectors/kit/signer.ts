import { type MessageKey, type SignedParts, signMessage } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';

/** Signs what the province says to the hub. */
export class Signer {
  readonly platform: string;
  readonly hubId: string;
  readonly #key: MessageKey;

  constructor(platform: string, hubId: string, key: MessageKey) {
    this.platform = platform;
    this.hubId = hubId;
    this.#key = key;
  }

  /** @param type of the message, as in `cty`. */
  sign(type: string, messageId: string, issuedAt: number, body: unknown): SignedParts {
    return signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: this.platform,
        audience: this.hubId,
        messageId,
        issuedAt,
        payload: utf8(JSON.stringify(body)),
      },
      this.#key,
    );
  }
}
