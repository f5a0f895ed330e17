import { describe, expect, it } from 'vitest';
import { formatLogClosedLeaf, parseLeaf, readLogEnd, readLogTurn } from '#crypto/evidence';
import { generatePrivateKey } from '#crypto/primitives';
import { sm2NoteSigner, sm3Origin } from '#crypto/tlog';
import { EntryLog } from '../../../kit/entry-log.js';
import { ORIGIN } from '../../../kit/evidence.js';
import { about, acts, SECOND } from '../../../kit/log-chain.js';
import { endedLog, NEXT_KEY, named, nextLog, OLD_KEY, OTHER_KEY, turnOf } from '../../../kit/turned-log.js';

const KEYS = [OLD_KEY.verifier];

describe('the entry that ends a log', () => {
  const gm = generatePrivateKey('SM2');
  const next = {
    ...named(NEXT_KEY),
    sm2Vkeys: [sm2NoteSigner(SECOND, gm).vkey],
    sm3Vkeys: [sm2NoteSigner(sm3Origin(SECOND), gm).vkey],
  };
  const ended = { ...about(1), reason: 'PLANNED' } as const;

  it('names the next log and its keys from version 2 on; those of before are read as they were', () => {
    expect(parseLeaf(formatLogClosedLeaf({ ...ended, next }))).toMatchObject({ v: 2, next });
    const before = formatLogClosedLeaf(ended);
    expect(Buffer.from(before).toString()).toMatch(/"reason":"PLANNED","type":"LogClosed","v":1}$/);
    expect(parseLeaf(before)).not.toHaveProperty('next');
  });

  it.each([
    ['a key of another name', { ...next, vkeys: [OLD_KEY.vkey] }],
    ['no key', { ...next, vkeys: [] }],
    ['three keys', { ...next, vkeys: [NEXT_KEY.vkey, NEXT_KEY.vkey, NEXT_KEY.vkey] }],
    ['an SM2 key in the place of the Ed25519 key', { ...next, vkeys: next.sm2Vkeys }],
    ['a key of the SM3 tree in the place of that of the SM2 line', { ...next, sm2Vkeys: next.sm3Vkeys }],
    ['a key that is none', { ...next, vkeys: ['hub'] }],
  ])('is none that names %s', (_, wrong) => {
    expect(parseLeaf(formatLogClosedLeaf({ ...ended, next: wrong }))).toBeUndefined();
  });

  it('leads nobody on where the key has leaked', () => {
    const leaked = formatLogClosedLeaf({ ...ended, next, reason: 'KEY_COMPROMISED' });
    expect(parseLeaf(leaked)).toBeUndefined();
  });
});

describe('how a log ends and the next one begins', () => {
  const old = endedLog();
  const next = nextLog(old);

  it('is followed by whoever trusts the first', () => {
    const followed = readLogTurn(turnOf(old, next), KEYS);
    expect(followed).toMatchObject({
      final: old.head(),
      next: named(NEXT_KEY),
      beginning: { origin: SECOND, size: next.size },
    });
  });

  it('names none in older entries', () => {
    const older = endedLog(undefined);
    const closed = formatLogClosedLeaf({ ...about(9_001), reason: 'PLANNED' });
    const before = new EntryLog(ORIGIN, [...acts(0, 10), closed], OLD_KEY);
    expect(readLogEnd(before.entry(10), KEYS)).toMatchObject({ next: undefined });
    expect(readLogTurn(turnOf(before, nextLog(before)), KEYS)).toBe('NAMES_NONE');
    expect(readLogEnd(older.entry(10), KEYS)?.next).toEqual(named(NEXT_KEY));
  });

  const longer = new EntryLog(ORIGIN, [...acts(0, 10), old.entry(10).leaf, ...acts(10, 11)], OLD_KEY);
  const forged = endedLog(named(NEXT_KEY), { ...OLD_KEY, sign: OTHER_KEY.sign });
  const { closed, opened } = turnOf(old, next);

  it.each([
    ['an end that is not the last entry', 'END', { closed: longer.entry(10), opened }],
    ['an end by another key', 'END', { closed: forged.entry(10), opened }],
    ['an entry that is no end', 'END', { closed: old.entry(9), opened }],
    ['an end that is not in the log', 'END', { closed: { ...closed, leaf: opened.leaf }, opened }],
    [
      'a path that leads nowhere',
      'END',
      { closed: { ...closed, proof: { ...closed.proof, path: [] } }, opened },
    ],
    ['a beginning by another key', 'BEGINNING', turnOf(old, nextLog(old, OTHER_KEY))],
    ['a beginning in the log that has ended', 'BEGINNING', { closed, opened: old.entry(0) }],
    ['a beginning that is not the first entry', 'BEGINNING', { closed, opened: next.entry(1) }],
    ['a beginning that is not in the log', 'BEGINNING', { closed, opened: { ...opened, leaf: closed.leaf } }],
    [
      'another size of the end',
      'OTHER_END',
      turnOf(old, nextLog(old, NEXT_KEY, { ...old.head(), size: 10 })),
    ],
    [
      'another root of the end',
      'OTHER_END',
      turnOf(old, nextLog(old, NEXT_KEY, { ...old.head(), root: old.head(3).root })),
    ],
    [
      'the end of another log',
      'OTHER_END',
      turnOf(old, nextLog(old, NEXT_KEY, { ...old.head(), origin: SECOND })),
    ],
  ] as const)('is not followed by %s', (_, fault, turn) => {
    expect(readLogTurn(turn, KEYS)).toBe(fault);
  });

  it('is believed of the keys that are pinned, in the place of those that are named', () => {
    const own = nextLog(old, OTHER_KEY);
    expect(readLogTurn(turnOf(old, own), KEYS, [OTHER_KEY.verifier])).toMatchObject({ final: old.head() });
    expect(readLogTurn(turnOf(old, next), KEYS, [OTHER_KEY.verifier])).toBe('BEGINNING');
  });
});
