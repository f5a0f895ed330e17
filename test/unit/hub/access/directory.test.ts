import { describe, expect, it } from 'vitest';
import { generatePrivateKey } from '#crypto/primitives';
import { Directory, isValidAt } from '#hub/access';

const { spki } = generatePrivateKey('P256').publicKey;
const key = {
  kid: 'k1',
  peerId: 'henan',
  suite: 'P256',
  spki,
  validFrom: 10,
  validTo: 20,
  revokedAt: null,
} as const;
const right = {
  peerId: 'henan',
  operation: 'DECIDE',
  itemPrefix: '0020',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
} as const;
const directory = new Directory({
  peers: [],
  keys: [key, { ...key, kid: 'k2' }, { ...key, kid: 'k3', peerId: 'hunan' }],
  certificates: [{ fingerprint: 'f1', peerId: 'henan', validFrom: 10, validTo: 20 }],
  rights: [right, { ...right, operation: 'SUBMIT', itemPrefix: '', validTo: null }],
});

describe('the directory', () => {
  it('knows a peer by its certificate while that is valid, first and last moment included', () => {
    expect([9, 10, 20, 21].map((now) => directory.peerByCertificate('f1', now))).toEqual([
      undefined,
      'henan',
      'henan',
      undefined,
    ]);
    expect(directory.peerByCertificate('f2', 15)).toBeUndefined();
  });

  it('finds keys by their id, and all keys of a peer', () => {
    expect(directory.key('k3')?.peerId).toBe('hunan');
    expect(directory.key('k4')).toBeUndefined();
    expect(directory.keysOf('henan').map(({ kid }) => kid)).toEqual(['k1', 'k2']);
  });

  it('takes a key for what was signed between its first and last moment, and before it was revoked', () => {
    expect([9, 10, 20, 21].map((at) => isValidAt(key, at))).toEqual([false, true, true, false]);
    const revoked = { ...key, revokedAt: 15 };
    expect([14, 15, 16].map((at) => isValidAt(revoked, at))).toEqual([true, false, false]);
  });

  it('allows what a right says, for its items and days, and nothing else', () => {
    const may = (peer: string, operation: 'SUBMIT' | 'DECIDE', item: string, date: string) =>
      directory.may(peer, operation, item, date);
    expect(may('henan', 'DECIDE', '002090012000', '2026-01-01')).toBe(true);
    expect(may('henan', 'DECIDE', '002090012000', '2026-12-31')).toBe(true);
    expect(may('henan', 'DECIDE', '002090012000', '2025-12-31')).toBe(false);
    expect(may('henan', 'DECIDE', '002090012000', '2027-01-01')).toBe(false);
    expect(may('henan', 'DECIDE', '102090012000', '2026-06-01')).toBe(false);
    expect(may('henan', 'SUBMIT', '102090012000', '2036-06-01')).toBe(true);
    expect(may('hunan', 'SUBMIT', '002090012000', '2026-06-01')).toBe(false);
  });
});
