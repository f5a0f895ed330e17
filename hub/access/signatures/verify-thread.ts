import { parentPort } from 'node:worker_threads';
import { commitmentDigests } from '#crypto/evidence/commitment';
import { signingInput } from '#crypto/jose/parts';
import { importPublicKey, type PublicKey, sha256 } from '#crypto/primitives';
import { type JobFrame, type PackedJob, RESULT_BYTES, unpackJobs } from './frame.js';

/** A thread that checks signatures and computes digests. It holds public keys only, and imports no more than it needs. */

const keys: PublicKey[] = [];

parentPort?.on('message', (frame: JobFrame) => {
  for (const spki of frame.newKeys) keys.push(importPublicKey(spki));
  const jobs = unpackJobs(frame);
  const results = new Uint8Array(jobs.length * RESULT_BYTES);
  for (const [i, job] of jobs.entries()) work(job, results, i * RESULT_BYTES);
  parentPort?.postMessage(results, [results.buffer]);
});

function work(job: PackedJob, results: Uint8Array, at: number): void {
  const input = signingInput(job);
  results[at] = keys[job.key]?.verify(input, job.signature) ? 1 : 0;
  const commitment = commitmentDigests('message', job.salt, input);
  results.set(sha256(input), at + 1);
  results.set(commitment.sha256, at + 33);
  results.set(commitment.sm3, at + 65);
}
