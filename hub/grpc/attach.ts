import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Attachment, type Dispatch } from '#hub/dispatch';
import { missing, type Operations, requests, toDispatch, toErrorMessage, toSignedParts } from '#hub/wire';
import type { tongban } from '#proto/codec';
import { validate } from '#proto/schema';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { drained, failStream } from './flow.js';
import { eachReadable } from './reading.js';

type Call = ServerDuplexStream<tongban.v1.AttachRequest, tongban.v1.AttachResponse.$Properties>;

const OPERATION = 'Attach';

/** `Attach`: a recipient's stream. Dispatches go out, acknowledgements and releases come in. */
export function attach(context: CallContext, operations: Operations, leaseMs: number): (call: Call) => void {
  return (call) => {
    serve(context, operations, leaseMs, call).then(
      () => call.end(),
      (error: unknown) => failStream(call, publicError(context, OPERATION, error)),
    );
  };
}

async function serve(
  context: CallContext,
  operations: Operations,
  leaseMs: number,
  call: Call,
): Promise<void> {
  const peer = callingPeer(context, call);
  const { dispatcher, claims, wakeups } = context.hub;
  const pending = new Set<Promise<void>>();
  let attachment: Attachment | undefined;
  let room = 0;
  try {
    for await (const request of requestsOf(call)) {
      if (attachment === undefined) {
        if (request.open == null) throw missing('/open');
        const { maxInFlight } = validate(
          requests.AttachOpenSchema,
          { ...request.open },
          'the request does not fit',
        );
        room = maxInFlight;
        attachment = new Attachment({
          recipient: peer,
          maxInFlight,
          leaseMs,
          dispatcher,
          claims,
          wakeups,
          send: (dispatches) => send(call, dispatches),
          onError: (error) => context.logger.warn({ err: error, peer }, 'inbox stream'),
        });
        continue;
      }
      // Acknowledgements are worked on side by side, so that they share transactions; at most what is in flight, and no
      // more while the recipient does not read what became of the last ones.
      const settled = settle(context, operations, peer, request, call, attachment);
      pending.add(settled);
      void settled.finally(() => pending.delete(settled));
      if (pending.size >= room) await Promise.race(pending);
      await drained(call);
    }
    attachment?.stop(); // or what was released last would come again on a stream that cannot answer it
    await Promise.all(pending);
  } catch (error) {
    if (!call.cancelled) throw error;
  } finally {
    await attachment?.close();
  }
}

async function send(call: Call, dispatches: readonly Dispatch[]): Promise<void> {
  if (call.destroyed || call.cancelled) return;
  call.write({ dispatches: { dispatches: dispatches.map(toDispatch) } });
  await drained(call);
}

/** Whoever stops reading leaves the stream open, so that he can say why. */
function requestsOf(call: Call): AsyncGenerator<tongban.v1.AttachRequest> {
  const requests = call.iterator({ destroyOnReturn: false }) as AsyncIterable<tongban.v1.AttachRequest>; // no other type comes
  return eachReadable(requests);
}

async function settle(
  context: CallContext,
  operations: Operations,
  peer: string,
  request: tongban.v1.AttachRequest,
  call: Call,
  attachment: Attachment,
): Promise<void> {
  const held = request.acknowledge ?? request.release;
  const dispatchId = held?.dispatchId ?? '';
  try {
    if (request.acknowledge != null) {
      const { dispatchId, leaseToken, message } = request.acknowledge;
      await operations.acknowledge(peer, { dispatchId, leaseToken }, toSignedParts(message));
    } else if (request.release != null) {
      await operations.release(peer, { ...request.release });
    } else {
      throw missing('/acknowledge');
    }
    context.metrics.answered('grpc', OPERATION, 'OK');
    call.write({ acknowledged: { dispatchId } });
    attachment.settled(dispatchId);
  } catch (error) {
    const shown = publicError(context, OPERATION, error);
    call.write({ acknowledged: { dispatchId, error: toErrorMessage(shown) } });
    // A lost lease frees its place; any other refusal leaves the dispatch with its holder, who may try again.
    if (shown.code === 'LEASE_LOST') attachment.settled(dispatchId);
  }
}
