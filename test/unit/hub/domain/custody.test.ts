import { describe, expect, it } from 'vitest';
import { applyAct, type CaseFacts, type CustodyFacts, isRefusal } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const DECIDED: CaseFacts = {
  state: 'DECIDED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'shanxi',
  eventCount: 7,
  openNotice: undefined,
  facets: {},
};

const lease = { code: 'A1', sheets: 3 };
const articles = { code: 'A2', sheets: 12 };
const fromApplicant = { giver: 'APPLICANT', taker: 'WINDOW', takenAtOnce: true };

type Said = readonly [type: Parameters<typeof anAct>[0], actor: string, members: object];

/** @throws saying why an act is refused. */
function lived(acts: readonly Said[], before = DECIDED): CaseFacts {
  return acts.reduce((facts, [type, actor, members]) => {
    const result = applyAct(facts, anAct(type, actor, { ...members }));
    if (isRefusal(result)) {
      const { code, detail, violations = [] } = result;
      throw new Error([code, detail, ...violations.map(({ message }) => message)].join('; '));
    }
    return result;
  }, before);
}

const custodyAfter = (acts: readonly Said[]): CustodyFacts | undefined => lived(acts).facets.custody;

const brought: Said = [
  'OriginalsHandedOver',
  'guangdong',
  { ...fromApplicant, handOverNo: 'JJ-1', originals: [lease, articles] },
];
const posted: Said = [
  'OriginalsHandedOver',
  'guangdong',
  { handOverNo: 'JJ-2', giver: 'WINDOW', taker: 'COURIER', originals: [lease, articles] },
];
const came = (...originals: object[]): Said => [
  'OriginalsReceived',
  'shanxi',
  { handOverNo: 'JJ-2', taker: 'AUTHORITY', originals },
];
const concluded: Said = ['CaseConcluded', 'shanxi', {}];

describe('原件流转', () => {
  it('takes what the applicant brings in one act, and knows who holds it', () => {
    expect(custodyAfter([brought])).toEqual({
      held: [
        { ...lease, holder: 'WINDOW' },
        { ...articles, holder: 'WINDOW' },
      ],
      handOvers: [
        {
          ...{ handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'WINDOW', by: 'guangdong' },
          ...{ handed: [lease, articles], received: [lease, articles], standing: 'COMPLETE' },
        },
      ],
    });
  });

  it('follows a parcel: nobody holds it until somebody has signed', () => {
    expect(custodyAfter([brought, posted])?.held).toEqual([]);
    const there = custodyAfter([brought, posted, came(lease, articles)]);
    expect(there?.held.map(({ code, holder }) => `${code} ${holder}`)).toEqual([
      'A1 AUTHORITY',
      'A2 AUTHORITY',
    ]);
    expect(there?.handOvers.at(-1)?.standing).toBe('COMPLETE');
  });

  it('keeps a difference open until the rest has come, or is lost', () => {
    const short = [brought, posted, came(lease, { ...articles, sheets: 10 })];
    expect(custodyAfter(short)?.handOvers.at(-1)).toMatchObject({
      received: [lease, { ...articles, sheets: 10 }],
      standing: 'INCOMPLETE',
    });
    const rest = custodyAfter([...short, came({ ...articles, sheets: 2 })]);
    expect(rest?.handOvers.at(-1)?.standing).toBe('COMPLETE');
    expect(rest?.held).toContainEqual({ ...articles, holder: 'AUTHORITY' });
    const lost = custodyAfter([...short, ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-2' }]]);
    expect(lost?.handOvers.at(-1)).toMatchObject({ received: [{}, { sheets: 10 }], standing: 'LOST' });
  });

  it('lets what was said to be lost turn up after all', () => {
    const lost: Said = ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-2' }];
    const some = custodyAfter([brought, posted, lost, came(lease)]);
    expect(some?.handOvers.at(-1)).toMatchObject({ received: [lease], standing: 'LOST' });
    const all = custodyAfter([brought, posted, lost, came(lease), came(articles)]);
    expect(all?.handOvers.at(-1)?.standing).toBe('COMPLETE');
    expect(all?.held.every(({ holder }) => holder === 'AUTHORITY')).toBe(true);
  });

  it('keeps a surplus visible', () => {
    const more = custodyAfter([brought, posted, came({ ...lease, sheets: 4 }, articles)]);
    expect(more?.handOvers.at(-1)).toMatchObject({ received: [{ sheets: 4 }, {}], standing: 'COMPLETE' });
  });

  it('lets a parcel come back to who sent it', () => {
    const back: Said = [
      'OriginalsReceived',
      'guangdong',
      { handOverNo: 'JJ-2', taker: 'WINDOW', originals: [lease, articles] },
    ];
    expect(custodyAfter([brought, posted, back])?.held.map(({ holder }) => holder)).toEqual([
      'WINDOW',
      'WINDOW',
    ]);
  });

  it('names every original that is unaccounted for when the case is to be concluded', () => {
    expect(() => lived([brought, posted, concluded])).toThrow(
      /^ORIGINALS_UNACCOUNTED; .*; A1 × 3, A2 × 12 of hand-over JJ-2 to COURIER$/,
    );
    const short = [brought, posted, came(lease, { ...articles, sheets: 10 })];
    expect(() => lived([...short, concluded])).toThrow('A2 × 2 of hand-over JJ-2');
    expect(lived([...short, came({ ...articles, sheets: 2 }), concluded]).state).toBe('CONCLUDED');
    const lost: Said = ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-2' }];
    expect(lived([...short, lost, concluded]).state).toBe('CONCLUDED');
  });

  it.each<[string, Said[], string]>([
    ['a number twice', [brought, brought], 'there is a hand-over JJ-1 already'],
    [
      'what it does not hold',
      [brought, posted, [posted[0], posted[1], { ...posted[2], handOverNo: 'JJ-3' }]],
      'WINDOW does not hold A1 × 3, A2 × 12',
    ],
    [
      'what is in other hands',
      [
        brought,
        [
          'OriginalsHandedOver',
          'shanxi',
          { handOverNo: 'JJ-3', giver: 'AUTHORITY', taker: 'COURIER', originals: [lease] },
        ],
      ],
      'AUTHORITY does not hold A1 × 3',
    ],
    [
      'for the other side',
      [[posted[0], 'shanxi', posted[2]]],
      'what WINDOW hands to COURIER is for guangdong to say',
    ],
    [
      'and takes for the other side',
      [[posted[0], 'guangdong', { ...posted[2], taker: 'AUTHORITY', takenAtOnce: true }]],
      'AUTHORITY has a platform of its own',
    ],
    ['received by nobody’s hand-over', [came(lease)], 'nothing of a hand-over JJ-2 is still to come'],
    [
      'received twice',
      [brought, posted, came(lease, articles), came(lease)],
      'nothing of a hand-over JJ-2 is still to come',
    ],
    [
      'received for the other side',
      [
        brought,
        posted,
        ['OriginalsReceived', 'guangdong', { handOverNo: 'JJ-2', taker: 'AUTHORITY', originals: [lease] }],
      ],
      'what AUTHORITY has received is for shanxi to say',
    ],
    [
      'received by somebody else',
      [
        [
          'OriginalsHandedOver',
          'guangdong',
          { handOverNo: 'JJ-2', giver: 'WINDOW', taker: 'AUTHORITY', originals: [lease] },
        ],
        ['OriginalsReceived', 'shanxi', { handOverNo: 'JJ-2', taker: 'APPLICANT', originals: [lease] }],
      ],
      'hand-over JJ-2 goes to AUTHORITY, not to APPLICANT',
    ],
    [
      'received though never handed over',
      [brought, posted, came({ code: 'B9', sheets: 1 })],
      'B9 × 1 was not in hand-over JJ-2',
    ],
    [
      'lost by who did not send it',
      [brought, posted, ['OriginalsLost', 'shanxi', { handOverNo: 'JJ-2' }]],
      'what is lost of JJ-2 is for guangdong to say',
    ],
    [
      'lost twice',
      [
        brought,
        posted,
        ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-2' }],
        ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-2' }],
      ],
      'what is missing of JJ-2 is lost already',
    ],
    [
      'lost though all came',
      [brought, ['OriginalsLost', 'guangdong', { handOverNo: 'JJ-1' }]],
      'nothing of a hand-over JJ-1 is still to come',
    ],
  ])('refuses originals handed over, %s', (_, acts, detail) => {
    expect(() => lived(acts)).toThrow(detail);
  });

  it('lets one platform that plays both sides take at once', () => {
    const one = { ...DECIDED, submitter: 'shanxi' };
    const act: Said = [
      'OriginalsHandedOver',
      'shanxi',
      { handOverNo: 'JJ-1', giver: 'WINDOW', taker: 'AUTHORITY', originals: [lease], takenAtOnce: true },
    ];
    expect(lived([act], one).facets.custody?.held).toEqual([{ ...lease, holder: 'AUTHORITY' }]);
  });

  it('lets the applicant’s side say what the applicant posted and got', () => {
    const own: Said = [
      'OriginalsHandedOver',
      'guangdong',
      { handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'COURIER', originals: [lease] },
    ];
    const arrived: Said = [
      'OriginalsReceived',
      'shanxi',
      { handOverNo: 'JJ-1', taker: 'AUTHORITY', originals: [lease] },
    ];
    const home: Said = [
      'OriginalsHandedOver',
      'shanxi',
      { handOverNo: 'JJ-2', giver: 'AUTHORITY', taker: 'COURIER', originals: [lease] },
    ];
    const got: Said = [
      'OriginalsReceived',
      'shanxi',
      { handOverNo: 'JJ-2', taker: 'APPLICANT', originals: [lease] },
    ];
    expect(custodyAfter([own, arrived, home, got])?.held).toEqual([{ ...lease, holder: 'APPLICANT' }]);
  });

  it('has an end: a case does not take hand-overs for ever', () => {
    const many = Array.from(
      { length: 101 },
      (_, i): Said => [
        'OriginalsHandedOver',
        'guangdong',
        { ...fromApplicant, handOverNo: `JJ-${i}`, originals: [lease] },
      ],
    );
    expect(lived(many.slice(0, 100)).facets.custody?.handOvers).toHaveLength(100);
    expect(() => lived(many)).toThrow('a case has at most 100 hand-overs');
  });
});
