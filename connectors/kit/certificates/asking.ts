import { readHeader, type SignedParts, signingInput, verifyParts } from '#crypto/jose';
import { hex, type PublicKey, sha256 } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import {
  CERTIFICATE_MESSAGES,
  type CertificateBody,
  type CertificateStatement,
  CertificateStatementSchema,
  readJson,
  validate,
} from '#proto/schema';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import type { PeerKeys } from '../peer-keys.js';
import { ReceiptError } from '../receipts.js';
import { partsOf } from '../signed-parts.js';
import type { Signer } from '../signer.js';
import { readCredential } from './credentials.js';
import { readHubStatement } from './hub-statement.js';
import type { UseRequest } from './province-certificates.js';
import type { SignedOnce } from './signed-once.js';

export interface AskingParts {
  readonly signer: Signer;
  readonly client: HubClient;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly peerKeys: PeerKeys;
  readonly signed: SignedOnce;
  readonly clock: Clock;
}

/** A certificate as the hub's statement has it. */
export type Entry = CertificateStatement['certificates'][number];
export type Answer = CertificateBody<'CertificateAnswer'>;

/** What the hub has stated for us, and what the issuing platform has answered to these very words of ours. */
export interface Asked {
  readonly statement: CertificateStatement;
  /** Undefined when the directory alone has answered. */
  readonly answer: Answer | undefined;
}

/** Asks for one use, and believes nothing that comes back until the signatures over it hold. */
export class Asking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /**
   * @param step of the request that asks: asked again, it is the same message. @param body of a UseCertificate.
   * @throws ReceiptError, HubCallError, HubError, OtherWordsError.
   */
  async ask(request: Pick<UseRequest, 'ref' | 'occurredAt'>, step: string, body: object): Promise<Asked> {
    const { client, signed } = this.#parts;
    const { ref, occurredAt } = request;
    validate(CERTIFICATE_MESSAGES.UseCertificate, body, 'the platform’s data does not make a use');
    const use = await signed.sign({ ref: `${ref}/${step}`, occurredAt, type: 'UseCertificate', body });
    return this.#verify(use, await client.useCertificate(use));
  }

  async #verify(use: SignedParts, response: tongban.v1.UseCertificateResponse): Promise<Asked> {
    const statement = this.#statement(partsOf(response.statement));
    const { useId, answerSha256 } = statement;
    if (useId !== response.useId) throw new ReceiptError('the statement is about another use');
    if (response.answer == null) {
      if (answerSha256 !== undefined) throw new ReceiptError("the issuing platform's answer is missing");
      return { statement, answer: undefined };
    }
    const parts = partsOf(response.answer);
    if (hex(sha256(signingInput(parts))) !== answerSha256) throw new ReceiptError('it is another answer');
    const answer = await this.#answer(use, parts, statement.certificates[0]);
    if (answer.useId !== useId || answer.useSha256 !== hex(sha256(signingInput(use)))) {
      throw new ReceiptError('the answer is to another use');
    }
    return { statement, answer };
  }

  #statement(parts: SignedParts): CertificateStatement {
    const stated = readHubStatement(parts, 'CertificateStatement', this.#parts);
    if (stated === undefined) throw new ReceiptError("the hub's statement");
    return validate(CertificateStatementSchema, stated, 'the statement cannot be read');
  }

  async #answer(use: SignedParts, parts: SignedParts, certificate: Entry | undefined): Promise<Answer> {
    const header = readHeader(parts.protected);
    const key = await this.#parts.peerKeys.find(header.kid);
    const isIssuers = header.iss === certificate?.platform && key?.peerId === header.iss;
    const isAnswer = header.cty === 'tongban.v1.CertificateAnswer+json';
    if (key === undefined || !isIssuers || !isAnswer || !verifyParts(parts, header.alg, key.publicKey)) {
      throw new ReceiptError("the issuing platform's signature");
    }
    const body = validate(CERTIFICATE_MESSAGES.CertificateAnswer, readJson(parts.payload), 'the answer');
    if (body.certificateId !== certificate?.certificateId || body.state !== 'VALID') {
      throw new ReceiptError('the answer is about another certificate, or one that is not valid');
    }
    if (body.credential === undefined) return body;
    const asked = validate(CERTIFICATE_MESSAGES.UseCertificate, readJson(use.payload), 'our own use');
    const { presentation: code = '', fields } = asked;
    const requester = this.#parts.signer.platform;
    const now = this.#parts.clock();
    const told = { requester, code, fields, certificate, key, kid: header.kid, now };
    return { ...body, fields: await readCredential(body.credential, told) };
  }
}
