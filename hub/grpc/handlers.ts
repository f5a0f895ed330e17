import { once } from 'node:events';
import type {
  handleServerStreamingCall,
  handleUnaryCall,
  ServerReadableStream,
  ServerWritableStream,
  sendUnaryData,
} from '@grpc/grpc-js';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { toStatus } from './status.js';

/** Wraps a unary operation: identity before, one error mapping after. */
export function unary<Request, Response>(
  context: CallContext,
  operation: string,
  work: (peer: string, request: Request, signal: AbortSignal) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    answer(context, operation, callback, () => work(callingPeer(context, call), call.request, gone.signal));
  };
}

/** Wraps an operation that takes a stream of requests and gives one answer. */
export function clientStreaming<Request, Response>(
  context: CallContext,
  operation: string,
  work: (peer: string, requests: AsyncIterable<Request>) => Promise<Response>,
) {
  return (call: ServerReadableStream<Request, Response>, callback: sendUnaryData<Response>): void => {
    answer(context, operation, callback, () => work(callingPeer(context, call), call));
  };
}

/** Wraps an operation that answers with a stream; it is read no faster than the caller takes it. */
export function serverStreaming<Request, Response>(
  context: CallContext,
  operation: string,
  work: (peer: string, request: Request) => AsyncIterable<Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    pump(call, () => work(callingPeer(context, call), call.request)).then(
      () => {
        context.metrics.answered('grpc', operation, 'OK');
        call.end();
      },
      (error: unknown) => call.destroy(asError(toStatus(publicError(context, operation, error)))),
    );
  };
}

/** grpc-js reads code, details and metadata off the error that ends a stream. */
export function asError(status: ReturnType<typeof toStatus>): Error {
  return Object.assign(new Error(status.details), status);
}

async function pump<Request, Response>(
  call: ServerWritableStream<Request, Response>,
  source: () => AsyncIterable<Response>,
): Promise<void> {
  for await (const response of source()) {
    if (call.cancelled) return;
    if (!call.write(response))
      await Promise.race([once(call, 'drain'), once(call, 'close'), once(call, 'cancelled')]);
  }
}

function answer<Response>(
  context: CallContext,
  operation: string,
  callback: sendUnaryData<Response>,
  work: () => Promise<Response>,
): void {
  Promise.resolve()
    .then(work)
    .then(
      (response) => {
        context.metrics.answered('grpc', operation, 'OK');
        callback(null, response);
      },
      (error: unknown) => callback(toStatus(publicError(context, operation, error))),
    );
}
