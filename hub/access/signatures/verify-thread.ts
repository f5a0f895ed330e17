import { parentPort } from 'node:worker_threads';
import { importPublicKey, type PublicKey } from '#crypto/primitives';
import { checkSignature } from './check.js';
import { type JobFrame, packResults, unpackJobs } from './frame.js';

/** A thread that checks signatures and computes digests. It holds public keys only, and imports no more than it needs. */

const keys: PublicKey[] = [];

parentPort?.on('message', (frame: JobFrame) => {
  for (const spki of frame.newKeys) keys.push(importPublicKey(spki));
  const results = packResults(
    unpackJobs(frame).map((job) => {
      const key = keys[job.key];
      if (key === undefined) throw new RangeError(`key ${job.key} was not sent`);
      return checkSignature(job, key);
    }),
  );
  parentPort?.postMessage(results, [results.buffer]);
});
