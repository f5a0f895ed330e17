import { examineFile, PdfError } from '#crypto/copies';
import type { SealTrust } from '#crypto/eseal';
import { readHeader, type SignedParts, signingInput, verifyParts } from '#crypto/jose';
import { OfdError } from '#crypto/ofd';
import { hex, type PublicKey, sha256, sm3 } from '#crypto/primitives';
import type { NoteVerifier } from '#crypto/tlog';
import type { tongban } from '#proto/codec';
import { HubError } from '#proto/errors';
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
import { HubCallError } from '../hub-error.js';
import type { ConnectorLog } from '../log.js';
import { refusal } from '../outgoing.js';
import type { PeerKeys } from '../peer-keys.js';
import type { Refusal } from '../province.js';
import { ReceiptError, verifyCertificateReceipt } from '../receipts.js';
import { partsOf } from '../signed-parts.js';
import type { Signer } from '../signer.js';
import { readCredential } from './credentials.js';
import type { OpenRequest, OpenResult, ScanRequest, UseRequest, UseResult } from './province-certificates.js';
import { fetchReleased, NOBODY } from './released-file.js';
import { OtherWordsError, type SignedOnce } from './signed-once.js';
import type { VerdictCache } from './verdict-cache.js';

export interface UsingParts {
  readonly signer: Signer;
  readonly client: HubClient;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly peerKeys: PeerKeys;
  readonly signed: SignedOnce;
  /** Whose seals the windows believe; undefined: nobody's. */
  readonly seals: SealTrust | undefined;
  readonly verdicts: VerdictCache;
  readonly logVerifier: NoteVerifier;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

type Entry = CertificateStatement['certificates'][number];
type Answer = CertificateBody<'CertificateAnswer'>;
type Released = Extract<UseResult, { kind: 'released' }>;

interface Verified {
  readonly statement: CertificateStatement;
  readonly answer: Answer | undefined;
}

/**
 * 用证 by the province's own windows: the holder's consent is passed on, the certificate found, its contents asked for. What
 * comes back is the issuing platform's word, by its own signature, for these very words of ours.
 */
export class Using {
  readonly #parts: UsingParts;

  constructor(parts: UsingParts) {
    this.#parts = parts;
  }

  /** Nothing is tried again here: the window sees what is the matter, and asks again under the same `ref`. */
  use(request: UseRequest): Promise<UseResult> {
    const { ref, typeCode } = request;
    return this.#parts.verdicts.through(request, () =>
      this.#told({ ref, typeCode }, () => this.#use(request)),
    );
  }

  async #told(facts: object, work: () => Promise<UseResult>): Promise<UseResult> {
    const { log } = this.#parts;
    try {
      const result = await work();
      log.info({ ...facts, result: result.kind }, 'a certificate was used');
      return result;
    } catch (error) {
      const refused = refusalOf(error);
      const level = error instanceof ReceiptError ? 'error' : 'warn';
      log[level]({ ...facts, err: String(error) }, 'a certificate could not be used');
      return refused;
    }
  }

  /** A code that was scanned. The code is used up by whoever's message comes first, so nothing is tried again here either. */
  scan(request: ScanRequest): Promise<UseResult> {
    const { ref, code: presentation, fields } = request;
    return this.#told({ ref, what: 'a scan' }, async () => {
      const body = { operation: 'PRESENTATION', presentation, fields, ...common(request, {}) };
      const { statement, answer } = await this.#ask(request, 'scan', body);
      const [certificate] = statement.certificates;
      if (certificate === undefined || answer === undefined) throw new ReceiptError('nothing was answered');
      return released(statement, certificate, answer);
    });
  }

  /** A code for a holder to show, proven to be in the log. */
  async open({ ref, occurredAt, ...body }: OpenRequest): Promise<OpenResult> {
    const { signed, client, logVerifier } = this.#parts;
    const type = 'PresentationOpened';
    try {
      validate(CERTIFICATE_MESSAGES[type], body, 'the platform’s data does not open a presentation');
      const message = await signed.sign({ ref: `${ref}/open`, occurredAt, type, body });
      const { acknowledgement, code, expiresAt } = await client.openPresentation(message);
      if (acknowledgement == null || acknowledgement.pending) {
        throw new HubCallError('UNAVAILABLE', 'the log has not got to the presentation yet');
      }
      verifyCertificateReceipt(message, acknowledgement, logVerifier);
      return { kind: 'opened', code, expiresAt };
    } catch (error) {
      return refusalOf(error);
    }
  }

  async #use(request: UseRequest): Promise<UseResult> {
    const basis = await this.#basis(request);
    const certificateId = request.certificateId ?? (await this.#find(request, basis));
    const body = {
      operation: request.operation,
      certificateId,
      ...common(request, basis),
      ...wanted(request),
    };
    const { statement, answer } = await this.#ask(request, request.operation.toLowerCase(), body);
    const [certificate] = statement.certificates;
    if (certificate?.certificateId !== certificateId)
      throw new ReceiptError('it is about another certificate');
    const result = released(statement, certificate, answer);
    return answer === undefined ? result : { ...result, ...(await this.#particulars(request, answer)) };
  }

  /** What a window gets besides fields. */
  async #particulars(request: UseRequest, answer: Answer): Promise<Partial<Released>> {
    const { client, seals } = this.#parts;
    if (request.operation === 'FILE') return { file: await fetchReleased(client, answer, seals) };
    if (request.operation !== 'VERIFY') return {};
    const { matches, fileMatches } = answer;
    if (request.seenFile === undefined) return { matches };
    return { matches, fileMatches, examined: await examineFile(request.seenFile, seals ?? NOBODY) };
  }

  /** A consent is for this request alone: for finding the certificate, unless it is named, and for reading it. */
  async #basis({ basis, ...request }: UseRequest): Promise<{ consentId: string } | { duty: string }> {
    if (basis.kind === 'DUTY') return { duty: basis.duty };
    const { signer, client, signed } = this.#parts;
    const { holder, organisation, typeCode, purpose } = request;
    const message = await signed.sign({
      ref: `${request.ref}/consent`,
      occurredAt: request.occurredAt,
      type: 'ConsentGranted',
      body: {
        holder,
        requester: signer.platform,
        organisation,
        ...purpose,
        typeCodes: [typeCode],
        expiresAt: basis.expiresAt,
        uses: request.certificateId === undefined ? 2 : 1,
      },
    });
    await client.grantConsent(message);
    return { consentId: readHeader(message.protected).jti };
  }

  /** The one that counts; of several that do, the window must name one. */
  async #find(request: UseRequest, basis: object): Promise<string> {
    const { holder, typeCode } = request;
    const body = { operation: 'FIND', holder, typeCode, ...common(request, basis) };
    const { statement } = await this.#ask(request, 'find', body);
    const valid = statement.certificates.filter(({ state }) => state === 'VALID');
    if (valid.length > 1) {
      const named = valid.map(({ certificateId }) => certificateId).join(', ');
      throw new HubCallError('CONFLICT', `the holder has several: ${named}`);
    }
    const [found = latest(statement.certificates)] = valid;
    if (found === undefined)
      throw new HubCallError('CERTIFICATE_UNKNOWN', 'the holder has none of this type');
    return found.certificateId; // one that is valid no more is refused by the hub, with its state
  }

  async #ask(request: Pick<UseRequest, 'ref' | 'occurredAt'>, step: string, body: object): Promise<Verified> {
    const { client, signed } = this.#parts;
    const { ref, occurredAt } = request;
    validate(CERTIFICATE_MESSAGES.UseCertificate, body, 'the platform’s data does not make a use');
    const use = await signed.sign({ ref: `${ref}/${step}`, occurredAt, type: 'UseCertificate', body });
    return this.#verify(use, await client.useCertificate(use));
  }

  /** The hub's statement for us; then the issuing platform's answer to what we signed. */
  async #verify(use: SignedParts, response: tongban.v1.UseCertificateResponse): Promise<Verified> {
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
    const { hubKeys, signer } = this.#parts;
    const header = readHeader(parts.protected);
    const key = hubKeys.get(header.kid);
    const isForUs = header.iss === signer.hubId && header.aud === signer.platform;
    const isStatement = header.cty === 'tongban.v1.CertificateStatement+json';
    if (key === undefined || !isForUs || !isStatement || !verifyParts(parts, header.alg, key)) {
      throw new ReceiptError("the hub's statement");
    }
    return validate(CertificateStatementSchema, readJson(parts.payload), 'the statement cannot be read');
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

/** What the operation asks for. */
function wanted({ operation, fields, format, seen = [], seenFile }: UseRequest): object {
  switch (operation) {
    case 'DATA':
      return { fields };
    case 'FILE':
      return { format };
    case 'VERIFY':
      return { seen, ...(seenFile && { seenSm3: hex(sm3(seenFile)) }) };
    case 'STATUS':
      return {};
  }
}

function released(statement: CertificateStatement, certificate: Entry, answer: Answer | undefined): Released {
  const { useId, conditions } = statement;
  const { fields = [], credential } = answer ?? {};
  return { kind: 'released', useId, certificate, fields, credential, conditions };
}

function common(
  { purpose, organisation, clerk }: Pick<UseRequest, 'purpose' | 'organisation' | 'clerk'>,
  basis: object,
): object {
  return { purpose, ...basis, organisation, clerk };
}

/** By the day on which it got into its state. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.toSorted((a, b) => Date.parse(b.stateSince) - Date.parse(a.stateSince))[0];
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof HubCallError) return refusal(error.code, error.message);
  if (error instanceof HubError) return refusal(error.code, violationsOf(error));
  if (error instanceof OfdError || error instanceof PdfError) return refusal('MALFORMED', error.message); // the window's own file
  if (error instanceof OtherWordsError) return refusal('CONFLICT', error.message);
  if (error instanceof ReceiptError) return refusal('ISSUER_ANSWER_INVALID', error.message);
  throw error;
}

function violationsOf(error: HubError): string {
  return error.violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ') || error.message;
}
