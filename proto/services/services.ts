import { tongban } from '#proto/codec';

/**
 * The services of tongban/v1, in the form that gRPC libraries of Node.js take. Paths and codecs only: which library calls
 * them is not decided here.
 */

/** Generated classes write plain values and read instances, whose fields always have a value. */
interface Codec<Written, Read> {
  encode(message: Written): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Read;
}

/** One method: what `@grpc/grpc-js` calls a MethodDefinition. */
export interface Method<Request, ReadRequest, Response, ReadResponse> {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => ReadRequest;
  readonly responseSerialize: (response: Response) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => ReadResponse;
}

type Streams = 'none' | 'request' | 'response' | 'both';

function method<Request, ReadRequest, Response, ReadResponse>(
  path: string,
  request: Codec<Request, ReadRequest>,
  response: Codec<Response, ReadResponse>,
  streams: Streams = 'none',
): Method<Request, ReadRequest, Response, ReadResponse> {
  return {
    path: `/tongban.v1.${path}`,
    requestStream: streams === 'request' || streams === 'both',
    responseStream: streams === 'response' || streams === 'both',
    requestSerialize: (message) => toBuffer(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => toBuffer(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const { v1 } = tongban;

export const MessageService = {
  submit: method('MessageService/Submit', v1.SubmitRequest, v1.SubmitResponse),
  submitStream: method(
    'MessageService/SubmitStream',
    v1.SubmitStreamRequest,
    v1.SubmitStreamResponse,
    'both',
  ),
  getAnswer: method('MessageService/GetAnswer', v1.GetAnswerRequest, v1.GetAnswerResponse),
};

export const InboxService = {
  attach: method('InboxService/Attach', v1.AttachRequest, v1.AttachResponse, 'both'),
  lease: method('InboxService/Lease', v1.LeaseRequest, v1.LeaseResponse),
  acknowledge: method('InboxService/Acknowledge', v1.AcknowledgeRequest, v1.AcknowledgeResponse),
  release: method('InboxService/Release', v1.ReleaseRequest, v1.ReleaseResponse),
};

export const CaseService = {
  getCase: method('CaseService/GetCase', v1.GetCaseRequest, v1.GetCaseResponse),
  findCases: method('CaseService/FindCases', v1.FindCasesRequest, v1.FindCasesResponse),
  listCaseEvents: method('CaseService/ListCaseEvents', v1.ListCaseEventsRequest, v1.ListCaseEventsResponse),
  getCaseProgress: method(
    'CaseService/GetCaseProgress',
    v1.GetCaseProgressRequest,
    v1.GetCaseProgressResponse,
  ),
  exportEvidence: method(
    'CaseService/ExportEvidence',
    v1.ExportEvidenceRequest,
    v1.ExportEvidenceResponse,
    'response',
  ),
};

export const LifeEventService = {
  getLifeEvent: method('LifeEventService/GetLifeEvent', v1.GetLifeEventRequest, v1.GetLifeEventResponse),
};

export const CatalogService = {
  resolveItem: method('CatalogService/ResolveItem', v1.ResolveItemRequest, v1.ResolveItemResponse),
  listCatalogueChanges: method(
    'CatalogService/ListCatalogueChanges',
    v1.ListCatalogueChangesRequest,
    v1.ListCatalogueChangesResponse,
  ),
  listCodeTables: method(
    'CatalogService/ListCodeTables',
    v1.ListCodeTablesRequest,
    v1.ListCodeTablesResponse,
  ),
};

export const MappingService = {
  proposeMapping: method(
    'MappingService/ProposeMapping',
    v1.ProposeMappingRequest,
    v1.ProposeMappingResponse,
  ),
  listMappings: method('MappingService/ListMappings', v1.ListMappingsRequest, v1.ListMappingsResponse),
  reportMappingGaps: method(
    'MappingService/ReportMappingGaps',
    v1.ReportMappingGapsRequest,
    v1.ReportMappingGapsResponse,
  ),
};

export const CertificateService = {
  reportCertificate: method(
    'CertificateService/ReportCertificate',
    v1.ReportCertificateRequest,
    v1.ReportCertificateResponse,
  ),
  getReportAnswer: method(
    'CertificateService/GetReportAnswer',
    v1.GetReportAnswerRequest,
    v1.GetReportAnswerResponse,
  ),
  grantConsent: method('CertificateService/GrantConsent', v1.GrantConsentRequest, v1.GrantConsentResponse),
  revokeConsent: method(
    'CertificateService/RevokeConsent',
    v1.RevokeConsentRequest,
    v1.RevokeConsentResponse,
  ),
  useCertificate: method(
    'CertificateService/UseCertificate',
    v1.UseCertificateRequest,
    v1.UseCertificateResponse,
  ),
  useCertificates: method(
    'CertificateService/UseCertificates',
    v1.UseCertificatesRequest,
    v1.UseCertificatesResponse,
    'both',
  ),
  serve: method('CertificateService/Serve', v1.ServeRequest, v1.ServeResponse, 'both'),
  listCertificateUses: method(
    'CertificateService/ListCertificateUses',
    v1.ListCertificateUsesRequest,
    v1.ListCertificateUsesResponse,
  ),
  listCertificateTypes: method(
    'CertificateService/ListCertificateTypes',
    v1.ListCertificateTypesRequest,
    v1.ListCertificateTypesResponse,
  ),
  openPresentation: method(
    'CertificateService/OpenPresentation',
    v1.OpenPresentationRequest,
    v1.OpenPresentationResponse,
  ),
  publishStatusList: method(
    'CertificateService/PublishStatusList',
    v1.PublishStatusListRequest,
    v1.PublishStatusListResponse,
  ),
  listStatusLists: method(
    'CertificateService/ListStatusLists',
    v1.ListStatusListsRequest,
    v1.ListStatusListsResponse,
  ),
  getStatusList: method(
    'CertificateService/GetStatusList',
    v1.GetStatusListRequest,
    v1.GetStatusListResponse,
  ),
  listCaseMaterials: method(
    'CertificateService/ListCaseMaterials',
    v1.ListCaseMaterialsRequest,
    v1.ListCaseMaterialsResponse,
  ),
};

export const RatingService = {
  listCaseFeedback: method(
    'RatingService/ListCaseFeedback',
    v1.ListCaseFeedbackRequest,
    v1.ListCaseFeedbackResponse,
  ),
  listRatingCounts: method(
    'RatingService/ListRatingCounts',
    v1.ListRatingCountsRequest,
    v1.ListRatingCountsResponse,
  ),
};

export const SupervisionService = {
  listSupervisionRecords: method(
    'SupervisionService/ListSupervisionRecords',
    v1.ListSupervisionRecordsRequest,
    v1.ListSupervisionRecordsResponse,
  ),
};

export const ConsultationService = {
  getConsultation: method(
    'ConsultationService/GetConsultation',
    v1.GetConsultationRequest,
    v1.GetConsultationResponse,
  ),
  listConsultations: method(
    'ConsultationService/ListConsultations',
    v1.ListConsultationsRequest,
    v1.ListConsultationsResponse,
  ),
};

export const IntakeGrantService = {
  grantIntake: method('IntakeGrantService/GrantIntake', v1.GrantIntakeRequest, v1.GrantIntakeResponse),
  withdrawIntakeGrant: method(
    'IntakeGrantService/WithdrawIntakeGrant',
    v1.WithdrawIntakeGrantRequest,
    v1.WithdrawIntakeGrantResponse,
  ),
  listIntakeGrants: method(
    'IntakeGrantService/ListIntakeGrants',
    v1.ListIntakeGrantsRequest,
    v1.ListIntakeGrantsResponse,
  ),
};

export const StatisticsService = {
  listCaseCounts: method(
    'StatisticsService/ListCaseCounts',
    v1.ListCaseCountsRequest,
    v1.ListCaseCountsResponse,
  ),
};

export const LogService = {
  getCheckpoint: method('LogService/GetCheckpoint', v1.GetCheckpointRequest, v1.GetCheckpointResponse),
  getReceipt: method('LogService/GetReceipt', v1.GetReceiptRequest, v1.GetReceiptResponse),
  getConsistency: method('LogService/GetConsistency', v1.GetConsistencyRequest, v1.GetConsistencyResponse),
  getTurn: method('LogService/GetTurn', v1.GetTurnRequest, v1.GetTurnResponse),
};

export const BlobService = {
  openUpload: method('BlobService/OpenUpload', v1.OpenUploadRequest, v1.OpenUploadResponse),
  upload: method('BlobService/Upload', v1.UploadRequest, v1.UploadResponse, 'request'),
  download: method('BlobService/Download', v1.DownloadRequest, v1.DownloadResponse, 'response'),
};

export const PeerService = {
  getHub: method('PeerService/GetHub', v1.GetHubRequest, v1.GetHubResponse),
  listPeers: method('PeerService/ListPeers', v1.ListPeersRequest, v1.ListPeersResponse),
};
