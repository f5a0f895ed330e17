export { type GrpcOptions, type RunningServer, startGrpc, type TlsMaterial } from './server.js';
export { ERROR_TRAILER, GRPC_STATUS } from './status.js';
