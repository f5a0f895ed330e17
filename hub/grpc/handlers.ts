import type {
  handleServerStreamingCall,
  handleUnaryCall,
  ServerReadableStream,
  ServerWritableStream,
  sendUnaryData,
} from '@grpc/grpc-js';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { drained, failStream } from './flow.js';
import { eachReadable, readable } from './reading.js';
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
    answer(context, operation, callback, () =>
      work(callingPeer(context, call), readable(call.request), gone.signal),
    );
  };
}

/** Wraps an operation that takes a stream of requests and gives one answer. */
export function clientStreaming<Request, Response>(
  context: CallContext,
  operation: string,
  work: (peer: string, requests: AsyncIterable<Request>) => Promise<Response>,
) {
  return (call: ServerReadableStream<Request, Response>, callback: sendUnaryData<Response>): void => {
    answer(context, operation, callback, () => work(callingPeer(context, call), eachReadable(call)));
  };
}

/** Wraps an operation that answers with a stream; it is read no faster than the caller takes it. */
export function serverStreaming<Request, Response>(
  context: CallContext,
  operation: string,
  work: (peer: string, request: Request) => AsyncIterable<Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    pump(call, () => work(callingPeer(context, call), readable(call.request))).then(
      () => {
        context.metrics.answered('grpc', operation, 'OK');
        call.end();
      },
      (error: unknown) => failStream(call, publicError(context, operation, error)),
    );
  };
}

async function pump<Request, Response>(
  call: ServerWritableStream<Request, Response>,
  source: () => AsyncIterable<Response>,
): Promise<void> {
  for await (const response of source()) {
    if (call.cancelled) return;
    call.write(response);
    await drained(call);
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
