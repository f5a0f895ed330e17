import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import { parseStrictJson } from '#proto/schema';
import { mutationsOf } from '../kit/mutation.js';

/** JSON before it is written: members may stand twice, and every text can be written in several ways. */
type Tree =
  | { readonly kind: 'plain'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly elements: readonly Tree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [Text, Tree])[] };

/** Characters, each written as itself or as its escape. */
type Text = readonly { readonly character: string; readonly isEscaped: boolean }[];

const text: fc.Arbitrary<Text> = fc.array(
  fc.record({
    character: fc.constantFrom('a', 'b', '"', '\\', '{', ':', ',', '通', '\ud83d', '\ude00', '\n', 'u'),
    isEscaped: fc.boolean(),
  }),
  { maxLength: 3 },
);
const space = fc.stringMatching(/^[ \n\r\t]{0,2}$/);

const { tree } = fc.letrec<{ tree: Tree; list: Tree; object: Tree; plain: Tree }>((tie) => ({
  plain: fc
    .oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      text.map(joined),
    )
    .map((value) => ({ kind: 'plain', value })),
  list: fc.array(tie('tree'), { maxLength: 3 }).map((elements) => ({ kind: 'list', elements })),
  object: fc
    .array(fc.tuple(text, tie('tree')), { maxLength: 3 })
    .map((members) => ({ kind: 'object', members })),
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('plain'), tie('list'), tie('object')),
}));

function joined(characters: Text): string {
  return characters.map(({ character }) => character).join('');
}

function write(value: Tree, gap: string): string {
  switch (value.kind) {
    case 'plain':
      return gap + JSON.stringify(value.value) + gap;
    case 'list':
      return `${gap}[${gap}${value.elements.map((element) => write(element, gap)).join(',')}]${gap}`;
    case 'object':
      return `{${gap}${value.members.map(([key, member]) => `${gap}${quoted(key)}${gap}:${write(member, gap)}`).join(',')}}`;
  }
}

function quoted(characters: Text): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const written = characters.map(({ character, isEscaped }) =>
    isEscaped || /[\ud800-\udfff]/.test(character)
      ? escaped(character)
      : JSON.stringify(character).slice(1, -1),
  );
  return `"${written.join('')}"`;
}

function hasRepeatedKey(value: Tree): boolean {
  if (value.kind === 'plain') return false;
  if (value.kind === 'list') return value.elements.some(hasRepeatedKey);
  const keys = value.members.map(([key]) => joined(key));
  return new Set(keys).size < keys.length || value.members.some(([, member]) => hasRepeatedKey(member));
}

/** Of texts that survive: members that stand twice are gone by then, as they are for the parser. */
function hasHalfPair(value: unknown): boolean {
  if (typeof value === 'string') return Buffer.from(value).toString() !== value;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => hasHalfPair(key) || hasHalfPair(member));
}

describe('strict JSON', () => {
  it('is what JSON.parse reads, but for keys that stand twice and halves of surrogate pairs', () => {
    fc.assert(
      fc.property(tree, space, (value, gap) => {
        const written = write(value, gap);
        const read = JSON.parse(written) as unknown;
        const fault = hasRepeatedKey(value)
          ? 'a key stands twice'
          : hasHalfPair(read)
            ? 'half a surrogate pair'
            : undefined;
        const expected = fault === undefined ? { ok: true, value: read } : { ok: false, fault };
        expect(parseStrictJson(utf8(written))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing that JSON.parse refuses, and no bytes whatever make the reader fail', () => {
    const seed = '{"a":[1,"\\u901a",{"b":null}],"c":-1.5e3}';
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), mutationsOf(utf8(seed))), (bytes) => {
        const result = parseStrictJson(bytes);
        if (!isUtf8(bytes)) expect(result).toEqual({ ok: false, fault: 'not UTF-8' });
        else if (result.ok) expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(result.value);
      }),
      { numRuns: 300 },
    );
  });

  it('nests 32 deep and not deeper, whatever the brackets', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 25, maxLength: 40, size: 'max' }), (levels) => {
        const nested = levels.reduce((inner, isList) => (isList ? `[${inner}]` : `{"a":${inner}}`), '0');
        const result = parseStrictJson(utf8(nested));
        if (levels.length <= 32) expect(result).toMatchObject({ ok: true });
        else expect(result).toEqual({ ok: false, fault: 'nested too deeply' });
      }),
    );
    expect(parseStrictJson(utf8('['.repeat(1_000_000)))).toEqual({ ok: false, fault: 'nested too deeply' });
  });
});
