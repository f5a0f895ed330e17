import { describe, expect, it } from 'vitest';
import { generatePrivateKey } from '#crypto/primitives';
import { ed25519Signer, parsePolicy, type TrustPolicy, witness } from '#crypto/tlog';
import { vkeyOf } from '../../../kit/vkey.js';

const log = `log ${ed25519Signer('hub.example/audit/1', generatePrivateKey('ED25519')).vkey}`;
const witnesses = ['W1', 'W2', 'W3'].map(
  (name) => `witness ${name} ${witness(`${name}.example`, generatePrivateKey('ED25519')).vkey}`,
);

function policy(...lines: string[]): TrustPolicy {
  const parsed = parsePolicy(lines.join('\n'));
  return 'reason' in parsed ? expect.fail(`line ${parsed.line}: ${parsed.reason}`) : parsed;
}

function isQuorum(rules: string[], ...present: string[]): boolean {
  return policy(log, ...witnesses, ...rules).isQuorum(new Set(present));
}

describe('trust policy', () => {
  it('with quorum none needs no witness', () => {
    const trusted = policy('# auditors of province A', '', `${log} https://hub.example/log`, 'quorum none');
    expect(trusted.needsWitnesses).toBe(false);
    expect(trusted.isQuorum(new Set())).toBe(true);
    expect(trusted.logs.map((each) => each.name)).toEqual(['hub.example/audit/1']);
  });

  it('counts witnesses: one, any, all, or so many', () => {
    expect(isQuorum(['quorum W1'], 'W1')).toBe(true);
    expect(isQuorum(['quorum W1'], 'W2', 'W3')).toBe(false);
    expect(isQuorum(['group g any W1 W2', 'quorum g'], 'W2')).toBe(true);
    expect(isQuorum(['group g any W1 W2', 'quorum g'], 'W3')).toBe(false);
    expect(isQuorum(['group g all W1 W2', 'quorum g'], 'W1')).toBe(false);
    expect(isQuorum(['group g 2 W1 W2 W3', 'quorum g'], 'W3', 'W1')).toBe(true);
    expect(isQuorum(['group g 2 W1 W2 W3', 'quorum g'], 'W3')).toBe(false);
  });

  it('counts groups of groups', () => {
    const rules = ['group north any W1 W2', 'group both all north W3', 'quorum both'];
    expect(isQuorum(rules, 'W2', 'W3')).toBe(true);
    expect(isQuorum(rules, 'W1', 'W2')).toBe(false);
  });

  it.each([
    ['no log', [...witnesses, 'quorum W1'], 'no log line'],
    ['no quorum', [log], 'no quorum line'],
    ['two quorums', [log, 'quorum none', 'quorum none'], 'more than one quorum'],
    ['an unknown keyword', [log, 'trust everybody'], 'unknown keyword trust'],
    [
      'a member used before it is defined',
      [log, 'group g any W1', ...witnesses, 'quorum g'],
      'W1 is not defined',
    ],
    ['a group that holds itself', [log, 'group g any g', 'quorum g'], 'g is not defined'],
    ['a quorum of nobody', [log, 'quorum W9'], 'W9 is not defined'],
    ['a member counted twice', [log, ...witnesses, 'group g 2 W1 W1', 'quorum g'], 'a member stands twice'],
    ['a threshold of none', [log, ...witnesses, 'group g 0 W1', 'quorum g'], 'no such threshold'],
    ['more than there are', [log, ...witnesses, 'group g 3 W1 W2', 'quorum g'], 'no such threshold'],
    [
      'a threshold in another notation',
      [log, ...witnesses, 'group g 0x1 W1 W2', 'quorum g'],
      'no such threshold',
    ],
    ['an empty group', [log, 'group g all', 'quorum g'], 'no such threshold'],
    ['one name for two', [log, ...witnesses, 'group W1 any W2', 'quorum W1'], 'W1 is defined twice'],
    [
      'a witness called none',
      [log, (witnesses[0] ?? '').replace('W1', 'none'), 'quorum none'],
      'none is defined twice',
    ],
    [
      'a log key for a witness',
      [log, log.replace('log', 'witness W1'), 'quorum W1'],
      'not an Ed25519 cosignature key',
    ],
    [
      'a witness key for a log',
      [(witnesses[0] ?? '').replace('witness W1', 'log'), 'quorum none'],
      'not an Ed25519 log key',
    ],
    [
      'a key of small order',
      [`log ${vkeyOf('hub.example', 1, Buffer.alloc(32))}`, 'quorum none'],
      'not an Ed25519 log key',
    ],
    ['two words too many', [`${log} https://a https://b`, 'quorum none'], 'not an Ed25519 log key'],
  ])('is refused with %s', (_, lines, reason) => {
    expect(parsePolicy(lines.join('\n'))).toMatchObject({ reason });
  });

  it.each([
    ['groups that share their members', ['any', 'all']],
    ['groups that share them in part', ['1', '2']],
  ])('is asked in no more time than it is long: %s', (_, [one, other]) => {
    const layers = [`group a0 ${one} W1 W2`, `group b0 ${other} W1 W2`];
    for (let i = 1; i <= 5_000; i++)
      layers.push(`group a${i} ${one} a${i - 1} b${i - 1}`, `group b${i} ${other} a${i - 1} b${i - 1}`);
    const policy = parsePolicy([log, ...witnesses, ...layers, 'quorum b5000'].join('\n'));
    if ('reason' in policy) return expect.fail(policy.reason);
    expect(policy.isQuorum(new Set(['W1', 'W2']))).toBe(true);
    expect(policy.isQuorum(new Set(['W1']))).toBe(false);
    expect(policy.isQuorum(new Set(['a4999', 'b4999', 'b5000']))).toBe(false);
  });

  it('names the line that is wrong', () => {
    expect(parsePolicy(`# a\n${log}\n\nquorum W1\n`)).toEqual({ line: 4, reason: 'W1 is not defined' });
  });
});
