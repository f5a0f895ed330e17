import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FiledMember,
  foldMember,
  hunanMapping,
  hunanThings,
  type MemberEvent,
  progressOf,
  Things,
  UNSENT,
} from '#connectors/hunan';
import { MappingTables } from '#connectors/kit';

const things = Things.read(hunanThings, MappingTables.read(hunanMapping));
/** 生育登记 beside 户籍类证明, then 社会保障卡申领. */
const BIRTH = things.get('HN-YJS-0001');
const [REGISTER, HOUSEHOLD, CARD] = ['43-WJ-135-01', '43-GA-013-01', '43-RS-038-02'] as const;
/** 补换, then 启用, then 电子社会保障卡. */
const CARDS = things.get('HN-YJS-0004');

const say = (eventType: string, isGranted = false): MemberEvent => ({ eventType, isGranted });
const GRANTED = [say('SUBMITTED'), say('ADMITTED'), say('REVIEWING'), say('DECIDED', true), say('FINISHED')];
const DENIED = [say('SUBMITTED'), say('ADMITTED'), say('REVIEWING'), say('DECIDED'), say('FINISHED')];
const REFUSED = [say('SUBMITTED'), say('NOT_ADMITTED')];

function filed(item: string, events: readonly MemberEvent[], hasResult = false): FiledMember {
  return { item, events, hasResult };
}

function stages(definition: typeof BIRTH, members: readonly FiledMember[], isWithdrawn = false) {
  const { stage, members: each } = progressOf(definition, members, isWithdrawn);
  return [stage, ...each.values()];
}

describe('the progress of a thing', () => {
  it('begins with the members that need nothing', () => {
    const none = [REGISTER, HOUSEHOLD, CARD].map((item) => filed(item, []));
    expect(stages(BIRTH, none)).toEqual(['HANDLING', 'READY', 'READY', 'WAITING']);
  });

  it('lets a dependent member go when the result that it builds on is there, not before', () => {
    const at = (events: readonly MemberEvent[], hasResult: boolean) =>
      stages(BIRTH, [filed(REGISTER, []), filed(HOUSEHOLD, events, hasResult), filed(CARD, [])]).at(-1);
    expect(at(GRANTED.slice(0, 4), true)).toBe('WAITING');
    expect(at(GRANTED, false)).toBe('WAITING');
    expect(at(GRANTED, true)).toBe('READY');
    expect(at(DENIED, true)).toBe('BLOCKED');
    expect(at(REFUSED, false)).toBe('BLOCKED');
  });

  it('blocks what depends on what is blocked', () => {
    const chain = CARDS.members.map(({ item }, i) => filed(item, i === 0 ? REFUSED : []));
    expect(stages(CARDS, chain)).toEqual(['NOT_DONE', 'FAILED', 'BLOCKED', 'BLOCKED']);
  });

  it('does not wait for a member that was not chosen', () => {
    expect(stages(BIRTH, [filed(CARD, [])])).toEqual(['HANDLING', 'READY']);
  });

  it('is done when all members are, and partly done when one was refused', () => {
    const with_ = (card: readonly MemberEvent[]) =>
      stages(BIRTH, [filed(REGISTER, GRANTED), filed(HOUSEHOLD, GRANTED, true), filed(CARD, card)]);
    expect(with_(GRANTED)).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
    expect(with_(REFUSED)).toEqual(['PARTLY_DONE', 'DONE', 'DONE', 'FAILED']);
    expect(with_([say('SUBMIT_REFUSED')])).toEqual(['PARTLY_DONE', 'DONE', 'DONE', 'FAILED']);
    expect(with_([say('SUBMITTED'), say('ADMITTED'), say('STOPPED')])).toEqual([
      'PARTLY_DONE',
      ...['DONE', 'DONE', 'FAILED'],
    ]);
  });

  it('keeps what was done when the thing is withdrawn', () => {
    const members = [
      filed(REGISTER, GRANTED),
      filed(HOUSEHOLD, [say('SUBMITTED'), say('REVOKED')]),
      filed(CARD, []),
    ];
    expect(stages(BIRTH, members, true)).toEqual(['PARTLY_DONE', 'DONE', 'WITHDRAWN', 'WITHDRAWN']);
    expect(stages(BIRTH, [filed(REGISTER, [])], true)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  });

  it('of a plain item is that of its one member', () => {
    expect(progressOf(undefined, [filed('X', [])], false).members.get('X')).toBe('READY');
    expect(progressOf(undefined, [filed('X', GRANTED)], false).stage).toBe('DONE');
  });
});

const anyEvent = fc.record({
  eventType: fc.constantFrom(
    ...['SUBMITTED', 'SUBMIT_REFUSED', 'RECEIVED', 'SUPPLEMENT_NOTICED', 'SUPPLEMENTED', 'ADMITTED'],
    ...['NOT_ADMITTED', 'REVIEWING', 'PAUSED', 'RESUMED', 'DECIDED', 'FINISHED', 'RESULT_SENT'],
    ...['RESULT_HANDED', 'REVOKED', 'STOPPED', 'A_WORD_OF_LATER'],
  ),
  isGranted: fc.boolean(),
});

describe('the fold of a thing’s events', () => {
  const members = BIRTH.members.map(({ item }) => item);
  const told = fc.array(fc.record({ item: fc.constantFrom(...members), event: anyEvent }), { maxLength: 40 });
  type Told = { readonly item: string; readonly event: MemberEvent }[];

  function progress(list: Told, isWithdrawn = false) {
    const each = members.map((item) =>
      filed(
        item,
        list.flatMap((one) => (one.item === item ? one.event : [])),
      ),
    );
    return progressOf(BIRTH, each, isWithdrawn);
  }

  it('ends the same in whatever order the members’ events come in', () => {
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat()), fc.boolean(), (list, choices, isWithdrawn) => {
        // Another interleaving: of each member the same events in the same order.
        const queues = new Map(members.map((item) => [item, list.filter((one) => one.item === item)]));
        const other: Told = [];
        for (const choice of choices) {
          const open = members.filter((item) => (queues.get(item)?.length ?? 0) > 0);
          const next = queues.get(open[choice % open.length] ?? '')?.shift();
          if (next === undefined) break;
          other.push(next);
        }
        expect(other).toHaveLength(list.length);
        expect(progress(other, isWithdrawn)).toEqual(progress(list, isWithdrawn));
      }),
    );
  });

  it('never loses what is finished, whatever is told later and whatever becomes of the others', () => {
    const ENDS = ['DONE', 'FAILED', 'WITHDRAWN'];
    fc.assert(
      fc.property(told, fc.boolean(), (list, isWithdrawn) => {
        for (const item of members) {
          let facts = UNSENT;
          for (const { event } of list.filter((one) => one.item === item)) {
            const next = foldMember(facts, event);
            if (ENDS.includes(facts.stage)) expect(next).toEqual(facts);
            facts = next;
          }
          if (facts.stage !== 'UNSENT')
            expect(progress(list, isWithdrawn).members.get(item)).toBe(facts.stage);
        }
      }),
    );
  });

  it('shows a thing as done exactly when every member is, and as not at its end while one is not', () => {
    fc.assert(
      fc.property(told, fc.boolean(), (list, isWithdrawn) => {
        const { stage, members: each } = progress(list, isWithdrawn);
        const all = [...each.values()];
        const done = all.filter((one) => one === 'DONE').length;
        const isOpen = all.some((one) => ['READY', 'WAITING', 'HANDLING'].includes(one));
        expect(stage === 'DONE').toBe(done === all.length);
        expect(stage === 'HANDLING').toBe(isOpen);
        if (!isOpen && done > 0 && done < all.length) expect(stage).toBe('PARTLY_DONE');
      }),
    );
  });
});
