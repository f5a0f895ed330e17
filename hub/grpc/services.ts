import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { missing, type Operations, requests, toSignedParts } from '#hub/wire';
import { tongban } from '#proto/codec';
import { validate } from '#proto/schema';
import { attach } from './attach.js';
import type { CallContext } from './caller.js';
import { clientStreaming, serverStreaming, unary } from './handlers.js';
import { serveCertificates } from './serve-certificates.js';
import { submitStream } from './submit-stream.js';
import { useCertificates } from './use-certificates.js';

type V1 = typeof tongban.v1;
type Request<T extends keyof V1> = V1[T] extends { new (...args: never[]): infer M } ? M : never;

/** Bytes in one message of a stream of a file. */
const CHUNK = 64 * 1024;

export function messageService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    submit: unary(context, 'Submit', (peer, request: Request<'SubmitRequest'>) =>
      operations.submit(peer, toSignedParts(request.message)),
    ),
    submitStream: submitStream(context),
    getAnswer: unary(context, 'GetAnswer', (peer, request: Request<'GetAnswerRequest'>) =>
      operations.getAnswer(peer, { ...request }),
    ),
  };
}

export function inboxService(
  context: CallContext,
  operations: Operations,
  leaseMs: number,
): UntypedServiceImplementation {
  return {
    attach: attach(context, operations, leaseMs),
    lease: unary(context, 'Lease', (peer, request: Request<'LeaseRequest'>, signal) =>
      operations.lease(peer, { ...request }, signal),
    ),
    acknowledge: unary(context, 'Acknowledge', (peer, request: Request<'AcknowledgeRequest'>) => {
      const { dispatchId, leaseToken, message } = request;
      return operations.acknowledge(peer, { dispatchId, leaseToken }, toSignedParts(message));
    }),
    release: unary(context, 'Release', (peer, request: Request<'ReleaseRequest'>) =>
      operations.release(peer, { ...request }),
    ),
  };
}

export function caseService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    getCase: unary(context, 'GetCase', (peer, request: Request<'GetCaseRequest'>) =>
      operations.getCase(peer, { ...request }),
    ),
    findCases: unary(context, 'FindCases', (peer, request: Request<'FindCasesRequest'>) =>
      operations.findCases(peer, tongban.v1.FindCasesRequest.toObject(request, { enums: String })),
    ),
    listCaseEvents: unary(context, 'ListCaseEvents', (peer, request: Request<'ListCaseEventsRequest'>) =>
      operations.listCaseEvents(peer, { ...request }),
    ),
    getCaseProgress: unary(context, 'GetCaseProgress', (peer, request: Request<'GetCaseProgressRequest'>) =>
      operations.getCaseProgress(peer, { ...request }),
    ),
    exportEvidence: serverStreaming(
      context,
      'ExportEvidence',
      async function* (peer, request: Request<'ExportEvidenceRequest'>) {
        const { zip } = await operations.exportEvidence(peer, { ...request });
        for (let at = 0; at < zip.length; at += CHUNK) yield { chunk: zip.subarray(at, at + CHUNK) };
      },
    ),
  };
}

export function lifeEventService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    getLifeEvent: unary(context, 'GetLifeEvent', (peer, request: Request<'GetLifeEventRequest'>) =>
      operations.getLifeEvent(peer, { ...request }),
    ),
  };
}

export function catalogService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    resolveItem: unary(context, 'ResolveItem', (_peer, request: Request<'ResolveItemRequest'>) =>
      operations.resolveItem({ ...request }),
    ),
    listCatalogueChanges: unary(
      context,
      'ListCatalogueChanges',
      (_peer, request: Request<'ListCatalogueChangesRequest'>) =>
        operations.listCatalogueChanges({ ...request }),
    ),
    listCodeTables: unary(context, 'ListCodeTables', () => operations.listCodeTables()),
  };
}

export function mappingService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    proposeMapping: unary(context, 'ProposeMapping', (peer, request: Request<'ProposeMappingRequest'>) =>
      operations.proposeMapping(peer, toSignedParts(request.message)),
    ),
    listMappings: unary(context, 'ListMappings', (peer) => operations.listMappings(peer)),
    reportMappingGaps: unary(
      context,
      'ReportMappingGaps',
      (peer, request: Request<'ReportMappingGapsRequest'>) =>
        operations.reportMappingGaps(peer, { gaps: request.gaps.map(toGap) }),
    ),
  };
}

export function certificateService(
  context: CallContext,
  operations: Operations,
): UntypedServiceImplementation {
  return {
    reportCertificate: unary(
      context,
      'ReportCertificate',
      (peer, request: Request<'ReportCertificateRequest'>) =>
        operations.reportCertificate(peer, toSignedParts(request.message)),
    ),
    getReportAnswer: unary(context, 'GetReportAnswer', (peer, request: Request<'GetReportAnswerRequest'>) =>
      operations.getReportAnswer(peer, { ...request }),
    ),
    grantConsent: unary(context, 'GrantConsent', (peer, request: Request<'GrantConsentRequest'>) =>
      operations.grantConsent(peer, toSignedParts(request.message)),
    ),
    revokeConsent: unary(context, 'RevokeConsent', (peer, request: Request<'RevokeConsentRequest'>) =>
      operations.revokeConsent(peer, toSignedParts(request.message)),
    ),
    openPresentation: unary(
      context,
      'OpenPresentation',
      (peer, request: Request<'OpenPresentationRequest'>) =>
        operations.openPresentation(peer, toSignedParts(request.message)),
    ),
    useCertificate: unary(context, 'UseCertificate', (peer, request: Request<'UseCertificateRequest'>) =>
      operations.useCertificate(peer, toSignedParts(request.message)),
    ),
    publishStatusList: unary(
      context,
      'PublishStatusList',
      (peer, request: Request<'PublishStatusListRequest'>) =>
        operations.publishStatusList(peer, { ...request }),
    ),
    listStatusLists: unary(context, 'ListStatusLists', (_peer, request: Request<'ListStatusListsRequest'>) =>
      operations.listStatusLists({ ...request }),
    ),
    getStatusList: unary(context, 'GetStatusList', (_peer, request: Request<'GetStatusListRequest'>) =>
      operations.getStatusList({ ...request }),
    ),
    useCertificates: useCertificates(context, operations),
    serve: serveCertificates(context),
    listCertificateUses: unary(
      context,
      'ListCertificateUses',
      (peer, request: Request<'ListCertificateUsesRequest'>) =>
        operations.listCertificateUses(
          peer,
          tongban.v1.ListCertificateUsesRequest.toObject(request, { enums: String }),
        ),
    ),
    listCertificateTypes: unary(context, 'ListCertificateTypes', () => operations.listCertificateTypes()),
    listCaseMaterials: unary(
      context,
      'ListCaseMaterials',
      (peer, request: Request<'ListCaseMaterialsRequest'>) =>
        operations.listCaseMaterials(peer, { ...request }),
    ),
  };
}

export function ratingService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    listCaseFeedback: unary(
      context,
      'ListCaseFeedback',
      (peer, request: Request<'ListCaseFeedbackRequest'>) =>
        operations.listCaseFeedback(peer, { ...request }),
    ),
    listRatingCounts: unary(
      context,
      'ListRatingCounts',
      (peer, request: Request<'ListRatingCountsRequest'>) =>
        operations.listRatingCounts(peer, { ...request }),
    ),
  };
}

export function supervisionService(
  context: CallContext,
  operations: Operations,
): UntypedServiceImplementation {
  return {
    listSupervisionRecords: unary(
      context,
      'ListSupervisionRecords',
      (peer, request: Request<'ListSupervisionRecordsRequest'>) =>
        operations.listSupervisionRecords(peer, { ...request }),
    ),
  };
}

export function consultationService(
  context: CallContext,
  operations: Operations,
): UntypedServiceImplementation {
  return {
    getConsultation: unary(context, 'GetConsultation', (peer, request: Request<'GetConsultationRequest'>) =>
      operations.getConsultation(peer, { ...request }),
    ),
    listConsultations: unary(
      context,
      'ListConsultations',
      (peer, request: Request<'ListConsultationsRequest'>) =>
        operations.listConsultations(peer, { ...request }),
    ),
  };
}

export function intakeGrantService(
  context: CallContext,
  operations: Operations,
): UntypedServiceImplementation {
  return {
    grantIntake: unary(context, 'GrantIntake', (peer, request: Request<'GrantIntakeRequest'>) =>
      operations.grantIntake(peer, toSignedParts(request.message)),
    ),
    withdrawIntakeGrant: unary(
      context,
      'WithdrawIntakeGrant',
      (peer, request: Request<'WithdrawIntakeGrantRequest'>) =>
        operations.withdrawIntakeGrant(peer, toSignedParts(request.message)),
    ),
    listIntakeGrants: unary(
      context,
      'ListIntakeGrants',
      (peer, request: Request<'ListIntakeGrantsRequest'>) =>
        operations.listIntakeGrants(
          peer,
          tongban.v1.ListIntakeGrantsRequest.toObject(request, { enums: String }),
        ),
    ),
  };
}

export function statisticsService(
  context: CallContext,
  operations: Operations,
): UntypedServiceImplementation {
  return {
    listCaseCounts: unary(context, 'ListCaseCounts', (peer, request: Request<'ListCaseCountsRequest'>) =>
      operations.listCaseCounts(peer, { ...request }),
    ),
  };
}

export function logService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    getCheckpoint: unary(context, 'GetCheckpoint', () => operations.getCheckpoint()),
    getReceipt: unary(context, 'GetReceipt', (_peer, request: Request<'GetReceiptRequest'>) =>
      operations.getReceipt({ ...request }),
    ),
    getConsistency: unary(context, 'GetConsistency', (_peer, request: Request<'GetConsistencyRequest'>) =>
      operations.getConsistency({ ...request }),
    ),
    getTurn: unary(context, 'GetTurn', (_peer, request: Request<'GetTurnRequest'>) =>
      operations.getTurn({ ...request }),
    ),
  };
}

export function blobService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    openUpload: unary(context, 'OpenUpload', (peer, request: Request<'OpenUploadRequest'>) =>
      operations.openUpload(peer, request.blob == null ? {} : { ...request, blob: { ...request.blob } }),
    ),
    upload: clientStreaming(
      context,
      'Upload',
      async (peer, parts: AsyncIterable<Request<'UploadRequest'>>) => {
        const iterator = parts[Symbol.asyncIterator]();
        const first = await iterator.next();
        const start = first.done === true ? null : first.value.start;
        if (start == null) throw missing('/start');
        return operations.upload(
          peer,
          validate(requests.UploadStartSchema, { ...start }, 'the request does not fit'),
          chunksOf(iterator),
        );
      },
    ),
    download: serverStreaming(
      context,
      'Download',
      async function* (peer, request: Request<'DownloadRequest'>) {
        const { bytes } = await operations.download(peer, { ...request });
        for await (const chunk of bytes) yield { chunk };
      },
    ),
  };
}

export function peerService(context: CallContext, operations: Operations): UntypedServiceImplementation {
  return {
    getHub: unary(context, 'GetHub', () => operations.getHub()),
    listPeers: unary(context, 'ListPeers', () => operations.listPeers()),
  };
}

/** Enums by name, as REST has them. */
function toGap(gap: tongban.v1.MappingGap): object {
  return tongban.v1.MappingGap.toObject(gap, { enums: String });
}

async function* chunksOf(parts: AsyncIterator<Request<'UploadRequest'>>): AsyncGenerator<Uint8Array> {
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    if (next.value.chunk == null) throw missing('/chunk');
    yield next.value.chunk;
  }
}
