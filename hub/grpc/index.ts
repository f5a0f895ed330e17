export { type GrpcOptions, type RunningServer, startGrpc } from './server.js';
export { ERROR_TRAILER, GRPC_STATUS } from './status.js';
