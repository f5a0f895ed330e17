import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Logger, Metrics } from '#hub/observe';
import { type HubServices, Operations } from '#hub/wire';
import {
  BlobService,
  CaseService,
  CatalogService,
  InboxService,
  LogService,
  MessageService,
  PeerService,
} from '#proto/services';
import * as services from './services.js';

/** PEM of the server and of the authorities whose client certificates are let in. */
export interface TlsMaterial {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

export interface GrpcOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMaterial;
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
  const server = new Server({
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
  const context = { hub, metrics, logger };
  const operations = new Operations(hub);
  server.addService(MessageService, services.messageService(context, operations));
  server.addService(InboxService, services.inboxService(context, operations, options.leaseMs));
  server.addService(CaseService, services.caseService(context, operations));
  server.addService(CatalogService, services.catalogService(context, operations));
  server.addService(LogService, services.logService(context, operations));
  server.addService(BlobService, services.blobService(context, operations));
  server.addService(PeerService, services.peerService(context, operations));
  const port = await bind(server, options);
  return { port, close: () => close(server) };
}

function bind(server: Server, { host, port, tls }: GrpcOptions): Promise<number> {
  const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) };
  const credentials = ServerCredentials.createSsl(Buffer.from(tls.ca), [pair], true);
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(new Error(`cannot listen on ${host}:${port}: ${error.message}`));
    });
  });
}

/** Lets calls under way end; streams that will not are cut. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_PATIENCE_MS);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
