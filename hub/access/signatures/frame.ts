import type { SignatureResult } from './check.js';

/**
 * What travels between the main thread and a verify thread: flat buffers, handed over, not copied.
 *
 * To the thread, for each job: in `layout` the number of its key and four lengths; in `bytes` protected header, payload,
 * signature and salt, one after the other. Back, for each job: one byte (1: verified) and three digests of 32 bytes.
 */

export interface JobFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: Uint32Array<ArrayBuffer>;
  /** Keys that the thread has not seen yet, in the order of their numbers: SPKI. */
  readonly newKeys: readonly Uint8Array[];
}

/** One job as it is packed. */
export interface PackedJob {
  readonly key: number;
  readonly protected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly salt: Uint8Array;
}

const RESULT_BYTES = 1 + 3 * 32;

const FIELDS = 5;

export function packJobs(jobs: readonly PackedJob[]): Pick<JobFrame, 'bytes' | 'layout'> {
  const layout = new Uint32Array(jobs.length * FIELDS);
  let size = 0;
  for (const [i, job] of jobs.entries()) {
    const { protected: header, payload, signature, salt } = job;
    layout.set([job.key, header.length, payload.length, signature.length, salt.length], i * FIELDS);
    size += header.length + payload.length + signature.length + salt.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const job of jobs) {
    for (const part of [job.protected, job.payload, job.signature, job.salt]) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return { bytes, layout };
}

export function unpackJobs({ bytes, layout }: Pick<JobFrame, 'bytes' | 'layout'>): PackedJob[] {
  const jobs: PackedJob[] = [];
  let at = 0;
  const take = (length: number | undefined): Uint8Array => {
    const part = bytes.subarray(at, at + (length ?? 0));
    at += part.length;
    return part;
  };
  for (let i = 0; i < layout.length; i += FIELDS) {
    const key = layout[i] ?? 0;
    const [header, payload, signature, salt] = [1, 2, 3, 4].map((field) => take(layout[i + field]));
    if (header === undefined || payload === undefined || signature === undefined || salt === undefined) break;
    jobs.push({ key, protected: header, payload, signature, salt });
  }
  return jobs;
}

export function packResults(results: readonly SignatureResult[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(results.length * RESULT_BYTES);
  for (const [i, { isVerified, digest, commitment }] of results.entries()) {
    const at = i * RESULT_BYTES;
    bytes[at] = isVerified ? 1 : 0;
    bytes.set(digest, at + 1);
    bytes.set(commitment.sha256, at + 33);
    bytes.set(commitment.sm3, at + 65);
  }
  return bytes;
}

export function unpackResult(bytes: Uint8Array, i: number): SignatureResult {
  const at = i * RESULT_BYTES;
  return {
    isVerified: bytes[at] === 1,
    digest: bytes.subarray(at + 1, at + 33),
    commitment: { sha256: bytes.subarray(at + 33, at + 65), sm3: bytes.subarray(at + 65, at + 97) },
  };
}
