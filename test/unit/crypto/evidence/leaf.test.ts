import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type ActLeaf,
  commit,
  formatActLeaf,
  formatRefusalLeaf,
  isRefusalLeaf,
  opens,
  parseLeaf,
} from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';

const salt = Buffer.alloc(32, 7);
const leaf: ActLeaf = {
  actor: 'guangdong',
  at: 1_795_312_680_000,
  case: commit('case', salt, utf8('TB1')),
  hub: 'tongban-dev',
  id: '019339f0-0000-7000-8000-000000000001',
  item: '002090012000',
  kid: 'k1',
  message: commit('message', salt, utf8('a.b')),
  to: ['henan'],
  type: 'SubmitCase',
  v: 1,
};

describe('a commitment', () => {
  it('is what the README of a bundle tells the auditor to compute by hand', () => {
    const groupSalt = createHash('sha256').update('tongban/salt/v1\0message\0').update(salt).digest();
    for (const [name, digest] of Object.entries(leaf.message)) {
      const expected = createHash(name)
        .update('tongban/commit/v1\0message\0')
        .update(groupSalt)
        .update('a.b');
      expect(digest).toBe(expected.digest('base64url'));
    }
  });

  it('opens with its salt, group and content only, under both digests', () => {
    expect(opens(leaf.message, 'message', salt, utf8('a.b'))).toBe(true);
    expect(opens(leaf.message, 'case', salt, utf8('a.b'))).toBe(false);
    expect(opens(leaf.message, 'message', Buffer.alloc(32), utf8('a.b'))).toBe(false);
    expect(opens(leaf.message, 'message', salt, utf8('a.c'))).toBe(false);
    expect(opens({ ...leaf.message, sm3: leaf.case.sm3 }, 'message', salt, utf8('a.b'))).toBe(false);
    expect(opens({ ...leaf.message, sha256: leaf.case.sha256 }, 'message', salt, utf8('a.b'))).toBe(false);
  });
});

describe('a log leaf', () => {
  it('is canonical JSON (RFC 8785): members in order, no spaces, whatever the order they came in', () => {
    const text = Buffer.from(
      formatActLeaf(Object.fromEntries(Object.entries(leaf).reverse()) as ActLeaf),
    ).toString();
    expect(text).toBe(
      `{"actor":"guangdong","at":1795312680000,"case":${JSON.stringify(leaf.case)},"hub":"tongban-dev",` +
        '"id":"019339f0-0000-7000-8000-000000000001","item":"002090012000","kid":"k1",' +
        `"message":${JSON.stringify(leaf.message)},"to":["henan"],"type":"SubmitCase","v":1}`,
    );
    expect(parseLeaf(utf8(text))).toEqual(leaf);
  });

  it('of a refusal is told from one of an act', () => {
    const { actor, at, hub, id, message } = leaf;
    const refusal = { actor, at, code: 'NOT_ALLOWED', hub, id, message, type: 'Refusal', v: 1 } as const;
    const read = parseLeaf(formatRefusalLeaf(refusal)) ?? expect.fail('not a leaf');
    expect(read).toEqual(refusal);
    expect(isRefusalLeaf(read)).toBe(true);
    expect(isRefusalLeaf(leaf)).toBe(false);
    expect(parseLeaf(formatActLeaf({ ...leaf, type: 'Refusal' }))).toBeUndefined();
  });

  it.each([
    ['a version nobody knows', { v: 2 }],
    ['a member nobody knows', { name: '张三' }],
    ['a commitment cut short', { message: { sha256: 'AA', sm3: 'AA' } }],
    ['an item code that is not national', { item: '11410000MBY900027Q2002090012000' }],
    ['a platform that cannot be', { to: ['河南'] }],
  ])('is none with %s', (_, change) => {
    expect(parseLeaf(utf8(JSON.stringify({ ...leaf, ...change })))).toBeUndefined();
  });
});
