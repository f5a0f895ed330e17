import { examineFile } from '#crypto/copies';
import type { SealTrust } from '#crypto/eseal';
import { readHeader } from '#crypto/jose';
import { hex, sm3 } from '#crypto/primitives';
import { CERTIFICATE_MESSAGES, type CertificateStatement, validate } from '#proto/schema';
import { HubCallError } from '../hub-error.js';
import type { ConnectorLog } from '../log.js';
import type { LogView } from '../log-view.js';
import { ReceiptError } from '../receipts.js';
import { type Answer, Asking, type AskingParts, type Entry } from './asking.js';
import { openCode } from './opening.js';
import type { OpenRequest, OpenResult, ScanRequest, UseRequest, UseResult } from './province-certificates.js';
import { refusalOf } from './refusals.js';
import { fetchReleased, NOBODY } from './released-file.js';
import type { VerdictCache } from './verdict-cache.js';

export interface UsingParts extends AskingParts {
  /** Whose seals the windows believe; undefined: nobody's. */
  readonly seals: SealTrust | undefined;
  readonly verdicts: VerdictCache;
  readonly logView: LogView;
  readonly log: ConnectorLog;
}

type Released = Extract<UseResult, { kind: 'released' }>;

/** What a message says of its basis; nothing when it needs none. */
type Basis = { readonly consentId: string } | { readonly duty: string } | Record<string, never>;

/**
 * 用证 by the province's own windows: the holder's consent is passed on, the certificate found, its contents asked for. Nothing
 * is tried again here: the window sees what is the matter, and asks again under the same `ref`.
 */
export class Using {
  readonly #parts: UsingParts;
  readonly #asking: Asking;

  constructor(parts: UsingParts) {
    this.#parts = parts;
    this.#asking = new Asking(parts);
  }

  use(request: UseRequest): Promise<UseResult> {
    const { ref, typeCode } = request;
    return this.#parts.verdicts.through(request, () =>
      this.#told({ ref, typeCode }, () => this.#use(request)),
    );
  }

  /** A code that was scanned. The code is used up by whoever's message comes first. */
  scan(request: ScanRequest): Promise<UseResult> {
    const { ref, code: presentation, fields } = request;
    return this.#told({ ref, what: 'a scan' }, async () => {
      const body = { operation: 'PRESENTATION', presentation, fields, ...common(request, {}) };
      const { statement, answer } = await this.#asking.ask(request, 'scan', body);
      const [certificate] = statement.certificates;
      if (certificate === undefined || answer === undefined) throw new ReceiptError('nothing was answered');
      return released(statement, certificate, answer);
    });
  }

  /** A code for a holder to show, proven to be in the log. */
  async open({ ref, occurredAt, ...body }: OpenRequest): Promise<OpenResult> {
    const { signed, client, logView } = this.#parts;
    const type = 'PresentationOpened';
    try {
      validate(CERTIFICATE_MESSAGES[type], body, 'the platform’s data does not open a presentation');
      const message = await signed.sign({ ref: `${ref}/open`, occurredAt, type, body });
      return { kind: 'opened', ...(await openCode(message, client, logView)) };
    } catch (error) {
      return refusalOf(error);
    }
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

  async #use(request: UseRequest): Promise<UseResult> {
    const { operation } = request;
    const basis = await this.#basis(request);
    const certificateId = request.certificateId ?? (await this.#find(request, basis));
    const body = { operation, certificateId, ...common(request, basis), ...wanted(request) };
    const { statement, answer } = await this.#asking.ask(request, operation.toLowerCase(), body);
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

  /** A consent is for this request alone, and for no more uses than it takes. */
  async #basis({ basis, ...request }: UseRequest): Promise<Basis> {
    const uses = usesOnBasis(request);
    if (uses === 0) return {};
    if (basis.kind === 'DUTY') return { duty: basis.duty };
    const { signer, client, signed } = this.#parts;
    const { ref, occurredAt, holder, organisation, typeCode, purpose } = request;
    const message = await signed.sign({
      ref: `${ref}/consent`,
      occurredAt,
      type: 'ConsentGranted',
      body: {
        holder,
        requester: signer.platform,
        organisation,
        ...purpose,
        typeCodes: [typeCode],
        expiresAt: basis.expiresAt,
        uses,
      },
    });
    await client.grantConsent(message);
    return { consentId: readHeader(message.protected).jti };
  }

  /** The one that counts; of several that do, the window must name one. */
  async #find(request: UseRequest, basis: Basis): Promise<string> {
    const { holder, typeCode } = request;
    const body = { operation: 'FIND', holder, typeCode, ...common(request, basis) };
    const { statement } = await this.#asking.ask(request, 'find', body);
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
}

/** Finding a certificate that is not named is a use, and reading it another; its state everybody may know. */
function usesOnBasis({ operation, certificateId }: Pick<UseRequest, 'operation' | 'certificateId'>): number {
  return (certificateId === undefined ? 1 : 0) + (operation === 'STATUS' ? 0 : 1);
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
  basis: Basis,
): object {
  return { purpose, ...basis, organisation, clerk };
}

/** By the day on which it got into its state. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.toSorted((a, b) => Date.parse(b.stateSince) - Date.parse(a.stateSince))[0];
}
