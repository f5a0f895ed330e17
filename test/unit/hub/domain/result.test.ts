import { describe, expect, it } from 'vitest';
import { applyAct, type CaseFacts, isRefusal, type ResultFacts } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const CONCLUDED: CaseFacts = {
  state: 'CONCLUDED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 9,
  openNotice: undefined,
  facets: {},
};
const ONLINE: CaseFacts = { ...CONCLUDED, mode: 'FULLY_ONLINE' };

type Said = readonly [type: Parameters<typeof anAct>[0], actor: string, members?: object];

/** @throws saying why an act is refused. */
function resultAfter(acts: readonly Said[], before = CONCLUDED): ResultFacts | undefined {
  const facts = acts.reduce((before, [type, actor, members]) => {
    const next = applyAct(before, anAct(type, actor, { ...members }));
    if (isRefusal(next)) throw new Error(`${next.code} ${next.detail}`);
    return next;
  }, before);
  return facts.facets.result;
}

const transferred: Said = ['ResultTransferred', 'henan'];
const failed: Said = ['DeliveryFailed', 'guangdong'];
const returned: Said = ['ResultReturned', 'guangdong'];
const delivered: Said = ['ResultDelivered', 'guangdong'];

describe('结果送达', () => {
  it('knows who has the result, and how often it could not be delivered', () => {
    expect(resultAfter([])).toBeUndefined();
    expect(resultAfter([transferred])).toEqual({ holder: 'COUNTER', failures: 0 });
    expect(resultAfter([transferred, failed, failed])).toEqual({ holder: 'COUNTER', failures: 2 });
    expect(resultAfter([transferred, failed, returned])).toEqual({ holder: 'AUTHORITY', failures: 1 });
    expect(resultAfter([transferred, failed, returned, transferred, delivered])).toEqual({
      holder: 'APPLICANT',
      failures: 1,
    });
  });

  it.each<[string, Said[]]>([
    ['delivered', [delivered]],
    ['undeliverable', [failed]],
    ['returned', [returned]],
    ['delivered when it has gone back', [transferred, returned, delivered]],
  ])('is not %s by a counter elsewhere that does not have it', (_, acts) => {
    expect(() => resultAfter(acts)).toThrow('the result has not been transferred to the counter');
  });

  it('needs no transfer where the authority is the counter', () => {
    const [online, gone] = [['DeliveryFailed', 'henan'] as const, ['ResultReturned', 'henan'] as const];
    expect(resultAfter([online], ONLINE)).toEqual({ holder: 'COUNTER', failures: 1 });
    expect(resultAfter([online, gone, ['ResultDelivered', 'henan']], ONLINE)).toEqual({
      holder: 'APPLICANT',
      failures: 1,
    });
  });

  it('is handed out against the document that it replaces, where that is due', () => {
    const due: Said = ['ResultTransferred', 'henan', { oldDocumentDue: true }];
    expect(() => resultAfter([due, delivered])).toThrow(
      'ILLEGAL_TRANSITION the document that the result replaces has not been surrendered',
    );
    const against: Said = ['ResultDelivered', 'guangdong', { oldDocumentSurrendered: true }];
    expect(resultAfter([due, against])).toEqual({ holder: 'APPLICANT', failures: 0, oldDocumentDue: true });
    expect(resultAfter([due, returned, transferred, delivered])?.holder).toBe('APPLICANT');
  });
});
