import { describe, expect, it } from 'vitest';
import { idNumberOf } from '#connectors/kit';

describe('an identity number', () => {
  it('ends with X, however a desk typed it', () => {
    expect(idNumberOf('11010519491231002x')).toBe('11010519491231002X');
  });

  it.each([
    ['of a citizen', '430102199512319031'],
    ['of 15 digits, as it stood on an old card', '110105491231002'],
    ['of a company', '91440100MAY9000661'],
    ['of a passport with an x', 'e1234567x'],
  ])('%s is left as it is', (_, number) => {
    expect(idNumberOf(number)).toBe(number);
  });
});
