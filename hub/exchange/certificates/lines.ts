import type { SignedParts } from '#crypto/jose';

/** What an issuing platform is asked. */
export interface CertificateQuery {
  readonly useId: string;
  readonly requester: string;
  /** The requester's message, byte for byte. */
  readonly use: SignedParts;
  /** With a use by a code: what the hub signs about it. */
  readonly presentation: SignedParts | undefined;
}

/** The lines of issuing platforms to this process. hub/dispatch answers. */
export interface IssuerLines {
  /**
   * Asks over one of the platform's lines, and waits.
   * @returns what the platform signed; nothing of it is checked.
   * @throws UnavailableError ISSUER_UNREACHABLE when it has no line here with room, or does not answer in time.
   */
  ask(platform: string, query: CertificateQuery): Promise<SignedParts>;
}
