import { describe, expect, it } from 'vitest';
import {
  BUREAU,
  connection,
  entry,
  GUANGDONG,
  ITEM,
  POLICE,
  POLICE_ENTRY,
  QINGXIN,
  route,
} from '../../../kit/routing.js';

describe('the peer through which an authority is reached', () => {
  it('is that of its own division, and then nothing needs explaining', () => {
    expect(route({ connections: [GUANGDONG, QINGXIN] })).toEqual({
      kind: 'routed',
      entry: POLICE_ENTRY,
      peerId: 'qingxin',
      path: [],
    });
  });

  it.each([
    ['441800', 'qingyuan'],
    ['440000', 'guangdong'],
    ['100000', 'national'],
  ])('is else that of the nearest division above: %s', (division, peerId) => {
    const all = [
      connection('441802', 'qingcheng'),
      connection('441800', 'qingyuan'),
      GUANGDONG,
      connection('100000', 'national'),
    ];
    const from = all.findIndex(({ divisionCode }) => divisionCode === division);
    expect(route({ connections: all.slice(from).concat(connection('441802', 'qingcheng')) })).toMatchObject({
      peerId,
      path: [{ rule: 'CONNECTED_ABOVE', division, peerId }],
    });
  });

  it('is first of all that of the very authority, wherever above it that connection stands', () => {
    const own = connection('440000', 'police-network', { competentOrg: POLICE });
    const path = [
      {
        rule: 'AUTHORITY_CONNECTED',
        competentOrg: POLICE,
        division: '440000',
        peerId: 'police-network',
      },
    ];
    expect(route({ connections: [GUANGDONG, QINGXIN, own] })).toMatchObject({
      peerId: 'police-network',
      path,
    });
    expect(
      route({ connections: [QINGXIN, own], entries: [entry(BUREAU, '4', '441803')] }),
      'another authority of the same place',
    ).toMatchObject({ peerId: 'qingxin', path: [] });
    expect(
      route({ connections: [QINGXIN, { ...own, divisionCode: '430000' }] }),
      'the same authority elsewhere',
    ).toMatchObject({ peerId: 'qingxin' });
  });

  it('is who connects it on the day, first and last day included', () => {
    const connections = [
      connection('441803', 'before', { validFrom: '2020-01-01', validTo: '2024-12-31' }),
      connection('441803', 'after', { validFrom: '2025-01-01', validTo: '2025-12-31' }),
    ];
    const peers = ['2019-12-31', '2020-01-01', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(
      (date) => {
        const answer = route({ connections }, { date });
        return answer.kind === 'routed' ? answer.peerId : answer.kind;
      },
    );
    expect(peers).toEqual(['unconnected', 'before', 'before', 'after', 'after', 'unconnected']);
  });

  it('is not guessed when there are two', () => {
    expect(route({ connections: [QINGXIN, connection('441803', 'another')] })).toEqual({
      kind: 'ambiguous',
      detail: 'several peers connect 441803 on 2026-11-22: another, qingxin',
      divisions: ['441803'],
    });
    expect(route({ connections: [QINGXIN, { ...QINGXIN, validFrom: '2021-01-01' }] })).toMatchObject({
      peerId: 'qingxin',
    });
  });

  it('may be missing: then it is known who decides, and that nobody connects them', () => {
    expect(route({ connections: [connection('430000', 'hunan')] })).toEqual({
      kind: 'unconnected',
      detail: `${POLICE} in 441803 decides item ${ITEM}, and no peer connects it on 2026-11-22`,
      entry: POLICE_ENTRY,
      path: [],
    });
  });
});
