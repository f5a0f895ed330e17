import type { Operations } from '#hub/wire';
import type { tongban } from '#proto/codec';
import type { CallContext } from './caller.js';
import { type FramedCall, framedStream } from './framed-stream.js';

type Response = tongban.v1.UseCertificatesResponse.$Properties;
type Answer = tongban.v1.TaggedRelease.$Properties;

/** `UseCertificates`: each use of a frame is what a call of UseCertificate is. */
export function useCertificates(
  context: CallContext,
  operations: Operations,
): (call: FramedCall<Response>) => void {
  return framedStream<Answer, Response>(context, {
    operation: 'UseCertificates',
    answer: async ({ peer, parts }, tag) => {
      const release = await operations.useCertificate(peer, parts);
      const bytes = sizeOf(release.statement) + sizeOf(release.answer);
      return { answer: { tag, release }, checkpoint: '', bytes };
    },
    refusal: (tag, error) => ({ tag, error }),
    frame: (_, answers) => ({ answers }),
  });
}

function sizeOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): number {
  return message?.payload?.length ?? 0;
}
