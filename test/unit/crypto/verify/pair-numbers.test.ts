import { describe, expect, it } from 'vitest';
import { type ActLeaf, commit } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { PairCheck } from '#crypto/verify';

const nothing = commit('message', new Uint8Array(32), utf8(''));

function act(actor: string, numbers: Readonly<Record<string, number>>): ActLeaf {
  return {
    actor,
    at: 1,
    case: nothing,
    hub: 'tongban-dev',
    id: '01a200fb-510c-7000-8000-0000000000b2',
    item: '002090012000',
    kid: 'k1',
    message: nothing,
    pairSeq: Object.values(numbers),
    to: Object.keys(numbers),
    type: 'CaseAccepted',
    v: 2,
  };
}

function unnumbered(actor: string, to: string): ActLeaf {
  const { pairSeq, ...leaf } = act(actor, { [to]: 1 });
  return { ...leaf, v: 1 };
}

function faultsOf(leaves: readonly ActLeaf[], check = new PairCheck()) {
  return leaves.flatMap((leaf, index) => check.take(index, leaf));
}

const fault = (index: number, expected: number, found?: number) => [
  { index, actor: 'henan', recipient: 'hunan', expected, found },
];

describe('the numbers of acts between two platforms', () => {
  it('are right when they run from 1 for each pair by itself', () => {
    const leaves = [
      act('henan', { hunan: 1 }),
      act('hunan', { henan: 1 }),
      act('henan', { guangdong: 1, hunan: 2 }),
      act('henan', {}),
      act('henan', { hunan: 3 }),
    ];
    expect(faultsOf(leaves)).toEqual([]);
  });

  it.each([
    ['the first is missing', [2, 3], fault(0, 1, 2)],
    ['one is missing', [1, 3, 4], fault(1, 2, 3)],
    ['one stands there twice', [1, 2, 2, 3], fault(2, 3, 2)],
    ['one comes too late', [1, 3, 2, 4], [...fault(1, 2, 3), ...fault(2, 4, 2)]],
  ])('show where %s', (_, numbers, faults) => {
    expect(faultsOf(numbers.map((hunan) => act('henan', { hunan })))).toEqual(faults);
  });

  it('may be absent only before there were numbers', () => {
    const old = unnumbered('henan', 'hunan');
    expect(faultsOf([old, old, act('henan', { hunan: 1 })])).toEqual([]);
    expect(faultsOf([act('henan', { hunan: 1 }), old])).toEqual(fault(1, 2));
  });

  it('go on where another log has ended', () => {
    const goingOn = () => new PairCheck(new Map([['henan hunan', 7]]));
    expect(faultsOf([act('henan', { hunan: 8 })], goingOn())).toEqual([]);
    expect(faultsOf([act('henan', { hunan: 1 })], goingOn())).toEqual(fault(0, 8, 1));
  });
});
