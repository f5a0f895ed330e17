import { describe, expect, it } from 'vitest';
import { packJobs, unpackJobs } from '../../../../hub/access/signatures/frame.js';

describe('the frame between the main thread and a verify thread', () => {
  it('hands over every job as it was, empty parts and long ones too', () => {
    const job = (key: number, ...lengths: [number, number, number, number, number, number]) => {
      const [header, payload, signature, salt, contentKey, fields] = lengths.map((length, i) =>
        new Uint8Array(length).fill(key * 6 + i),
      );
      const none = new Uint8Array(0);
      return {
        key,
        protected: header ?? none,
        payload: payload ?? none,
        signature: signature ?? none,
        salt: salt ?? none,
        contentKey: contentKey ?? none,
        fields: fields ?? none,
      };
    };
    const jobs = [
      job(0, 200, 0, 64, 32, 32, 90),
      job(7, 1, 256 * 1024, 0, 32, 0, 0),
      job(2, 0, 0, 0, 0, 0, 0),
      job(0, 3, 2, 1, 0, 32, 5),
    ];
    const frame = packJobs(jobs);
    expect(frame.bytes.buffer.byteLength).toBe(frame.bytes.length); // it is given away whole
    expect(unpackJobs(structuredClone(frame))).toEqual(jobs);
  });

  it('of no jobs holds none', () => {
    expect(unpackJobs(packJobs([]))).toEqual([]);
  });
});
