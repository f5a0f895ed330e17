import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import type { SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';
import { fromErrorMessage, fromServiceError, HubCallError } from './hub-error.js';

type Call = ClientDuplexStream<tongban.v1.AttachRequest.$Properties, tongban.v1.AttachResponse>;
type Dispatch = tongban.v1.Dispatch;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** One attached inbox stream: iterate over the dispatches, acknowledge or release each. Ends when the connection does. */
export class InboxStream {
  readonly #call: Call;
  readonly #settling = new Map<string, Waiting>();
  #hasEnded = false;

  constructor(call: Call, maxInFlight: number) {
    this.#call = call;
    this.#send({ open: { maxInFlight } });
  }

  /** @throws HubCallError when the stream breaks; it is then attached anew, and unacknowledged dispatches come again. */
  async *dispatches(): AsyncGenerator<Dispatch> {
    try {
      for await (const response of this.#call as AsyncIterable<tongban.v1.AttachResponse>) {
        if (response.acknowledged != null) this.#settle(response.acknowledged);
        yield* response.dispatches?.dispatches ?? [];
      }
    } catch (error) {
      throw fromServiceError(error as ServiceError); // streams of grpc-js fail with nothing else
    } finally {
      this.#abandon();
    }
  }

  /** @param message signed by the recipient; its payload is a DispatchAcknowledgement. */
  acknowledge(dispatch: Dispatch, message: SignedParts): Promise<void> {
    const { dispatchId, leaseToken } = dispatch;
    return this.#ask(dispatchId, { acknowledge: { dispatchId, leaseToken, message } });
  }

  /** Gives the dispatch back; the hub offers it again after a delay, on this stream unless it is left. */
  release(dispatch: Dispatch, reason: string): Promise<void> {
    const { dispatchId, leaseToken } = dispatch;
    return this.#ask(dispatchId, { release: { dispatchId, leaseToken, reason } });
  }

  /** Nothing more is offered or can be settled here. What was said before is answered; what is still held goes back. */
  leave(): void {
    this.#hasEnded = true;
    this.#call.end();
  }

  close(): void {
    this.#call.cancel();
  }

  #ask(dispatchId: string, request: tongban.v1.AttachRequest.$Properties): Promise<void> {
    if (this.#hasEnded) return Promise.reject(ended());
    return new Promise((resolve, reject) => {
      this.#settling.set(dispatchId, { resolve, reject });
      this.#send(request);
    });
  }

  #settle(result: tongban.v1.AcknowledgeResult.$Properties): void {
    const dispatchId = result.dispatchId ?? '';
    const waiting = this.#settling.get(dispatchId);
    this.#settling.delete(dispatchId);
    if (result.error == null) waiting?.resolve();
    else waiting?.reject(fromErrorMessage(result.error));
  }

  #abandon(): void {
    this.#hasEnded = true;
    for (const waiting of this.#settling.values()) waiting.reject(ended());
    this.#settling.clear();
  }

  #send(request: tongban.v1.AttachRequest.$Properties): void {
    this.#call.write(request);
  }
}

function ended(): HubCallError {
  return new HubCallError('UNAVAILABLE', 'the stream ended');
}
