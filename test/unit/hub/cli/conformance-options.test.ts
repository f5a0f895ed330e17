import { describe, expect, it } from 'vitest';
import { CHECKS, type ConformanceOptions, readRequest } from '#hub/cli';

const OPTIONS: ConformanceOptions = {
  ...{ peer: 'guangdong', sandbox: true, item: '002090012000', restPort: 0, only: [] },
  ...{ wait: 1, idle: 1, outage: 1, load: 1, minRate: 0 },
};
const OTHERS = { peer: 'jiangxi', sandbox: false, driver: 'manual' };
const KEYS = { publicKey: 'p.pem', certificate: 'c.crt', authority: 'a.crt' };

describe('what a conformance run is asked for', () => {
  it('needs little for our own platforms', () => {
    const { checks, peer, counterpart, item, address, ownKeys } = readRequest(OPTIONS);
    expect(checks).toBe(CHECKS);
    expect(peer).toMatchObject({ peerId: 'guangdong', divisionCode: '440000', suite: 'SM2' });
    expect(counterpart.peerId).toBe('henan');
    expect([peer.divisionCode, counterpart.divisionCode]).not.toContain(item.unservedDivision);
    expect(address).toEqual({ host: '127.0.0.1', port: 0 });
    expect(ownKeys).toBeUndefined();
    expect(readRequest({ ...OPTIONS, peer: 'henan' }).counterpart.peerId).toBe('guangdong');
  });

  it('takes a platform that nobody knows, with what it says of itself', () => {
    const over = {
      division: '360000',
      suite: 'P256',
      name: '江西',
      listen: 'hub.example:7443',
      ...KEYS,
    } as const;
    const { peer, ownKeys, address } = readRequest({ ...OPTIONS, ...OTHERS, ...over });
    expect(peer).toMatchObject({ peerId: 'jiangxi', name: '江西', divisionCode: '360000', suite: 'P256' });
    expect(ownKeys).toEqual(KEYS);
    expect(address).toEqual({ host: 'hub.example', port: 7443 });
  });

  it.each<[string, Partial<ConformanceOptions>, string]>([
    ['no platform', { peer: undefined }, '--peer'],
    ['a name that is none', { peer: 'Guang Dong' }, '--peer Guang Dong'],
    ['nobody to click', { sandbox: false }, '--driver'],
    ['a sandbox with a desk elsewhere', { driver: 'http://127.0.0.1:9' }, '--driver'],
    ['a sandbox with keys of its own', KEYS, 'keys'],
    ['some of its own keys', { ...OTHERS, division: '360000', publicKey: 'p.pem' }, '--authority'],
    ['an unknown check', { only: ['flow.whole', 'nonsense'] }, 'no such check: nonsense'],
    ['an item that is none', { item: '0020910' }, '--item 0020910'],
    ['an unknown counterpart', { counterpart: 'atlantis' }, '--counterpart'],
    ['the platform as its own counterpart', { counterpart: 'guangdong' }, '--counterpart'],
    ['a platform without a place', OTHERS, '--division'],
    ['a place that is none', { ...OTHERS, division: '36' }, '--division 36'],
    ['a sandbox that there is not', { peer: 'jiangxi', division: '360000' }, 'no sandbox of jiangxi'],
    [
      'a sandbox by the name of a member that objects have',
      { peer: 'constructor', division: '360000' },
      'no sandbox',
    ],
    ['an address that is none', { listen: 'here' }, '--listen'],
    ['a port that is none', { listen: 'here:70000' }, '--listen'],
  ])('refuses %s', (_, over, sentence) => {
    expect(() => readRequest({ ...OPTIONS, ...over })).toThrow(sentence);
  });
});
