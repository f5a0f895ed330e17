import {
  type CredentialToIssue,
  discloseCredential,
  issueCredential,
  presentCredential,
  verifyPresentation,
} from '#crypto/credential';
import type { MessageKey } from '#crypto/jose';
import { keyOfJwk } from '#crypto/jose/jwk';
import type { RandomBytes } from '#crypto/primitives';
import { statusListUri } from '#crypto/status-list';
import { HubError } from '#proto/errors';
import type { CertificateStatement } from '#proto/schema';
import type { Clock } from '../clock.js';
import { refusal } from '../outgoing.js';
import { isValidAt, type PeerKey } from '../peer-keys.js';
import { ReceiptError } from '../receipts.js';
import type {
  CertificateField,
  CredentialFacts,
  CredentialRequest,
  CredentialResult,
} from './province-certificates.js';

/** A credential that answers one scan is good for so long: to be looked at, not to be shown again. */
const LIFE_MS = 10 * 60_000;

/** A wallet comes again for a younger one; whether the certificate still holds, the status list says. */
const WALLET_LIFE_MS = 30 * 24 * 3_600_000;

/** A certificate's type, as its identifier (GB/T 36904) says it. */
const TYPE_AT = 5;

export interface CredentialIssuerParts {
  readonly platform: string;
  readonly key: MessageKey;
  readonly random: RandomBytes;
  readonly clock: Clock;
}

/** What a credential is made for: one scan of one code. */
export interface Scan {
  readonly certificateId: string;
  readonly requester: string;
  readonly code: string;
  readonly fields: readonly CertificateField[];
}

/** Signs credentials for the platform, with its key. */
export class CredentialIssuer {
  readonly #parts: CredentialIssuerParts;

  constructor(parts: CredentialIssuerParts) {
    this.#parts = parts;
  }

  /**
   * The fields of one scan and no others: what was not asked for is not in it, not even as a digest. With a wallet its key
   * signs for whom and for which code (proved by test/unit/connectors/certificate-answering.test.ts).
   */
  async answer({ certificateId, requester, code, fields }: Scan, facts: CredentialFacts): Promise<string> {
    const names = fields.map(({ name }) => name);
    const credential = await this.#issue({
      ...this.#of(certificateId, facts, LIFE_MS),
      holderKey: facts.wallet?.publicKey,
      fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    });
    if (facts.wallet === undefined) return discloseCredential(credential, names);
    const made = { fields: names, audience: requester, nonce: code, now: this.#parts.clock() };
    return presentCredential(credential, made, facts.wallet);
  }

  /** Everything that the wallet may show, bound to its key. */
  async toWallet({ certificateId, facts, fields, walletKey }: CredentialRequest): Promise<CredentialResult> {
    const holderKey = keyOfJwk(walletKey);
    if (holderKey === undefined) return refusal('MALFORMED', 'the key of the wallet cannot be used');
    try {
      const credential = await this.#issue({
        ...this.#of(certificateId, facts, WALLET_LIFE_MS),
        holderKey,
        fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
      });
      return { kind: 'issued', credential };
    } catch (error) {
      if (error instanceof HubError) return refusal(error.code, error.message);
      throw error;
    }
  }

  #issue(credential: CredentialToIssue): Promise<string> {
    return issueCredential(credential, this.#parts.key, this.#parts.random);
  }

  #of(certificateId: string, { issuer, place, status, validTo }: CredentialRequest['facts'], lifeMs: number) {
    const { platform, clock } = this.#parts;
    const issuedAt = clock();
    const lastMoment =
      validTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${validTo}T24:00:00+08:00`);
    return {
      issuer,
      place,
      type: certificateId.split('.')[TYPE_AT] ?? '',
      issuedAt,
      expiresAt: Math.min(issuedAt + lifeMs, lastMoment),
      status: status && { uri: statusListUri(platform, status.list), index: status.index },
    };
  }
}

/** What a window asked, and who has answered. */
export interface AskedCredential {
  readonly requester: string;
  readonly code: string;
  readonly fields: readonly string[];
  /** As the hub has it in its statement. */
  readonly certificate: CertificateStatement['certificates'][number];
  /** The issuing platform's, as the directory has it. */
  readonly key: PeerKey;
  readonly kid: string;
  readonly now: number;
}

/**
 * The fields of a credential, proven by the issuing platform's key: one that stands in the directory, for this issuer, place and
 * type, disclosing nothing that was not asked for.
 * @throws ReceiptError.
 */
export async function readCredential(text: string, asked: AskedCredential): Promise<CertificateField[]> {
  const { requester, code, fields, certificate, key, kid, now } = asked;
  const verdict = await verifyPresentation(text, {
    type: certificate.typeCode,
    fields,
    mayMiss: true, // what the certificate has not got
    audience: requester,
    nonce: code,
    now,
    maxAgeMs: LIFE_MS,
    acceptsUnbound: true, // the answer that it came in is signed for this use
    keyOf: (issuer, id) => (issuer === certificate.issuer && id === kid ? key.publicKey : undefined),
    takeNonce: () => true, // a code is taken by the hub, once
  });
  if (typeof verdict === 'string') throw new ReceiptError(`the credential: ${verdict}`);
  if (verdict.place !== certificate.divisionCode)
    throw new ReceiptError('the credential is of another place');
  if (!isValidAt(key, verdict.issuedAt)) throw new ReceiptError('the key of the credential was not valid');
  return Object.entries(verdict.fields).map(([name, value]) => ({ name, value: String(value) }));
}
