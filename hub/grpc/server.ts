import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Logger, Metrics } from '#hub/observe';
import { type HubServices, Operations, type TlsMaterial } from '#hub/wire';
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
  PeerService,
  RatingService,
  StatisticsService,
  SupervisionService,
} from '#proto/services';
import { type Listener, listenForGrpc } from './listener.js';
import { withoutThrowing } from './reading.js';
import { requestTimeout } from './request-timeout.js';
import * as services from './services.js';

export interface GrpcOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMaterial;
  readonly connections: number;
  readonly requestTimeoutMs: number;
  readonly leaseMs: number;
  readonly maxConnectionAgeMs: number;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A frame may carry 256 messages of the usual size, or a few large ones. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** How long calls under way may take to end when the server closes. */
const CLOSE_PATIENCE_MS = 5_000;

export async function startGrpc(
  hub: HubServices,
  options: GrpcOptions,
  metrics: Metrics,
  logger: Logger,
): Promise<RunningServer> {
  const context = { hub, metrics, logger };
  const server = new Server({
    interceptors: [requestTimeout(context, options.requestTimeoutMs)],
    'grpc.max_receive_message_length': MAX_FRAME_BYTES,
    'grpc.max_send_message_length': MAX_FRAME_BYTES,
    'grpc.max_metadata_size': 16 * 1024,
    'grpc.max_concurrent_streams': 256,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.max_connection_idle_ms': 300_000,
    'grpc.max_connection_age_ms': options.maxConnectionAgeMs,
    'grpc.max_connection_age_grace_ms': 30_000,
  });
  const operations = new Operations(hub);
  server.addService(withoutThrowing(MessageService), services.messageService(context, operations));
  server.addService(
    withoutThrowing(InboxService),
    services.inboxService(context, operations, options.leaseMs),
  );
  server.addService(withoutThrowing(CaseService), services.caseService(context, operations));
  server.addService(withoutThrowing(LifeEventService), services.lifeEventService(context, operations));
  server.addService(withoutThrowing(CatalogService), services.catalogService(context, operations));
  server.addService(withoutThrowing(MappingService), services.mappingService(context, operations));
  server.addService(withoutThrowing(IntakeGrantService), services.intakeGrantService(context, operations));
  server.addService(withoutThrowing(CertificateService), services.certificateService(context, operations));
  server.addService(withoutThrowing(RatingService), services.ratingService(context, operations));
  server.addService(withoutThrowing(SupervisionService), services.supervisionService(context, operations));
  server.addService(withoutThrowing(ConsultationService), services.consultationService(context, operations));
  server.addService(withoutThrowing(StatisticsService), services.statisticsService(context, operations));
  server.addService(withoutThrowing(LogService), services.logService(context, operations));
  server.addService(withoutThrowing(BlobService), services.blobService(context, operations));
  server.addService(withoutThrowing(PeerService), services.peerService(context, operations));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure()); // TLS stands before it
  const listener = await listenForGrpc({
    ...options,
    onConnection: (socket) => injector.injectConnection(socket),
    onStranger: () => metrics.stranger('grpc'),
  });
  return { port: listener.port, close: () => close(server, listener) };
}

/** Lets calls under way end; streams that will not are cut. */
async function close(server: Server, listener: Listener): Promise<void> {
  listener.stop();
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_PATIENCE_MS);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
  listener.close();
}
