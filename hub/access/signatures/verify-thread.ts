import { parentPort } from 'node:worker_threads';
import { commitmentDigests } from '#crypto/evidence/commitment';
import { signingInput } from '#crypto/jose/parts';
import { importPublicKey, type PublicKey, sha256 } from '#crypto/primitives';
import { type JobFrame, RESULT_BYTES, unpackParts } from './frame.js';

/** A thread that checks signatures and computes digests. It holds public keys only, and imports no more than it needs. */

const keys = new Map<string, PublicKey>();

parentPort?.on('message', (frame: JobFrame) => {
  for (const [kid, spki] of frame.newKeys) keys.set(kid, importPublicKey(spki));
  const results = new Uint8Array(frame.kids.length * RESULT_BYTES);
  let at = 0;
  let job = 0;
  for (const [protectedBytes, payload, signature, salt] of unpackParts(frame)) {
    if (
      protectedBytes === undefined ||
      payload === undefined ||
      signature === undefined ||
      salt === undefined
    )
      break;
    const input = signingInput({ protected: protectedBytes, payload });
    const key = keys.get(frame.kids[job] ?? '');
    results[at] = key?.verify(input, signature) ? 1 : 0;
    const commitment = commitmentDigests('message', salt, input);
    results.set(sha256(input), at + 1);
    results.set(commitment.sha256, at + 33);
    results.set(commitment.sm3, at + 65);
    at += RESULT_BYTES;
    job++;
  }
  parentPort?.postMessage(results, [results.buffer]);
});
