import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { IssuerLine, LineOptions } from '#hub/dispatch';
import { missing, requests, toCertificateQuery, toSignedParts } from '#hub/wire';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { validate } from '#proto/schema';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { failStream } from './flow.js';
import { eachReadable } from './reading.js';

type Call = ServerDuplexStream<tongban.v1.ServeRequest, tongban.v1.ServeResponse.$Properties>;

const OPERATION = 'Serve';

/** Queries in one frame: each carries a message of at most 256 KiB, and most are of a few hundred bytes. */
const MAX_FRAME = 12;

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
    send: framed((queries) => void call.write({ queries })),
  });
}

type Query = tongban.v1.CertificateQuery.$Properties;

/** The uses of one commit are asked in one turn of the event loop; a frame takes all of them. */
function framed(write: (queries: Query[]) => void): LineOptions['send'] {
  let waiting: Query[] = [];
  return (query, waitMs) => {
    waiting.push(toCertificateQuery(query, waitMs));
    if (waiting.length > 1) return;
    setImmediate(() => {
      const queries = waiting;
      waiting = [];
      for (let at = 0; at < queries.length; at += MAX_FRAME) write(queries.slice(at, at + MAX_FRAME));
    });
  };
}

function take(context: CallContext, line: IssuerLine, part: tongban.v1.ServeRequest): void {
  if (part.answers == null) throw missing('/answers');
  for (const answer of part.answers.answers ?? []) takeAnswer(context, line, answer);
}

function takeAnswer(
  context: CallContext,
  line: IssuerLine,
  { useId, message, error }: tongban.v1.LineAnswer.$Properties,
): void {
  if (error != null) {
    line.failed(useId ?? '', 'its platform cannot answer now');
  } else if (message != null) {
    line.answered(useId ?? '', toSignedParts(message));
  } else {
    throw new ValidationError('MALFORMED', 'an answer has a message or an error', {
      violations: [{ pointer: '/answers', message: 'neither message nor error' }],
    });
  }
  context.metrics.answered('grpc', OPERATION, 'OK');
}
