import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type { FieldGroup, LogTurn, ProvenEntry } from '#crypto/evidence';
import type { SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';
import { MAX_ISSUER_WAIT_MS } from '#proto/schema';
import {
  BlobService,
  CaseService,
  CatalogService,
  CertificateService,
  ConsultationService,
  InboxService,
  IntakeGrantService,
  LifeEventService,
  LogService,
  MappingService,
  MessageService,
  type Method,
  PeerService,
  RatingService,
  StatisticsService,
  SupervisionService,
} from '#proto/services';
import { type AnswerQuery, CertificateLine } from './certificate-line.js';
import { systemClock } from './clock.js';
import { fromServiceError, HubCallError } from './hub-error.js';
import { InboxStream } from './inbox-stream.js';

/** Where the hub is, and the TLS identity to call it with; PEM. */
export interface HubAddress {
  /** host:port */
  readonly address: string;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

type Ack = tongban.v1.IntakeAcknowledgement;

const DEADLINE_MS = 30_000;

/** The hub may be waiting for another platform meanwhile, for as long as any hub is allowed to. */
const USE_DEADLINE_MS = MAX_ISSUER_WAIT_MS + DEADLINE_MS;
const CHUNK_BYTES = 64 * 1024;

/** The hub over one gRPC connection, which reconnects by itself. Every failure is a HubCallError. */
export class HubClient {
  readonly #client: Client;

  constructor({ address, ca, certificate, key }: HubAddress) {
    this.#client = new Client(
      address,
      credentials.createSsl(Buffer.from(ca), Buffer.from(key), Buffer.from(certificate)),
      {
        'grpc.keepalive_time_ms': 30_000,
        'grpc.keepalive_timeout_ms': 10_000,
        'grpc.max_reconnect_backoff_ms': 5_000,
        'grpc.initial_reconnect_backoff_ms': 200,
      },
    );
  }

  close(): void {
    this.#client.close();
  }

  async submit(message: SignedParts): Promise<Ack> {
    const { acknowledgement } = await this.#unary(MessageService.submit, { message });
    return present(acknowledgement);
  }

  /** The stored answer to a message sent earlier; undefined when the hub has not accepted it. */
  async answer(messageId: string): Promise<Ack | undefined> {
    const found = await orUndefined(this.#unary(MessageService.getAnswer, { messageId }));
    return found && present(found.acknowledgement);
  }

  /** Opens the inbox: dispatches come as they are ready, at most so many without acknowledgement. */
  attach(maxInFlight: number): InboxStream {
    const { path, requestSerialize, responseDeserialize } = InboxService.attach;
    const call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    return new InboxStream(call, maxInFlight);
  }

  resolveItem(request: tongban.v1.ResolveItemRequest.$Properties): Promise<tongban.v1.ResolveItemResponse> {
    return this.#unary(CatalogService.resolveItem, request);
  }

  /**
   * What has been entered in the catalogue since a cursor; from the beginning without one.
   * @param divisions whose part of the implementation list, all of it when there are none.
   */
  catalogueChanges(
    cursor: string | undefined,
    divisions: readonly string[],
    limit: number,
  ): Promise<tongban.v1.ListCatalogueChangesResponse> {
    const request = { divisions: [...divisions], limit };
    return this.#unary(
      CatalogService.listCatalogueChanges,
      cursor === undefined ? request : { ...request, cursor },
    );
  }

  /** The documents that say what codes mean; each is downloaded by its digest. */
  async codeTables(): Promise<tongban.v1.CodeTable[]> {
    return (await this.#unary(CatalogService.listCodeTables, {})).tables;
  }

  hub(): Promise<tongban.v1.GetHubResponse> {
    return this.#unary(PeerService.getHub, {});
  }

  async peers(): Promise<tongban.v1.Peer[]> {
    return (await this.#unary(PeerService.listPeers, {})).peers;
  }

  async case(caseNo: string): Promise<tongban.v1.Case> {
    return present((await this.#unary(CaseService.getCase, { caseNo })).case);
  }

  /** 一件事: how far it and its members are. */
  async lifeEvent(lifeEventNo: string): Promise<tongban.v1.LifeEvent> {
    return present((await this.#unary(LifeEventService.getLifeEvent, { lifeEventNo })).lifeEvent);
  }

  /** Those that bear the number. */
  async findCases(number: string): Promise<tongban.v1.Case[]> {
    return (await this.searchCases({ number })).cases;
  }

  searchCases(filter: tongban.v1.FindCasesRequest.$Properties): Promise<tongban.v1.FindCasesResponse> {
    return this.#unary(CaseService.findCases, filter);
  }

  async events(caseNo: string): Promise<tongban.v1.CaseEvent[]> {
    return (await this.#unary(CaseService.listCaseEvents, { caseNo })).events;
  }

  /** How far the case is in plain words, and what has happened in it. @throws HubCallError NOT_FOUND. */
  async progress(caseNo: string): Promise<tongban.v1.CaseProgress> {
    return present((await this.#unary(CaseService.getCaseProgress, { caseNo })).progress);
  }

  /** Ratings and complaints of the case, and how their remedies stand. */
  async feedback(caseNo: string): Promise<tongban.v1.CaseFeedback[]> {
    return (await this.#unary(RatingService.listCaseFeedback, { caseNo })).feedback;
  }

  /** One consultation of a case, with all that was said in it. */
  consultation(caseNo: string, consultationNo: string): Promise<tongban.v1.GetConsultationResponse> {
    return this.#unary(ConsultationService.getConsultation, { caseNo, consultationNo });
  }

  /** Those of one case, or a page of what is open; `next` of the answer begins the page behind it. */
  consultations(
    request: tongban.v1.ListConsultationsRequest.$Properties,
  ): Promise<tongban.v1.ListConsultationsResponse> {
    return this.#unary(ConsultationService.listConsultations, request);
  }

  /** One page of what is counted of the ratings of the caller's cases; `next` of the answer begins the page behind it. */
  ratingCounts(
    request: tongban.v1.ListRatingCountsRequest.$Properties,
  ): Promise<tongban.v1.ListRatingCountsResponse> {
    return this.#unary(RatingService.listRatingCounts, request);
  }

  /** One page of what became of pledges; `cursor` of the answer begins the page behind it, whenever there is one. */
  supervisionRecords(
    request: tongban.v1.ListSupervisionRecordsRequest.$Properties,
  ): Promise<tongban.v1.ListSupervisionRecordsResponse> {
    return this.#unary(SupervisionService.listSupervisionRecords, request);
  }

  /** One page of what is counted of the caller's cases; `next` of the answer begins the page behind it. */
  caseCounts(
    request: tongban.v1.ListCaseCountsRequest.$Properties,
  ): Promise<tongban.v1.ListCaseCountsResponse> {
    return this.#unary(StatisticsService.listCaseCounts, request);
  }

  /** Which materials came, for which a certificate stands, and which are still needed. */
  async materials(caseNo: string): Promise<tongban.v1.CaseMaterial[]> {
    return (await this.#unary(CertificateService.listCaseMaterials, { caseNo })).materials;
  }

  /** @param without groups of fields to leave out, see WIRE.md, section 6. */
  async evidence(caseNo: string, without: readonly FieldGroup[] = []): Promise<Uint8Array> {
    return collect(this.#stream(CaseService.exportEvidence, { caseNo, without: [...without] }));
  }

  /** @param message a signed proposal whose document has been uploaded. */
  async proposeMapping(message: SignedParts): Promise<tongban.v1.Mapping> {
    return present((await this.#unary(MappingService.proposeMapping, { message })).mapping);
  }

  /** Every version of the caller's own mapping, the latest proposal first. */
  async mappings(): Promise<tongban.v1.Mapping[]> {
    return (await this.#unary(MappingService.listMappings, {})).mappings;
  }

  /** 收件授权. @param message a signed GrantIntake. */
  async grantIntake(message: SignedParts): Promise<tongban.v1.IntakeGrant> {
    return present((await this.#unary(IntakeGrantService.grantIntake, { message })).grant);
  }

  /** @param message a signed WithdrawIntakeGrant. */
  async withdrawIntakeGrant(message: SignedParts): Promise<tongban.v1.IntakeGrant> {
    return present((await this.#unary(IntakeGrantService.withdrawIntakeGrant, { message })).grant);
  }

  /** What the caller has granted, or was granted; a page of it. */
  intakeGrants(
    asked: tongban.v1.ListIntakeGrantsRequest.$Properties,
  ): Promise<tongban.v1.ListIntakeGrantsResponse> {
    return this.#unary(IntakeGrantService.listIntakeGrants, asked);
  }

  /** Says which codes cannot be mapped now; what was said before is forgotten. */
  async reportMappingGaps(gaps: readonly tongban.v1.MappingGap.$Properties[]): Promise<void> {
    await this.#unary(MappingService.reportMappingGaps, { gaps: [...gaps] });
  }

  /** @param message a signed CertificateIssued, CertificateChanged or CertificateStateChanged. */
  async reportCertificate(message: SignedParts): Promise<tongban.v1.CertificateAcknowledgement> {
    return present((await this.#unary(CertificateService.reportCertificate, { message })).acknowledgement);
  }

  /** The stored answer to a report sent earlier; undefined when the hub has not accepted it. */
  async reportAnswer(messageId: string): Promise<tongban.v1.CertificateAcknowledgement | undefined> {
    const found = await orUndefined(this.#unary(CertificateService.getReportAnswer, { messageId }));
    return found && present(found.acknowledgement);
  }

  /** @param message a signed ConsentGranted; its id names the consent. */
  async grantConsent(message: SignedParts): Promise<tongban.v1.CertificateAcknowledgement> {
    return present((await this.#unary(CertificateService.grantConsent, { message })).acknowledgement);
  }

  async revokeConsent(message: SignedParts): Promise<tongban.v1.CertificateAcknowledgement> {
    return present((await this.#unary(CertificateService.revokeConsent, { message })).acknowledgement);
  }

  /** @param message a signed PresentationOpened. Sent again unchanged, it gets the same code. */
  openPresentation(message: SignedParts): Promise<tongban.v1.OpenPresentationResponse> {
    return this.#unary(CertificateService.openPresentation, { message });
  }

  /** @param message a signed UseCertificate. Sent again unchanged, it is answered again and not counted again. */
  useCertificate(message: SignedParts): Promise<tongban.v1.UseCertificateResponse> {
    return this.#unary(CertificateService.useCertificate, { message }, USE_DEADLINE_MS);
  }

  async certificateUses(
    request: tongban.v1.ListCertificateUsesRequest.$Properties,
  ): Promise<tongban.v1.CertificateUse[]> {
    return (await this.#unary(CertificateService.listCertificateUses, request)).uses;
  }

  async certificateTypes(): Promise<tongban.v1.CertificateType[]> {
    return (await this.#unary(CertificateService.listCertificateTypes, {})).types;
  }

  /** @param token signed by the caller's platform, later than the one before. */
  async publishStatusList(list: string, token: string): Promise<tongban.v1.StatusListEntry> {
    return present((await this.#unary(CertificateService.publishStatusList, { list, token })).entry);
  }

  /** Status lists that were published after a revision, in their order. */
  async statusLists(after: number): Promise<tongban.v1.StatusListEntry[]> {
    return (await this.#unary(CertificateService.listStatusLists, { after })).lists;
  }

  /** @param knownSha256 of the token that is there already, or empty: it is not sent again. */
  statusList(platform: string, list: string, knownSha256: string): Promise<tongban.v1.GetStatusListResponse> {
    const known = knownSha256 === '' ? {} : { knownSha256 };
    return this.#unary(CertificateService.getStatusList, { platform, list, ...known });
  }

  /** Opens the line of an issuing platform to this process of the hub. */
  serveCertificates(maxInFlight: number, answer: AnswerQuery): CertificateLine {
    const { path, requestSerialize, responseDeserialize } = CertificateService.serve;
    const call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    return new CertificateLine(call, maxInFlight, answer);
  }

  async checkpoint(): Promise<string> {
    return (await this.#unary(LogService.getCheckpoint, {})).checkpoint;
  }

  receipt(leafId: string): Promise<tongban.v1.GetReceiptResponse> {
    return this.#unary(LogService.getReceipt, { leafId });
  }

  /** @param origin of the log that is meant; otherwise the hub's present one. */
  async consistency(oldSize: number, newSize: number, origin = ''): Promise<Uint8Array[]> {
    return (await this.#unary(LogService.getConsistency, { oldSize, newSize, origin })).proof;
  }

  /** How the log of this origin has ended and the next one begun, as the hub says; undefined while it has not. */
  async turn(origin: string): Promise<LogTurn | undefined> {
    const turn = await orUndefined(this.#unary(LogService.getTurn, { origin }));
    return turn && { closed: entryOf(turn.closed), opened: entryOf(turn.opened) };
  }

  /**
   * Uploads a file unless the hub has it; goes on where an earlier attempt stopped.
   * @param useId the use of a certificate that it is for.
   */
  async upload(blob: tongban.v1.BlobRef.$Properties, bytes: Uint8Array, useId?: string): Promise<void> {
    const use = useId === undefined ? {} : { useId };
    const { offset, complete } = await this.#unary(BlobService.openUpload, { blob, ...use });
    if (complete) return;
    const start = { sha256: blob.sha256 ?? '', offset, ...use };
    await this.#sendFile(start, bytes.subarray(offset));
  }

  /** @param useId the use of a certificate that the file was released for. */
  async download(sha256: string, useId?: string): Promise<Uint8Array> {
    const use = useId === undefined ? {} : { useId };
    return collect(this.#stream(BlobService.download, { sha256, ...use }));
  }

  #sendFile(start: tongban.v1.UploadStart.$Properties, bytes: Uint8Array): Promise<void> {
    const { path, requestSerialize, responseDeserialize } = BlobService.upload;
    return new Promise((resolve, reject) => {
      const call = this.#client.makeClientStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        (error) => {
          if (error === null) resolve();
          else reject(fromServiceError(error));
        },
      );
      call.write({ start });
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        call.write({ chunk: bytes.subarray(at, at + CHUNK_BYTES) });
      }
      call.end();
    });
  }

  #unary<Request, Response>(
    method: Call<Request, Response>,
    request: Request,
    deadlineMs = DEADLINE_MS,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        { deadline: systemClock() + deadlineMs },
        (error: ServiceError | null, response?: Response) => {
          if (error === null && response !== undefined) resolve(response);
          else
            reject(
              error === null ? new HubCallError('INTERNAL', 'an empty answer') : fromServiceError(error),
            );
        },
      );
    });
  }

  async *#stream<Request, Response>(
    method: Call<Request, Response>,
    request: Request,
  ): AsyncGenerator<Response> {
    const call = this.#client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
    );
    try {
      yield* call as AsyncIterable<Response>;
    } catch (error) {
      throw fromServiceError(error as ServiceError); // streams of grpc-js fail with nothing else
    }
  }
}

/** The half of a method that a caller uses. */
type Call<Request, Response> = Pick<
  Method<Request, unknown, unknown, Response>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>;

async function collect(chunks: AsyncIterable<{ readonly chunk: Uint8Array }>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { chunk } of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** Undefined for what is not there. */
async function orUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof HubCallError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

function entryOf(entry: tongban.v1.LogEntry | null | undefined): ProvenEntry {
  const { leaf, receipt } = present(entry);
  const { index, path, checkpoint } = present(receipt);
  return { leaf, proof: { index, path, checkpoint } };
}

function present<T>(value: T | null | undefined): T {
  if (value == null) throw new HubCallError('INTERNAL', 'the answer is not complete');
  return value;
}
