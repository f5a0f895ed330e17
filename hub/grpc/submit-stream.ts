import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Acknowledgement } from '#hub/exchange';
import { type PublicError, toErrorMessage, toFramedAcknowledgement, toSignedParts } from '#hub/wire';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { failStream } from './flow.js';
import { readable } from './reading.js';

type Call = ServerDuplexStream<tongban.v1.SubmitStreamRequest, tongban.v1.SubmitStreamResponse.$Properties>;
type Answer = tongban.v1.TaggedAnswer.$Properties;

/** Messages, or answers, in one frame. */
const MAX_FRAME = 256;

/** Messages of one stream whose answers have not gone out, above which it is read no further. */
const MAX_UNANSWERED = 1_024;

const OPERATION = 'SubmitStream';

/** `SubmitStream`: frames of messages in, frames of answers out as the log commits them. */
export function submitStream(context: CallContext): (call: Call) => void {
  return (call) => {
    try {
      new SubmitStream(context, call, callingPeer(context, call)).run();
    } catch (error) {
      failStream(call, publicError(context, OPERATION, error));
    }
  };
}

class SubmitStream {
  readonly #context: CallContext;
  readonly #call: Call;
  readonly #peer: string;
  /** Answers that wait to be put into a frame, by the checkpoint their proofs end in. */
  readonly #ready = new Map<string, Answer[]>();
  readonly #onFrame = (frame: tongban.v1.SubmitStreamRequest): void => this.#take(frame);
  #unanswered = 0;
  #isFlushing = false;
  #hasEnded = false;

  constructor(context: CallContext, call: Call, peer: string) {
    this.#context = context;
    this.#call = call;
    this.#peer = peer;
  }

  run(): void {
    this.#call.on('data', this.#onFrame);
    this.#call.on('end', () => {
      this.#hasEnded = true;
      this.#endWhenDone();
    });
    this.#call.on('drain', () => this.#flush());
    this.#call.on('error', () => {}); // the peer is gone; what it sent is recorded all the same
  }

  #take(frame: tongban.v1.SubmitStreamRequest): void {
    try {
      this.#submitAll(readable(frame));
    } catch (error) {
      this.#call.off('data', this.#onFrame);
      failStream(this.#call, publicError(this.#context, OPERATION, error));
    }
  }

  #submitAll(frame: tongban.v1.SubmitStreamRequest): void {
    if (frame.messages.length > MAX_FRAME) {
      throw new ValidationError('TOO_LARGE', `a frame has at most ${MAX_FRAME} messages`);
    }
    for (const { tag, message } of frame.messages) void this.#submit(tag, message);
    if (this.#isFull()) this.#call.pause();
  }

  async #submit(tag: number, message: tongban.v1.SignedMessage | null | undefined): Promise<void> {
    const { hub, metrics } = this.#context;
    const started = hub.runtime.elapsed();
    this.#unanswered++;
    try {
      const ack = await hub.door.submit({ peer: this.#peer, parts: toSignedParts(message) });
      metrics.answered('grpc', OPERATION, 'OK');
      metrics.acknowledged('grpc', (hub.runtime.elapsed() - started) / 1000);
      this.#answer(ack.included?.checkpoint ?? '', acknowledged(tag, ack));
    } catch (error) {
      this.#answer('', refused(tag, publicError(this.#context, OPERATION, error)));
    }
  }

  #answer(checkpoint: string, answer: Answer): void {
    const answers = this.#ready.get(checkpoint);
    if (answers === undefined) this.#ready.set(checkpoint, [answer]);
    else answers.push(answer);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    // The answers of one commit arrive in one turn of the event loop; a frame takes all of them.
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    for (const [checkpoint, answers] of this.#ready) {
      if (this.#call.writableNeedDrain) return; // 'drain' calls again
      this.#ready.delete(checkpoint);
      this.#unanswered -= answers.length;
      for (let at = 0; at < answers.length; at += MAX_FRAME) {
        this.#call.write({ checkpoint, answers: answers.slice(at, at + MAX_FRAME) });
      }
    }
    if (this.#call.isPaused() && !this.#isFull()) this.#call.resume();
    this.#endWhenDone();
  }

  #endWhenDone(): void {
    if (this.#hasEnded && this.#unanswered === 0) this.#call.end();
  }

  /** A stream that is not read pushes back on its sender alone (proved by test/conformance/streams.test.ts). */
  #isFull(): boolean {
    const { door } = this.#context.hub;
    return this.#unanswered >= MAX_UNANSWERED || (door.room === 0 && this.#unanswered > 0);
  }
}

function acknowledged(tag: number, ack: Acknowledgement): Answer {
  return { tag, acknowledgement: toFramedAcknowledgement(ack) };
}

function refused(tag: number, error: PublicError): Answer {
  return { tag, error: toErrorMessage(error) };
}
