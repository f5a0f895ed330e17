import { withhold } from '#crypto/evidence';
import type { SignedParts } from '#crypto/jose';
import { dayOf } from '#domain/rules';
import { caseEvidence, type OpenFile, readClocks, resolveItem } from '#hub/exchange';
import { tongban } from '#proto/codec';
import { NotFoundError } from '#proto/errors';
import { validate } from '#proto/schema';
import { toIntakeAcknowledgement, toLogEntry, toReceipt } from './acknowledgement.js';
import { momentText, toCase, toCaseClock, toCaseEvent, toCaseMaterial } from './case.js';
import { toCaseProgress } from './case-progress.js';
import { toCatalogueChange } from './catalogue.js';
import {
  toCertificateAcknowledgement,
  toCertificateType,
  toCertificateUse,
  toOpenedPresentation,
  toStatusListEntry,
  toUseRelease,
} from './certificate.js';
import { toConsultation, toConsultationPost } from './consultation.js';
import { readDispatchId, toDispatch } from './dispatch.js';
import { evidenceZip, readEvidenceRequest } from './evidence.js';
import type { HubServices } from './hub-services.js';
import { toIntakeGrant } from './intake-grant.js';
import { toLifeEvent } from './life-event.js';
import { toMapping } from './mapping.js';
import { toHub, toPeers } from './peer.js';
import { toCaseFeedback, toRatingCount } from './rating.js';
import {
  DownloadSchema,
  FindCasesSchema,
  GetAnswerSchema,
  GetCaseSchema,
  GetConsistencySchema,
  GetConsultationSchema,
  GetLifeEventSchema,
  GetReceiptSchema,
  GetReportAnswerSchema,
  GetStatusListSchema,
  GetTurnSchema,
  HeldDispatchSchema,
  LeaseSchema,
  ListCaseCountsSchema,
  ListCatalogueChangesSchema,
  ListCertificateUsesSchema,
  ListConsultationsSchema,
  ListIntakeGrantsSchema,
  ListRatingCountsSchema,
  ListStatusListsSchema,
  ListSupervisionRecordsSchema,
  OpenUploadSchema,
  PublishStatusListSchema,
  ReleaseSchema,
  ReportMappingGapsSchema,
  ResolveItemSchema,
} from './requests.js';
import { toRouteStep } from './route.js';
import { toCaseCount } from './statistics.js';
import { toSupervisionRecord } from './supervision.js';

type V1 = typeof tongban.v1;
/** What a response looks like, whichever transport writes it. */
export type Wire<T extends keyof V1> = V1[T] extends { new (properties?: infer P): unknown }
  ? NonNullable<P>
  : never;

const UNFIT = 'the request does not fit';

/**
 * The operations of the interface, once for both transports. Requests come as plain values and are validated here; answers are
 * messages of tongban/v1, which gRPC encodes and REST writes as proto3 JSON.
 */
export class Operations {
  readonly #hub: HubServices;

  constructor(hub: HubServices) {
    this.#hub = hub;
  }

  async submit(peer: string, parts: SignedParts): Promise<Wire<'SubmitResponse'>> {
    return { acknowledgement: toIntakeAcknowledgement(await this.#hub.door.submit({ peer, parts })) };
  }

  async getAnswer(peer: string, plain: unknown): Promise<Wire<'GetAnswerResponse'>> {
    const { messageId } = validate(GetAnswerSchema, plain, UNFIT);
    return { acknowledgement: toIntakeAcknowledgement(await this.#hub.reading.answer(peer, messageId)) };
  }

  /** Long poll: waits for something to come, but no longer than asked or until the caller is gone. */
  async lease(peer: string, plain: unknown, signal: AbortSignal): Promise<Wire<'LeaseResponse'>> {
    const { max, waitMs, leaseMs } = validate(LeaseSchema, plain, UNFIT);
    const { dispatcher, wakeups, runtime } = this.#hub;
    const until = runtime.elapsed() + waitMs;
    while (!signal.aborted) {
      const dispatches = await dispatcher.lease(peer, max, leaseMs);
      const left = until - runtime.elapsed();
      if (dispatches.length > 0 || left <= 0) return { dispatches: dispatches.map(toDispatch) };
      await wakeups.wait(peer, Math.min(left, 1_000), signal);
    }
    return { dispatches: [] }; // nothing may be leased to a caller who has gone
  }

  async acknowledge(
    peer: string,
    held: { readonly dispatchId: string; readonly leaseToken: string },
    message: SignedParts,
  ): Promise<Wire<'AcknowledgeResponse'>> {
    const { dispatchId, leaseToken } = validate(HeldDispatchSchema, held, UNFIT);
    const lease = { ...readDispatchId(dispatchId), token: leaseToken };
    const ack = await this.#hub.door.submit({ peer, parts: message, lease });
    return { acknowledgement: toIntakeAcknowledgement(ack) };
  }

  async release(peer: string, plain: unknown): Promise<Wire<'ReleaseResponse'>> {
    const { dispatchId, leaseToken, reason } = validate(ReleaseSchema, plain, UNFIT);
    const held = { recipient: peer, ...readDispatchId(dispatchId), leaseToken };
    const availableAt = await this.#hub.claims.release(held, reason ?? 'released by the recipient');
    return { availableAt: availableAt === undefined ? '' : momentText(availableAt) };
  }

  async getCase(peer: string, plain: unknown): Promise<Wire<'GetCaseResponse'>> {
    const { caseNo } = validate(GetCaseSchema, plain, UNFIT);
    const row = await this.#hub.reading.get(peer, caseNo);
    const { rules, runtime } = this.#hub;
    const clocks = readClocks(row, rules.current(), runtime.now());
    const shared = await this.#hub.reading.sharedWaybills([row]);
    return { case: { ...toCase(row, shared), clocks: clocks.map(toCaseClock) } };
  }

  async findCases(peer: string, plain: unknown): Promise<Wire<'FindCasesResponse'>> {
    const { openedFrom, openedBefore, ...asked } = validate(FindCasesSchema, plain, UNFIT);
    const { cases, cursor = '' } = await this.#hub.search.find(peer, {
      ...asked,
      openedFrom: openedFrom === undefined ? undefined : Date.parse(openedFrom),
      openedBefore: openedBefore === undefined ? undefined : Date.parse(openedBefore),
    });
    const shared = await this.#hub.reading.sharedWaybills(cases);
    return { cases: cases.map((row) => toCase(row, shared)), cursor };
  }

  async getLifeEvent(peer: string, plain: unknown): Promise<Wire<'GetLifeEventResponse'>> {
    const { lifeEventNo } = validate(GetLifeEventSchema, plain, UNFIT);
    return { lifeEvent: toLifeEvent(await this.#hub.lifeEvents.get(peer, lifeEventNo)) };
  }

  async listCaseEvents(peer: string, plain: unknown): Promise<Wire<'ListCaseEventsResponse'>> {
    const { caseNo } = validate(GetCaseSchema, plain, UNFIT);
    return { events: (await this.#hub.reading.events(peer, caseNo)).map(toCaseEvent) };
  }

  async getCaseProgress(peer: string, plain: unknown): Promise<Wire<'GetCaseProgressResponse'>> {
    const { caseNo } = validate(GetCaseSchema, plain, UNFIT);
    return { progress: toCaseProgress(await this.#hub.progress.get(peer, caseNo)) };
  }

  async listCaseMaterials(peer: string, plain: unknown): Promise<Wire<'ListCaseMaterialsResponse'>> {
    const { caseNo } = validate(GetCaseSchema, plain, UNFIT);
    return { materials: (await this.#hub.materials.list(peer, caseNo)).map(toCaseMaterial) };
  }

  async listCaseFeedback(peer: string, plain: unknown): Promise<Wire<'ListCaseFeedbackResponse'>> {
    const { caseNo } = validate(GetCaseSchema, plain, UNFIT);
    return { feedback: (await this.#hub.ratings.list(peer, caseNo)).map(toCaseFeedback) };
  }

  async getConsultation(peer: string, plain: unknown): Promise<Wire<'GetConsultationResponse'>> {
    const asked = validate(GetConsultationSchema, plain, UNFIT);
    const { standing, posts } = await this.#hub.consultations.get(peer, asked);
    return { consultation: toConsultation(standing), posts: posts.map(toConsultationPost) };
  }

  async listConsultations(peer: string, plain: unknown): Promise<Wire<'ListConsultationsResponse'>> {
    const { caseNo, basicCode, after, limit } = validate(ListConsultationsSchema, plain, UNFIT);
    const page = await this.#hub.consultations.list(peer, { caseNo, basicCode, after, limit });
    return { consultations: page.consultations.map(toConsultation), next: page.next ?? '' };
  }

  async listRatingCounts(peer: string, plain: unknown): Promise<Wire<'ListRatingCountsResponse'>> {
    const asked = validate(ListRatingCountsSchema, plain, UNFIT);
    const { rows, next = 0 } = await this.#hub.ratings.counts(peer, asked);
    return { counts: rows.map(toRatingCount), next };
  }

  async listSupervisionRecords(
    peer: string,
    plain: unknown,
  ): Promise<Wire<'ListSupervisionRecordsResponse'>> {
    const asked = validate(ListSupervisionRecordsSchema, plain, UNFIT);
    const { records, cursor } = await this.#hub.supervision.list(peer, asked);
    return { records: records.map(toSupervisionRecord), cursor };
  }

  async listCaseCounts(peer: string, plain: unknown): Promise<Wire<'ListCaseCountsResponse'>> {
    const asked = validate(ListCaseCountsSchema, plain, UNFIT);
    const { rows, next = 0 } = await this.#hub.statistics.counts(peer, asked);
    return { counts: rows.map(toCaseCount), next };
  }

  /** The evidence of a case as a zip file, without the groups of fields that the asker does not want in it. */
  async exportEvidence(peer: string, plain: unknown): Promise<{ caseNo: string; zip: Uint8Array }> {
    const { caseNo, without } = readEvidenceRequest(plain);
    const { reading, identity, rules } = this.#hub;
    const { directory } = rules.current();
    const proven = await reading.proven(peer, caseNo);
    const bundle = caseEvidence(proven, { caseNo, hub: identity.hubId, directory });
    return evidenceZip(withhold(bundle, new Set(without)));
  }

  async resolveItem(plain: unknown): Promise<Wire<'ResolveItemResponse'>> {
    const { rules, runtime } = this.#hub;
    const { itemCode, divisionCode, date } = validate(ResolveItemSchema, plain, UNFIT);
    const query = { itemCode, divisionCode, date: date ?? dayOf(runtime.now()) };
    const current = rules.current();
    const { entry, peerId, path, partnerships } = resolveItem(current, query);
    return {
      itemName: entry.name,
      basicCode: entry.basicCode,
      implementationCode: entry.implementationCode,
      competent: peerId,
      competentOrg: entry.competentOrg,
      competentOrgName: entry.competentOrgName,
      divisionCode: entry.divisionCode,
      modes: entry.modes.map((mode) => tongban.v1.HandlingMode[mode]),
      source: entry.source,
      catalogueVersion: String(current.catalogue.changeNo),
      path: path.map(toRouteStep),
      partnerships: partnerships.map(({ divisions, document }) => ({ divisions: [...divisions], document })),
    };
  }

  async listCatalogueChanges(plain: unknown): Promise<Wire<'ListCatalogueChangesResponse'>> {
    const asked = validate(ListCatalogueChangesSchema, plain, UNFIT);
    const { changes, cursor, isAll } = await this.#hub.catalogue.list(asked);
    return { changes: changes.map(toCatalogueChange), cursor, isAll };
  }

  async listCodeTables(): Promise<Wire<'ListCodeTablesResponse'>> {
    return { tables: [...this.#hub.codeTables.list()] };
  }

  async proposeMapping(peer: string, parts: SignedParts): Promise<Wire<'ProposeMappingResponse'>> {
    const { door, mappings } = this.#hub;
    const received = { peer, parts };
    const mapping = await door.hear(received, () => mappings.propose(received));
    return { mapping: toMapping(mapping) };
  }

  async listMappings(peer: string): Promise<Wire<'ListMappingsResponse'>> {
    return { mappings: (await this.#hub.mappings.list(peer)).map(toMapping) };
  }

  async reportMappingGaps(peer: string, plain: unknown): Promise<Wire<'ReportMappingGapsResponse'>> {
    const { gaps } = validate(ReportMappingGapsSchema, plain, UNFIT);
    const moments = (gap: (typeof gaps)[number]) => ({
      firstSeen: Date.parse(gap.firstSeen),
      lastSeen: Date.parse(gap.lastSeen),
    });
    await this.#hub.mappings.reportGaps(
      peer,
      gaps.map((gap) => ({ ...gap, ...moments(gap) })),
    );
    return {};
  }

  async grantIntake(peer: string, parts: SignedParts): Promise<Wire<'GrantIntakeResponse'>> {
    const { door, intakeGranting } = this.#hub;
    const received = { peer, parts };
    return { grant: toIntakeGrant(await door.hear(received, () => intakeGranting.grant(received))) };
  }

  async withdrawIntakeGrant(peer: string, parts: SignedParts): Promise<Wire<'WithdrawIntakeGrantResponse'>> {
    const { door, intakeGranting } = this.#hub;
    const received = { peer, parts };
    return { grant: toIntakeGrant(await door.hear(received, () => intakeGranting.withdraw(received))) };
  }

  async listIntakeGrants(peer: string, plain: unknown): Promise<Wire<'ListIntakeGrantsResponse'>> {
    const asked = validate(ListIntakeGrantsSchema, plain, UNFIT);
    const { rows, next = 0 } = await this.#hub.intakeGranting.list(peer, asked);
    return { grants: rows.map(toIntakeGrant), next };
  }

  async reportCertificate(peer: string, parts: SignedParts): Promise<Wire<'ReportCertificateResponse'>> {
    const { door, certificates } = this.#hub;
    const received = { peer, parts };
    const ack = await door.hear(received, () => certificates.report(received));
    return { acknowledgement: toCertificateAcknowledgement(ack) };
  }

  async getReportAnswer(peer: string, plain: unknown): Promise<Wire<'GetReportAnswerResponse'>> {
    const { messageId } = validate(GetReportAnswerSchema, plain, UNFIT);
    const ack = await this.#hub.certificates.reportAnswer(peer, messageId);
    return { acknowledgement: toCertificateAcknowledgement(ack) };
  }

  async grantConsent(peer: string, parts: SignedParts): Promise<Wire<'GrantConsentResponse'>> {
    const { door, certificates } = this.#hub;
    const received = { peer, parts };
    const ack = await door.hear(received, () => certificates.grantConsent(received));
    return { acknowledgement: toCertificateAcknowledgement(ack) };
  }

  async revokeConsent(peer: string, parts: SignedParts): Promise<Wire<'RevokeConsentResponse'>> {
    const { door, certificates } = this.#hub;
    const received = { peer, parts };
    const ack = await door.hear(received, () => certificates.revokeConsent(received));
    return { acknowledgement: toCertificateAcknowledgement(ack) };
  }

  async openPresentation(peer: string, parts: SignedParts): Promise<Wire<'OpenPresentationResponse'>> {
    const { door, certificates } = this.#hub;
    const received = { peer, parts };
    return toOpenedPresentation(await door.hear(received, () => certificates.openPresentation(received)));
  }

  async useCertificate(peer: string, parts: SignedParts): Promise<Wire<'UseCertificateResponse'>> {
    const { door, certificates } = this.#hub;
    const received = { peer, parts };
    const allowed = await door.hear(received, () => certificates.decideUse(received));
    // Not in the door: an issuing platform that is slow must not take up the room of messages.
    return toUseRelease(await certificates.answerUse(allowed));
  }

  async listCertificateUses(peer: string, plain: unknown): Promise<Wire<'ListCertificateUsesResponse'>> {
    const { view, holder, before, limit } = validate(ListCertificateUsesSchema, plain, UNFIT);
    const asked = view === 'OF_HOLDER' ? holder && { holder } : view;
    if (asked === undefined) throw new TypeError('the request names its holder');
    const uses = await this.#hub.certificates.listUses(peer, asked, { before, limit });
    return { uses: uses.map(toCertificateUse) };
  }

  async listCertificateTypes(): Promise<Wire<'ListCertificateTypesResponse'>> {
    return { types: this.#hub.certificates.types().map(toCertificateType) };
  }

  async publishStatusList(peer: string, plain: unknown): Promise<Wire<'PublishStatusListResponse'>> {
    const list = validate(PublishStatusListSchema, plain, UNFIT);
    return { entry: toStatusListEntry(await this.#hub.statusLists.publish(peer, list)) };
  }

  async listStatusLists(plain: unknown): Promise<Wire<'ListStatusListsResponse'>> {
    const { after, limit, platform } = validate(ListStatusListsSchema, plain, UNFIT);
    const lists = await this.#hub.statusLists.list(after, limit, platform);
    return { lists: lists.map(toStatusListEntry) };
  }

  async getStatusList(plain: unknown): Promise<Wire<'GetStatusListResponse'>> {
    const { platform, list, knownSha256 = '' } = validate(GetStatusListSchema, plain, UNFIT);
    const found = await this.#hub.statusLists.find(platform, list, knownSha256);
    return { entry: toStatusListEntry(found), token: found.token ?? '' };
  }

  async getCheckpoint(): Promise<Wire<'GetCheckpointResponse'>> {
    return { checkpoint: (await this.#hub.log.reader.published()).note };
  }

  async getReceipt(plain: unknown): Promise<Wire<'GetReceiptResponse'>> {
    const { leafId } = validate(GetReceiptSchema, plain, UNFIT);
    const included = (await this.#hub.log.find([leafId])).get(leafId);
    if (included === undefined) throw new NotFoundError('NOT_FOUND', `no leaf ${leafId} in the log`);
    return { leaf: included.leaf, receipt: toReceipt(included) };
  }

  async getConsistency(plain: unknown): Promise<Wire<'GetConsistencyResponse'>> {
    const { oldSize, newSize, origin } = validate(GetConsistencySchema, plain, UNFIT);
    const { log } = this.#hub;
    const reader = origin === '' ? log.reader : await log.named(origin);
    if (reader === undefined) throw new NotFoundError('NOT_FOUND', `no log ${origin}`);
    return { proof: await reader.consistency(oldSize, newSize) };
  }

  async getTurn(plain: unknown): Promise<Wire<'GetTurnResponse'>> {
    const { origin } = validate(GetTurnSchema, plain, UNFIT);
    const turn = await this.#hub.log.turnOf(origin);
    if (turn === undefined)
      throw new NotFoundError('NOT_FOUND', `no log ${origin} that another has gone on from`);
    return { closed: toLogEntry(turn.closed), opened: toLogEntry(turn.opened) };
  }

  async openUpload(peer: string, plain: unknown): Promise<Wire<'OpenUploadResponse'>> {
    const { blob, useId } = validate(OpenUploadSchema, plain, UNFIT);
    const { files, useFiles } = this.#hub;
    return useId === undefined ? files.open(peer, blob) : useFiles.open(peer, useId, blob);
  }

  upload(
    peer: string,
    start: { readonly sha256: string; readonly offset: number; readonly useId?: string | undefined },
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<Wire<'UploadResponse'>> {
    const { files, useFiles } = this.#hub;
    if (start.useId !== undefined) return useFiles.append(peer, start.useId, start, chunks);
    return files.append(peer, start.sha256, start.offset, chunks);
  }

  async download(peer: string, plain: unknown): Promise<OpenFile> {
    const { sha256, offset, useId } = validate(DownloadSchema, plain, UNFIT);
    const { codeTables, files, useFiles } = this.#hub;
    if (useId !== undefined) return useFiles.read(peer, useId, sha256, offset);
    return codeTables.open(sha256, offset) ?? files.read(peer, sha256, offset);
  }

  async getHub(): Promise<Wire<'GetHubResponse'>> {
    return toHub(this.#hub.identity);
  }

  async listPeers(): Promise<Wire<'ListPeersResponse'>> {
    return toPeers(this.#hub.rules.current().directory);
  }
}
