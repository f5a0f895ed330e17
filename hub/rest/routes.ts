import { z } from 'zod';
import { FlattenedJwsSchema, fromFlattened, toFlattened } from '#crypto/jose';
import { type Operations, requests } from '#hub/wire';
import { tongban } from '#proto/codec';
import { validate } from '#proto/schema';
import * as responses from './responses.js';

/** What a handler gets: who asks, and the members of path, query and body in one value. */
export interface RestCall {
  readonly peer: string;
  readonly plain: Readonly<Record<string, unknown>>;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
}

/** One operation of the REST interface: how it is called, how it is described, what it does. */
export interface Route {
  readonly method: 'get' | 'post';
  /** With `{name}` for a member of the request that stands in the path. */
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  /** Path, query and body together; a `post` has them in the body. */
  readonly request?: z.ZodType;
  readonly response: z.ZodType;
  /** proto3 JSON. */
  readonly run: (operations: Operations, call: RestCall) => Promise<object>;
  readonly status?: (answer: object) => 200 | 201 | 202;
  /** Names the answer, for a caller who may have it already: its ETag. */
  readonly version?: (answer: object) => string;
}

interface Codec<T> {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
  toObject(message: T, options: object): object;
}

const V1 = tongban.v1;

/**
 * proto3 JSON: enums by name, 64-bit numbers as strings, bytes as base64. Through its own bytes, so that members with their
 * default value are left out and REST says exactly what gRPC does.
 */
export function json<T>(codec: Codec<T>, message: object): object {
  const read = codec.decode(codec.encode(message).finish());
  return codec.toObject(read, { enums: String, longs: String, bytes: String });
}

export const ROUTES: readonly Route[] = [
  {
    method: 'post',
    path: '/v1/messages',
    operation: 'Submit',
    summary: '提交签名报文 · Submit a signed message',
    request: FlattenedJwsSchema,
    response: responses.SubmitResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.SubmitResponse, await operations.submit(peer, fromFlattened(plain))),
    status: (answer) => (isPending(answer) ? 202 : 201),
  },
  {
    method: 'get',
    path: '/v1/messages/{messageId}',
    operation: 'GetAnswer',
    summary: '查询报文回执 · The stored answer to a message',
    request: requests.GetAnswerSchema,
    response: responses.GetAnswerResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetAnswerResponse, await operations.getAnswer(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}',
    operation: 'GetCase',
    summary: '查询办件 · A case',
    request: requests.GetCaseSchema,
    response: responses.GetCaseResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetCaseResponse, await operations.getCase(peer, plain)),
  },
  {
    method: 'post', // who applies must not stand in an address, which is written down on the way
    path: '/v1/cases/search',
    operation: 'FindCases',
    summary:
      '查找办件：编号、申请人、事项、地区、状态、时间、期限 · Find cases by number, applicant, item, place, state, time, deadline',
    request: requests.FindCasesSchema,
    response: responses.FindCasesResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.FindCasesResponse, await operations.findCases(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}/events',
    operation: 'ListCaseEvents',
    summary: '办件过程 · The events of a case',
    request: requests.GetCaseSchema,
    response: responses.ListCaseEventsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListCaseEventsResponse, await operations.listCaseEvents(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}/progress',
    operation: 'GetCaseProgress',
    summary: '办理进度与过程 · How far a case is in plain words, and its timeline',
    request: requests.GetCaseSchema,
    response: responses.GetCaseProgressResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetCaseProgressResponse, await operations.getCaseProgress(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}/materials',
    operation: 'ListCaseMaterials',
    summary:
      '材料情形：已收、免提交、待交 · Which materials came, which a certificate stands for, which are needed',
    request: requests.GetCaseSchema,
    response: responses.ListCaseMaterialsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListCaseMaterialsResponse, await operations.listCaseMaterials(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}/feedback',
    operation: 'ListCaseFeedback',
    summary: '好差评与投诉：评价、整改、期限 · Ratings and complaints of a case, and their remedies',
    request: requests.GetCaseSchema,
    response: responses.ListCaseFeedbackResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListCaseFeedbackResponse, await operations.listCaseFeedback(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/rating-counts',
    operation: 'ListRatingCounts',
    summary: '好差评共性问题与趋势 · Counts of ratings and complaints, by month, item, window and problem',
    request: requests.ListRatingCountsSchema,
    response: responses.ListRatingCountsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListRatingCountsResponse, await operations.listRatingCounts(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/supervision-records',
    operation: 'ListSupervisionRecords',
    summary: '审管衔接：告知承诺及其核查、撤销 · What became of pledges, for whoever supervises the items',
    request: requests.ListSupervisionRecordsSchema,
    response: responses.ListSupervisionRecordsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListSupervisionRecordsResponse, await operations.listSupervisionRecords(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/cases/{caseNo}/consultations/{consultationNo}',
    operation: 'GetConsultation',
    summary:
      '咨询及视频会商：问答、附件、会商记录 · One consultation of a case, with all that was asked and answered',
    request: requests.GetConsultationSchema,
    response: responses.GetConsultationResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetConsultationResponse, await operations.getConsultation(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/consultations',
    operation: 'ListConsultations',
    summary: '咨询：本方未办结的，或一个办件的 · Consultations that are open, or all of one case',
    request: requests.ListConsultationsSchema,
    response: responses.ListConsultationsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListConsultationsResponse, await operations.listConsultations(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/case-counts',
    operation: 'ListCaseCounts',
    summary: '效能监督统计 · Counts of what has happened in cases, by month, item and platforms',
    request: requests.ListCaseCountsSchema,
    response: responses.ListCaseCountsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListCaseCountsResponse, await operations.listCaseCounts(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/life-events/{lifeEventNo}',
    operation: 'GetLifeEvent',
    summary: '一件事办理进度 · How far a life event and its members are',
    request: requests.GetLifeEventSchema,
    response: responses.GetLifeEventResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetLifeEventResponse, await operations.getLifeEvent(peer, plain)),
  },
  {
    method: 'post',
    path: '/v1/inbox/leases',
    operation: 'Lease',
    summary: '领取投递（长轮询） · Lease dispatches, by long poll',
    request: requests.LeaseSchema,
    response: responses.LeaseResponse,
    run: async (operations, { peer, plain, signal }) => {
      const { dispatches = [] } = await operations.lease(peer, plain, signal);
      return { dispatches: dispatches.map(dispatchJson) };
    },
  },
  {
    method: 'post',
    path: '/v1/inbox/acknowledgements',
    operation: 'Acknowledge',
    summary: '签收投递 · Acknowledge a dispatch',
    request: requests.AcknowledgeSchema,
    response: responses.AcknowledgeResponse,
    run: async (operations, { peer, plain }) => {
      const { message, ...held } = validate(requests.AcknowledgeSchema, plain, 'the request does not fit');
      return json(V1.AcknowledgeResponse, await operations.acknowledge(peer, held, fromFlattened(message)));
    },
  },
  {
    method: 'post',
    path: '/v1/inbox/releases',
    operation: 'Release',
    summary: '退回投递 · Give a dispatch back',
    request: requests.ReleaseSchema,
    response: responses.ReleaseResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ReleaseResponse, await operations.release(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/items/resolve',
    operation: 'ResolveItem',
    summary: '事项定位：谁来办 · Who decides an item in a place on a day',
    request: requests.ResolveItemSchema,
    response: responses.ResolveItemResponse,
    run: async (operations, { plain }) => json(V1.ResolveItemResponse, await operations.resolveItem(plain)),
  },
  {
    method: 'post',
    path: '/v1/catalogue/changes',
    operation: 'ListCatalogueChanges',
    summary: '目录增量：清单各版本 · What has been entered in the catalogue since a cursor',
    request: requests.ListCatalogueChangesSchema,
    response: responses.ListCatalogueChangesResponse,
    run: async (operations, { plain }) =>
      json(V1.ListCatalogueChangesResponse, await operations.listCatalogueChanges(plain)),
  },
  {
    method: 'get',
    path: '/v1/catalogue/tables',
    operation: 'ListCodeTables',
    summary: '代码表（按摘要下载） · The code tables, by their digests',
    response: responses.ListCodeTablesResponse,
    run: async (operations) => json(V1.ListCodeTablesResponse, await operations.listCodeTables()),
  },
  {
    method: 'post',
    path: '/v1/mappings',
    operation: 'ProposeMapping',
    summary: '提交编码映射（待审核） · Propose a version of the caller’s mapping',
    request: FlattenedJwsSchema,
    response: responses.ProposeMappingResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ProposeMappingResponse, await operations.proposeMapping(peer, fromFlattened(plain))),
  },
  {
    method: 'get',
    path: '/v1/mappings',
    operation: 'ListMappings',
    summary: '本平台的编码映射及审核情况 · The caller’s mappings and what became of them',
    response: responses.ListMappingsResponse,
    run: async (operations, { peer }) => json(V1.ListMappingsResponse, await operations.listMappings(peer)),
  },
  {
    method: 'post',
    path: '/v1/mappings/gaps',
    operation: 'ReportMappingGaps',
    summary: '上报未对照的编码 · Report the codes that could not be mapped',
    request: requests.ReportMappingGapsSchema,
    response: responses.ReportMappingGapsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ReportMappingGapsResponse, await operations.reportMappingGaps(peer, plain)),
  },
  {
    method: 'post',
    path: '/v1/intake-grants',
    operation: 'GrantIntake',
    summary: '收件授权：收件、原件核验、结果转送 · Let another platform take in what the caller decides',
    request: FlattenedJwsSchema,
    response: responses.GrantIntakeResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GrantIntakeResponse, await operations.grantIntake(peer, fromFlattened(plain))),
  },
  {
    method: 'post',
    path: '/v1/intake-grants/withdrawals',
    operation: 'WithdrawIntakeGrant',
    summary: '撤回收件授权 · End such a grant before its last day',
    request: FlattenedJwsSchema,
    response: responses.WithdrawIntakeGrantResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.WithdrawIntakeGrantResponse, await operations.withdrawIntakeGrant(peer, fromFlattened(plain))),
  },
  {
    method: 'get',
    path: '/v1/intake-grants',
    operation: 'ListIntakeGrants',
    summary: '本平台给出或获得的收件授权 · The grants that the caller gave, or holds',
    request: requests.ListIntakeGrantsSchema,
    response: responses.ListIntakeGrantsResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListIntakeGrantsResponse, await operations.listIntakeGrants(peer, plain)),
  },
  {
    method: 'post',
    path: '/v1/certificates/reports',
    operation: 'ReportCertificate',
    summary: '报送电子证照的颁发、变更与状态 · Report a certificate, a new version, or a change of its state',
    request: FlattenedJwsSchema,
    response: responses.ReportCertificateResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ReportCertificateResponse, await operations.reportCertificate(peer, fromFlattened(plain))),
    status: (answer) => (isPending(answer) ? 202 : 201),
  },
  {
    method: 'get',
    path: '/v1/certificates/reports/{messageId}',
    operation: 'GetReportAnswer',
    summary: '查询报送回执 · The stored answer to a report about a certificate',
    request: requests.GetReportAnswerSchema,
    response: responses.GetReportAnswerResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GetReportAnswerResponse, await operations.getReportAnswer(peer, plain)),
  },
  {
    method: 'post',
    path: '/v1/certificates/consents',
    operation: 'GrantConsent',
    summary: '登记持证主体的用证授权 · Pass on a holder’s consent',
    request: FlattenedJwsSchema,
    response: responses.GrantConsentResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.GrantConsentResponse, await operations.grantConsent(peer, fromFlattened(plain))),
    status: (answer) => (isPending(answer) ? 202 : 201),
  },
  {
    method: 'post',
    path: '/v1/certificates/consents/revocations',
    operation: 'RevokeConsent',
    summary: '撤回授权 · Take a consent back',
    request: FlattenedJwsSchema,
    response: responses.RevokeConsentResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.RevokeConsentResponse, await operations.revokeConsent(peer, fromFlattened(plain))),
    status: (answer) => (isPending(answer) ? 202 : 201),
  },
  {
    method: 'post',
    path: '/v1/certificates/presentations',
    operation: 'OpenPresentation',
    summary: '亮证：取得一次性亮证码 · A holder is about to show a certificate: a code for one use',
    request: FlattenedJwsSchema,
    response: responses.OpenPresentationResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.OpenPresentationResponse, await operations.openPresentation(peer, fromFlattened(plain))),
    status: (answer) => (isPending(answer) ? 202 : 201),
  },
  {
    method: 'post',
    path: '/v1/certificates/uses',
    operation: 'UseCertificate',
    summary: '用证：检索、状态核验、照面信息、亮证核验 · Use a certificate: find, status, data, presentation',
    request: FlattenedJwsSchema,
    response: responses.UseCertificateResponse,
    run: async (operations, { peer, plain }) =>
      releaseJson(await operations.useCertificate(peer, fromFlattened(plain))),
  },
  {
    method: 'post',
    path: '/v1/certificates/uses/list',
    operation: 'ListCertificateUses',
    summary: '用证记录 · The ledger of uses',
    request: requests.ListCertificateUsesSchema,
    response: responses.ListCertificateUsesResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.ListCertificateUsesResponse, await operations.listCertificateUses(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/certificates/types',
    operation: 'ListCertificateTypes',
    summary: '电子证照类型清单 · The types of electronic certificates',
    response: responses.ListCertificateTypesResponse,
    run: async (operations) => json(V1.ListCertificateTypesResponse, await operations.listCertificateTypes()),
  },
  {
    method: 'post',
    path: '/v1/status-lists',
    operation: 'PublishStatusList',
    summary: '发布证照状态列表 · Publish a status list of one’s own certificates',
    request: requests.PublishStatusListSchema,
    response: responses.PublishStatusListResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.PublishStatusListResponse, await operations.publishStatusList(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/status-lists',
    operation: 'ListStatusLists',
    summary: '新发布的状态列表目录 · Which status lists were published since',
    request: requests.ListStatusListsSchema,
    response: responses.ListStatusListsResponse,
    run: async (operations, { plain }) =>
      json(V1.ListStatusListsResponse, await operations.listStatusLists(plain)),
  },
  {
    method: 'get',
    path: '/v1/status-lists/{platform}/{list}',
    operation: 'GetStatusList',
    summary: '证照状态列表 · A status list, as its platform signed it',
    request: requests.GetStatusListSchema,
    response: responses.GetStatusListResponse,
    run: async (operations, { plain }) =>
      json(V1.GetStatusListResponse, await operations.getStatusList(plain)),
    version: (answer) => StatusListVersion.parse(answer).entry.sha256,
  },
  {
    method: 'get',
    path: '/v1/log/checkpoint',
    operation: 'GetCheckpoint',
    summary: '日志检查点 · The log’s signed checkpoint',
    response: responses.GetCheckpointResponse,
    run: async (operations) => json(V1.GetCheckpointResponse, await operations.getCheckpoint()),
  },
  {
    method: 'get',
    path: '/v1/log/receipts/{leafId}',
    operation: 'GetReceipt',
    summary: '包含证明 · Inclusion receipt of a leaf',
    request: requests.GetReceiptSchema,
    response: responses.GetReceiptResponse,
    run: async (operations, { plain }) => json(V1.GetReceiptResponse, await operations.getReceipt(plain)),
  },
  {
    method: 'get',
    path: '/v1/log/consistency',
    operation: 'GetConsistency',
    summary: '一致性证明 · Consistency proof between two sizes',
    request: requests.GetConsistencySchema,
    response: responses.GetConsistencyResponse,
    run: async (operations, { plain }) =>
      json(V1.GetConsistencyResponse, await operations.getConsistency(plain)),
  },
  {
    method: 'get',
    path: '/v1/log/turn',
    operation: 'GetTurn',
    summary: '日志换用证明 · How a log has ended and the next one begun',
    request: requests.GetTurnSchema,
    response: responses.GetTurnResponse,
    run: async (operations, { plain }) => json(V1.GetTurnResponse, await operations.getTurn(plain)),
  },
  {
    method: 'post',
    path: '/v1/uploads',
    operation: 'OpenUpload',
    summary: '登记文件上传 · Announce a file, or ask how far it is',
    request: requests.OpenUploadSchema,
    response: responses.OpenUploadResponse,
    run: async (operations, { peer, plain }) =>
      json(V1.OpenUploadResponse, await operations.openUpload(peer, plain)),
  },
  {
    method: 'get',
    path: '/v1/hub',
    operation: 'GetHub',
    summary: '枢纽身份与公钥 · The hub and its keys',
    response: responses.GetHubResponse,
    run: async (operations) => json(V1.GetHubResponse, await operations.getHub()),
  },
  {
    method: 'get',
    path: '/v1/peers',
    operation: 'ListPeers',
    summary: '已登记平台 · The registered peers',
    response: responses.ListPeersResponse,
    run: async (operations) => json(V1.ListPeersResponse, await operations.listPeers()),
  },
];

/** Signed messages are JWS flattened JSON, whose base64url every proto3 JSON reader takes too. */
function dispatchJson(dispatch: tongban.v1.Dispatch.$Properties): object {
  return {
    ...json(V1.Dispatch, dispatch),
    original: flattened(dispatch.original),
    statement: flattened(dispatch.statement),
  };
}

/** The same for what is released of a certificate. */
function releaseJson(release: tongban.v1.UseCertificateResponse.$Properties): object {
  const { statement, answer } = release;
  return {
    ...json(V1.UseCertificateResponse, release),
    statement: flattened(statement),
    ...(answer == null ? {} : { answer: flattened(answer) }),
  };
}

function flattened(message: tongban.v1.SignedMessage.$Properties | null | undefined): object {
  const none = new Uint8Array(0);
  return toFlattened({
    protected: message?.protected ?? none,
    payload: message?.payload ?? none,
    signature: message?.signature ?? none,
  });
}

const StatusListVersion = z.object({ entry: z.object({ sha256: z.string() }) });

const Pending = z.object({
  acknowledgement: z.union([z.object({ pending: z.literal(true) }), z.object({ held: z.object({}) })]),
});

/** Taken over, and not yet in the log, or not yet an event of its case. */
function isPending(answer: object): boolean {
  return Pending.safeParse(answer).success;
}
