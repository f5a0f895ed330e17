import { toFramedAcknowledgement } from '#hub/wire';
import type { tongban } from '#proto/codec';
import type { CallContext } from './caller.js';
import { type FramedCall, framedStream } from './framed-stream.js';

type Response = tongban.v1.SubmitStreamResponse.$Properties;
type Answer = tongban.v1.TaggedAnswer.$Properties;

/** `SubmitStream`: answers go out as the log commits them, those of one checkpoint together. */
export function submitStream(context: CallContext): (call: FramedCall<Response>) => void {
  const { hub, metrics } = context;
  return framedStream<Answer, Response>(context, {
    operation: 'SubmitStream',
    answer: async (received, tag) => {
      const started = hub.runtime.elapsed();
      const ack = await hub.door.submit(received);
      metrics.acknowledged('grpc', (hub.runtime.elapsed() - started) / 1000);
      const answer = { tag, acknowledgement: toFramedAcknowledgement(ack) };
      return { answer, checkpoint: ack.included?.checkpoint ?? '', bytes: 0 };
    },
    refusal: (tag, error) => ({ tag, error }),
    frame: (checkpoint, answers) => ({ checkpoint, answers }),
  });
}
