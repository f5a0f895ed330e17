import { parentPort } from 'node:worker_threads';
import { signingInput } from '#crypto/jose/parts';
import { importPublicKey, type PublicKey } from '#crypto/primitives';

/** Verifies signatures and does nothing else. */

export interface BareJob {
  readonly spki: Uint8Array;
  readonly messages: readonly {
    readonly protected: Uint8Array;
    readonly payload: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

let key: PublicKey | undefined;

parentPort?.on('message', (job: BareJob) => {
  key ??= importPublicKey(job.spki);
  const known = key;
  parentPort?.postMessage(
    job.messages.map((message) => known.verify(signingInput(message), message.signature)),
  );
});
