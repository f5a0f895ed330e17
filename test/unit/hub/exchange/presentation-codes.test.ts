import { expect, it } from 'vitest';
import { PresentationCodes } from '#hub/exchange';

const leafId = '019abcde-0000-7000-8000-000000000001';
const salt = new Uint8Array(32).fill(7);
const codes = new PresentationCodes(new Uint8Array(32).fill(1));

it('a code of presentation follows from leaf, salt and key, and from nothing less', () => {
  const code = codes.codeOf({ leafId, salt });
  expect(code).toMatch(/^TONGBAN1:[A-Z2-7]{32}$/);
  expect(codes.codeOf({ leafId, salt })).toBe(code);
  const others = [
    codes.codeOf({ leafId, salt: new Uint8Array(32).fill(8) }),
    codes.codeOf({ leafId: leafId.replace('1', '2'), salt }),
    new PresentationCodes(new Uint8Array(32).fill(2)).codeOf({ leafId, salt }),
  ];
  expect(new Set([code, ...others]).size).toBe(4);
});

it('codes need a key of full length', () => {
  expect(() => new PresentationCodes(new Uint8Array(16))).toThrow(TypeError);
});
