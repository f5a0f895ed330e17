import { describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';

const { InclusionReceipt, CaseEvent } = tongban.v1;

describe('the protobuf codec', () => {
  it.each([0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER])('keeps the 64-bit number %d a number', (index) => {
    const { index: read } = InclusionReceipt.decode(InclusionReceipt.encode({ index }).finish());
    expect(read).toBe(index);
  });

  it('tells an absent number from a zero where the protocol does', () => {
    expect(CaseEvent.decode(new Uint8Array(0)).logIndex).toBeNull();
    expect(CaseEvent.decode(CaseEvent.encode({ logIndex: 0 }).finish()).logIndex).toBe(0);
  });
});
