import { type CredentialToIssue, issueCredential, type PresentationExpectation } from '#crypto/credential';
import { messageKey } from '#crypto/jose';
import { base64url, createRandom, generatePrivateKey, type PrivateKey, type Suite } from '#crypto/primitives';

export const NOW = Date.UTC(2026, 10, 22, 10);
export const NONCE = 'c2l4dGVlbiBieXRlcyEh';
export const AUDIENCE = 'window-3.henan';
export const TYPE = '11100000MB0143028R001';
const DAY = 86_400_000;

/** An issuer and a holder, and credentials from one to the other. */
export class CredentialStage {
  readonly issuer;
  readonly holder: PrivateKey;
  readonly random = createRandom();

  constructor(suite: Suite, holderSuite: Suite = suite) {
    this.issuer = messageKey(generatePrivateKey(suite));
    this.holder = generatePrivateKey(holderSuite);
  }

  issue(fields: Readonly<Record<string, unknown>>, more: Partial<CredentialToIssue> = {}): Promise<string> {
    const times = { issuedAt: NOW - DAY, expiresAt: NOW + DAY };
    const plain = { issuer: 'guangdong', type: TYPE, holderKey: this.holder.publicKey, fields, ...times };
    return issueCredential({ ...plain, ...more }, this.issuer, this.random);
  }

  /** A verifier that asks for these fields, and gives each nonce once. */
  expecting(fields: readonly string[], more: Partial<PresentationExpectation> = {}): PresentationExpectation {
    const taken = new Set<string>();
    return {
      type: TYPE,
      fields,
      audience: AUDIENCE,
      nonce: NONCE,
      now: NOW,
      maxAgeMs: 60_000,
      keyOf: (issuer, kid) =>
        issuer === 'guangdong' && kid === this.issuer.kid ? this.issuer.key.publicKey : undefined,
      takeNonce: (nonce) => !taken.has(nonce) && taken.add(nonce).size > 0,
      ...more,
    };
  }

  newNonce(): string {
    return base64url(this.random(16));
  }
}
