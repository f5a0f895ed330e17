import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ReceivedMessage } from '#hub/exchange';
import { toErrorMessage, toSignedParts } from '#hub/wire';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { type CallContext, callingPeer, publicError } from './caller.js';
import { failStream } from './flow.js';
import { readable } from './reading.js';

/** Messages, or answers, in one frame. */
const MAX_FRAME = 256;

/** Large parts of answers in one frame, in bytes; a frame of one answer may be larger. A caller takes 4 MiB. */
const MAX_FRAME_BYTES = 1024 * 1024;

/** Messages of one stream whose answers have not gone out, above which it is read no further. */
const MAX_UNANSWERED = 1_024;

/** What a frame of messages has, whatever the stream. */
export interface RequestFrame {
  readonly messages: readonly tongban.v1.TaggedMessage.$Properties[];
}

export type FramedCall<Response> = ServerDuplexStream<RequestFrame, Response>;

/** An answer, and the frame that it belongs into. */
export interface Framed<Answer> {
  readonly answer: Answer;
  /** That its proof ends in; empty: none. Answers of one frame share it. */
  readonly checkpoint: string;
  /** Of the parts that may be large. */
  readonly bytes: number;
}

/** What one kind of stream does with a message, and how its answers look. */
export interface Framing<Answer, Response> {
  readonly operation: string;
  /** @throws HubError: this message is refused, the stream goes on. */
  answer(received: ReceivedMessage, tag: number): Promise<Framed<Answer>>;
  refusal(tag: number, error: tongban.v1.Error.$Properties): Answer;
  frame(checkpoint: string, answers: Answer[]): Response;
}

/** A stream with frames of messages in, and frames of answers out as they get ready. */
export function framedStream<Answer, Response>(
  context: CallContext,
  framing: Framing<Answer, Response>,
): (call: FramedCall<Response>) => void {
  return (call) => {
    try {
      new FramedStream(context, framing, call, callingPeer(context, call)).run();
    } catch (error) {
      failStream(call, publicError(context, framing.operation, error));
    }
  };
}

class FramedStream<Answer, Response> {
  readonly #context: CallContext;
  readonly #framing: Framing<Answer, Response>;
  readonly #call: FramedCall<Response>;
  readonly #peer: string;
  /** Answers that wait to be put into a frame, by the checkpoint their proofs end in. */
  readonly #ready = new Map<string, Framed<Answer>[]>();
  readonly #onFrame = (frame: RequestFrame): void => this.#take(frame);
  #unanswered = 0;
  #isFlushing = false;
  #hasEnded = false;

  constructor(
    context: CallContext,
    framing: Framing<Answer, Response>,
    call: FramedCall<Response>,
    peer: string,
  ) {
    this.#context = context;
    this.#framing = framing;
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

  #take(frame: RequestFrame): void {
    try {
      this.#answerAll(readable(frame));
    } catch (error) {
      this.#call.off('data', this.#onFrame);
      failStream(this.#call, publicError(this.#context, this.#framing.operation, error));
    }
  }

  #answerAll({ messages }: RequestFrame): void {
    if (messages.length > MAX_FRAME) {
      throw new ValidationError('TOO_LARGE', `a frame has at most ${MAX_FRAME} messages`);
    }
    for (const message of messages) void this.#answer(message);
    if (this.#isFull()) this.#call.pause();
  }

  async #answer({ tag = 0, message }: tongban.v1.TaggedMessage.$Properties): Promise<void> {
    const { operation } = this.#framing;
    this.#unanswered++;
    try {
      const received = { peer: this.#peer, parts: toSignedParts(message) };
      const framed = await this.#framing.answer(received, tag);
      this.#context.metrics.answered('grpc', operation, 'OK');
      this.#enqueue(framed);
    } catch (error) {
      const shown = toErrorMessage(publicError(this.#context, operation, error));
      this.#enqueue({ answer: this.#framing.refusal(tag, shown), checkpoint: '', bytes: 0 });
    }
  }

  #enqueue(framed: Framed<Answer>): void {
    const answers = this.#ready.get(framed.checkpoint);
    if (answers === undefined) this.#ready.set(framed.checkpoint, [framed]);
    else answers.push(framed);
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
      for (const frame of framesOf(answers)) this.#call.write(this.#framing.frame(checkpoint, frame));
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

function framesOf<Answer>(framed: readonly Framed<Answer>[]): Answer[][] {
  const frames: Answer[][] = [];
  let frame: Answer[] = [];
  let size = 0;
  for (const { answer, bytes } of framed) {
    if (frame.length === MAX_FRAME || (frame.length > 0 && size + bytes > MAX_FRAME_BYTES)) {
      frames.push(frame);
      frame = [];
      size = 0;
    }
    frame.push(answer);
    size += bytes;
  }
  return [...frames, frame];
}
