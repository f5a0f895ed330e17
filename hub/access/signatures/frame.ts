import type { SignatureResult } from './check.js';

/**
 * What travels between the main thread and a verify thread: flat buffers, handed over, not copied.
 *
 * To the thread, for each job: in `layout` the number of its key and six lengths; in `bytes` protected header, payload,
 * signature, salt, content key and fields, one after the other. Back, for each job: one byte (1: verified), five digests of 32 bytes
 * and the length of what was sealed; behind the last all that was sealed, one after the other.
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
  readonly contentKey: Uint8Array;
  readonly fields: Uint8Array;
}

const LENGTH_AT = 1 + 5 * 32;
const RESULT_BYTES = LENGTH_AT + 4;

const FIELDS = 7;

export function packJobs(jobs: readonly PackedJob[]): Pick<JobFrame, 'bytes' | 'layout'> {
  const layout = new Uint32Array(jobs.length * FIELDS);
  let size = 0;
  for (const [i, job] of jobs.entries()) {
    const lengths = partsOf(job).map((part) => part.length);
    layout.set([job.key, ...lengths], i * FIELDS);
    for (const length of lengths) size += length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const job of jobs) {
    for (const part of partsOf(job)) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return { bytes, layout };
}

function partsOf(job: PackedJob): readonly Uint8Array[] {
  return [job.protected, job.payload, job.signature, job.salt, job.contentKey, job.fields];
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
    const [header, payload, signature, salt, contentKey, fields] = [1, 2, 3, 4, 5, 6].map((field) =>
      take(layout[i + field]),
    );
    if (!header || !payload || !signature || !salt || !contentKey || !fields) break;
    jobs.push({ key, protected: header, payload, signature, salt, contentKey, fields });
  }
  return jobs;
}

export function packResults(results: readonly SignatureResult[]): Uint8Array<ArrayBuffer> {
  let size = results.length * RESULT_BYTES;
  for (const { sealed } of results) size += sealed.length;
  const bytes = new Uint8Array(size);
  const lengths = new DataView(bytes.buffer);
  let sealedAt = results.length * RESULT_BYTES;
  for (const [i, { isVerified, digest, commitment, groups, sealed }] of results.entries()) {
    const at = i * RESULT_BYTES;
    bytes[at] = isVerified ? 1 : 0;
    bytes.set(digest, at + 1);
    bytes.set(commitment.sha256, at + 33);
    bytes.set(commitment.sm3, at + 65);
    bytes.set(groups.sha256, at + 97);
    bytes.set(groups.sm3, at + 129);
    lengths.setUint32(at + LENGTH_AT, sealed.length);
    bytes.set(sealed, sealedAt);
    sealedAt += sealed.length;
  }
  return bytes;
}

/** @param count how many jobs were sent. */
export function unpackResults(bytes: Uint8Array, count: number): SignatureResult[] {
  const lengths = new DataView(bytes.buffer, bytes.byteOffset);
  let sealedAt = count * RESULT_BYTES;
  return Array.from({ length: count }, (_, i) => {
    const at = i * RESULT_BYTES;
    const sealed = bytes.subarray(sealedAt, sealedAt + lengths.getUint32(at + LENGTH_AT));
    sealedAt += sealed.length;
    return {
      isVerified: bytes[at] === 1,
      digest: bytes.subarray(at + 1, at + 33),
      commitment: { sha256: bytes.subarray(at + 33, at + 65), sm3: bytes.subarray(at + 65, at + 97) },
      groups: { sha256: bytes.subarray(at + 97, at + 129), sm3: bytes.subarray(at + 129, at + 161) },
      sealed,
    };
  });
}
