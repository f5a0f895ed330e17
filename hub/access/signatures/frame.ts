/**
 * What travels between the main thread and a verify thread: one buffer each way, handed over, not copied.
 * To the thread: for each job the bytes of protected header, payload, signature and salt, one after the other.
 * Back: for each job one byte (1: verified) and three digests of 32 bytes.
 */

export interface JobFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Four lengths for each job. */
  readonly lengths: readonly number[];
  readonly kids: readonly string[];
  /** Keys that the thread has not seen yet: SPKI by kid. */
  readonly newKeys: readonly (readonly [string, Uint8Array])[];
}

export const RESULT_BYTES = 1 + 3 * 32;
export const PARTS_PER_JOB = 4;

export function packParts(jobs: readonly (readonly Uint8Array[])[]): Pick<JobFrame, 'bytes' | 'lengths'> {
  const lengths = jobs.flatMap((parts) => parts.map((part) => part.length));
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const parts of jobs) {
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return { bytes, lengths };
}

export function* unpackParts(frame: Pick<JobFrame, 'bytes' | 'lengths'>): Generator<Uint8Array[]> {
  let at = 0;
  for (let i = 0; i < frame.lengths.length; i += PARTS_PER_JOB) {
    const parts: Uint8Array[] = [];
    for (const length of frame.lengths.slice(i, i + PARTS_PER_JOB)) {
      parts.push(frame.bytes.subarray(at, at + length));
      at += length;
    }
    yield parts;
  }
}
