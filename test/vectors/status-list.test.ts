import { describe, expect, it } from 'vitest';
import { hex } from '#crypto/primitives';
import { deflateList, inflateList, StatusBitmap, type StatusBits } from '#crypto/status-list';
import { readVectors, shapeOf } from '../kit/vectors.js';

interface ListVector {
  bits: StatusBits;
  statuses: number[];
  bytes: string;
  lst: string;
}

const vectors = readVectors<{ note: string; lists: ListVector[] }>('status-list.json');

describe.each(vectors.lists)('the published list of $bits bits', ({ bits, statuses, bytes, lst }) => {
  it('is read', () => {
    const list = inflateList(lst, bits, 100);
    expect(list?.entries).toBe(statuses.length);
    expect(statuses.map((_, index) => list?.get(index))).toEqual(statuses);
  });

  it('is made of its statuses, and read again', () => {
    const list = StatusBitmap.empty(bits, statuses.length);
    for (const [index, status] of statuses.entries()) list.set(index, status);
    expect(hex(list.bytes)).toBe(bytes);
    expect(hex(inflateList(deflateList(list), bits, 100)?.bytes ?? new Uint8Array())).toBe(bytes);
  });
});

describe('status-list.json', () => {
  it('holds nothing that no test reads', () => {
    const members = ['bits', 'statuses[]', 'bytes', 'lst'].map((member) => `lists[].${member}`);
    expect(new Set(shapeOf(vectors))).toEqual(new Set(['note', ...members]));
  });
});
