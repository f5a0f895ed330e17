import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { IssuerLine } from '#hub/dispatch';
import { missing, requests, toCertificateQuery, toSignedParts } from '#hub/wire';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { validate } from '#proto/schema';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { failStream } from './flow.js';
import { eachReadable } from './reading.js';

type Call = ServerDuplexStream<tongban.v1.ServeRequest, tongban.v1.ServeResponse.$Properties>;

const OPERATION = 'Serve';

/** `Serve`: the line of an issuing platform. Queries go out, signed answers come in, as many at a time as it said. */
export function serveCertificates(context: CallContext): (call: Call) => void {
  return (call) => {
    serve(context, call).then(
      () => call.end(),
      (error: unknown) => failStream(call, publicError(context, OPERATION, error)),
    );
  };
}

async function serve(context: CallContext, call: Call): Promise<void> {
  const platform = callingPeer(context, call);
  const { lines } = context.hub;
  let line: IssuerLine | undefined;
  try {
    // Whoever stops reading leaves the stream open, so that he can say why.
    const parts = call.iterator({ destroyOnReturn: false }) as AsyncIterable<tongban.v1.ServeRequest>; // no other type comes
    for await (const part of eachReadable(parts)) {
      if (line !== undefined) take(context, line, part);
      else line = open(context, platform, call, part);
    }
  } catch (error) {
    if (!call.cancelled) throw error;
  } finally {
    if (line !== undefined) lines.ended(platform, line);
  }
}

function open(context: CallContext, platform: string, call: Call, part: tongban.v1.ServeRequest): IssuerLine {
  if (part.open == null) throw missing('/open');
  const { maxInFlight } = validate(requests.OpenLineSchema, { ...part.open }, 'the request does not fit');
  return context.hub.lines.open({
    platform,
    maxInFlight,
    // Not at the first sign of back pressure, which every burst gives: when as much waits to be read as may be in flight.
    isBlocked: () => call.writableLength >= maxInFlight || call.destroyed,
    end: () => call.end(),
    send: (query, waitMs) => void call.write({ query: toCertificateQuery(query, waitMs) }),
  });
}

function take(context: CallContext, line: IssuerLine, part: tongban.v1.ServeRequest): void {
  const { answer } = part;
  if (answer == null) throw missing('/answer');
  const { useId, message, error } = answer;
  if (error != null) {
    line.failed(useId, 'its platform cannot answer now');
  } else if (message != null) {
    line.answered(useId, toSignedParts(message));
  } else {
    throw new ValidationError('MALFORMED', 'an answer has a message or an error', {
      violations: [{ pointer: '/answer', message: 'neither message nor error' }],
    });
  }
  context.metrics.answered('grpc', OPERATION, 'OK');
}
