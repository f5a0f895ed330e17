import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { readHeader, type SignedParts, signingInput, verifyParts } from '#crypto/jose';
import { hex, type PublicKey, sha256 } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import {
  asksIssuer,
  CERTIFICATE_MESSAGES,
  type CertificateBody,
  MAX_ISSUER_WAIT_MS,
  PresentationStatementSchema,
  readJson,
  validate,
} from '#proto/schema';
import type { Clock } from '../clock.js';
import type { ConnectorLog } from '../log.js';
import type { PeerKeys } from '../peer-keys.js';
import { partsOf } from '../signed-parts.js';
import type { Signer } from '../signer.js';
import type { Copied, Copying } from './copying.js';
import type { CredentialIssuer } from './credentials.js';
import { readHubStatement } from './hub-statement.js';
import type { CertificateQuestion, CertificateReply, ProvinceCertificates } from './province-certificates.js';

export interface AnsweringParts {
  readonly signer: Signer;
  readonly peerKeys: PeerKeys;
  readonly certificates: ProvinceCertificates;
  readonly copying: Copying;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly credentials: CredentialIssuer;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

/** Questions that the platform has not answered, over all lines; one that nobody waits for any more still counts. */
export const MAX_IN_FLIGHT = 32;

/** What a query is not, or what has become of it. Nothing is signed; the hub says that the platform cannot be reached. */
class UnansweredError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnansweredError';
  }
}

/**
 * Answers queries of the hub. The platform is asked only when another platform's own signature says that it wants this use:
 * the hub alone cannot make it speak (proved by test/unit/connectors/certificate-answering.test.ts).
 */
export class Answering {
  readonly #parts: AnsweringParts;
  #inFlight = 0;

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
  }

  /** @returns a signed CertificateAnswer. @throws when the query does not hold, or the platform does not answer in time. */
  async answer(query: tongban.v1.CertificateQuery.$Properties): Promise<SignedParts> {
    const { useId } = query;
    const { log } = this.#parts;
    try {
      const use = partsOf(query.use);
      const question = await this.#verify(query, use);
      const reply = await this.#ask((unwanted) => this.#reply(question, use, unwanted), query.waitMs ?? 0);
      const reason = reply.kind === 'refused' ? reply.reason : undefined;
      log.info(
        { useId, requester: question.requester, reply: reply.kind, reason },
        'a certificate was asked for',
      );
      return this.#sign(question, use, reply);
    } catch (error) {
      log.warn({ useId, err: String(error) }, 'a certificate was asked for and not answered');
      throw error;
    }
  }

  async #verify(
    query: tongban.v1.CertificateQuery.$Properties,
    parts: SignedParts,
  ): Promise<CertificateQuestion> {
    const { signer, peerKeys } = this.#parts;
    const { requester = '', useId = '' } = query;
    const header = readHeader(parts.protected);
    if (header.cty !== 'tongban.v1.UseCertificate+json') throw new UnansweredError(`it is ${header.cty}`);
    if (header.aud !== signer.hubId) throw new UnansweredError('the use is for another hub');
    if (header.iss !== requester) throw new UnansweredError('the use is not of the platform that asks');
    const key = await peerKeys.find(header.kid);
    if (key?.peerId !== requester) throw new UnansweredError('the key is not one of the platform that asks');
    if (!verifyParts(parts, header.alg, key.publicKey)) throw new UnansweredError("the platform's signature");
    const use = validate(CERTIFICATE_MESSAGES.UseCertificate, readJson(parts.payload), 'the use');
    const { operation, certificateId, fields } = use;
    if (operation === 'PRESENTATION') return { useId, requester, use, ...this.#shown(query, parts) };
    if (!asksIssuer(operation) || certificateId === undefined)
      throw new UnansweredError('nothing is asked of the platform');
    return { useId, requester, certificateId, use, fields, presentation: undefined };
  }

  /** Which certificate a code stands for is the hub's word, signed for this use. */
  #shown(query: tongban.v1.CertificateQuery.$Properties, use: SignedParts) {
    const stated = readHubStatement(partsOf(query.presentation), 'PresentationStatement', this.#parts);
    if (stated === undefined) throw new UnansweredError("the hub's statement of the presentation");
    const told = validate(PresentationStatementSchema, stated, 'the statement');
    const { useId, useSha256, certificateId, fields, presentationId: id, platform } = told;
    if (useId !== query.useId || useSha256 !== hex(sha256(signingInput(use)))) {
      throw new UnansweredError('the statement is about another use');
    }
    return { certificateId, fields, presentation: { id, platform } };
  }

  /** What the platform says; for a file, with the copy in place, so that the answer does not name what is not there. */
  async #reply(question: CertificateQuestion, use: SignedParts, unwanted: AbortSignal): Promise<Reply> {
    const { certificates, copying } = this.#parts;
    const { operation } = question.use;
    if ((operation === 'FILE' || operation === 'VERIFY') && !certificates.offers?.includes(operation)) {
      return { kind: 'refused', reason: `颁证方平台不提供 ${operation}` };
    }
    const reply = await certificates.answer(question, unwanted);
    if (reply.kind === 'refused' || reply.state !== 'VALID' || operation !== 'FILE') return reply;
    if (reply.original === undefined) return { kind: 'refused', reason: '没有该格式的证照文件' };
    const copied = await copying.copy(question, readHeader(use.protected).iat, reply.original);
    return 'refusal' in copied ? { kind: 'refused', reason: copied.refusal } : { ...reply, copied };
  }

  async #ask(work: (unwanted: AbortSignal) => Promise<Reply>, waitMs: number): Promise<Reply> {
    if (this.#inFlight >= MAX_IN_FLIGHT) throw new UnansweredError('too many are being asked');
    this.#inFlight += 1;
    const over = new AbortController();
    const reply = work(over.signal).finally(() => {
      this.#inFlight -= 1;
    });
    const late = sleep(Math.min(waitMs, MAX_ISSUER_WAIT_MS), undefined, { signal: over.signal }).then(() => {
      throw new UnansweredError(`no answer within ${waitMs} ms`);
    });
    try {
      return await Promise.race([reply, late]);
    } finally {
      over.abort();
      late.catch(() => {}); // nobody waits for the alarm any more
    }
  }

  async #sign(question: CertificateQuestion, parts: SignedParts, reply: Reply) {
    const { signer, clock } = this.#parts;
    const { useId, certificateId } = question;
    const now = clock();
    const body = {
      useId,
      useSha256: hex(sha256(signingInput(parts))),
      certificateId,
      ...(await this.#said(question, reply, now)),
    };
    validate(CERTIFICATE_MESSAGES.CertificateAnswer, body, 'the platform’s reply does not make an answer');
    return signer.sign('CertificateAnswer', uuidv7(), now, body);
  }

  /** Only what was asked for, and of a certificate that is not valid nothing but its state. */
  async #said(question: CertificateQuestion, reply: Reply, now: number): Promise<object> {
    if (reply.kind === 'refused') {
      return { state: 'OTHER', stateSince: new Date(now).toISOString(), refusal: reply.reason };
    }
    const { state, since: stateSince } = reply;
    switch (question.use.operation) {
      case 'FILE':
        return { state, stateSince, ...reply.copied };
      case 'VERIFY':
        return { state, stateSince, ...verdictOf(reply, question.use) };
      default:
        return { state, stateSince, ...(await this.#contents(question, reply)) };
    }
  }

  /** Fields; of what a holder shows a credential of them, when the platform says what that needs besides. */
  async #contents(question: CertificateQuestion, { state, credential: facts, ...reply }: Standing) {
    const asked = new Set(question.fields);
    const fields = state === 'VALID' ? reply.fields.filter(({ name }) => asked.has(name)) : [];
    const { use, requester, certificateId } = question;
    const code = use.presentation;
    if (code === undefined || facts === undefined || fields.length === 0) return { fields };
    const scan = { certificateId, requester, code, fields };
    return { credential: await this.#parts.credentials.answer(scan, facts) };
  }
}

/** What the platform said, and the copy that was made of its file. */
type Reply = CertificateReply & { readonly copied?: Exclude<Copied, { readonly refusal: string }> };
type Standing = Extract<CertificateReply, { kind: 'standing' }>;

/** A field that the platform does not speak of does not match. */
function verdictOf(
  { state, matches = [], fileMatches = false }: Standing,
  { seen, seenSm3 }: CertificateBody<'UseCertificate'>,
): object {
  if (state !== 'VALID') return {};
  const matching = new Set(matches.filter((each) => each.matches).map(({ name }) => name));
  return {
    matches: seen.map(({ name }) => ({ name, matches: matching.has(name) })),
    fileMatches: seenSm3 !== undefined && fileMatches,
  };
}
