import { describe, expect, it } from 'vitest';
import {
  applyAct,
  type CaseAct,
  type CaseFacts,
  type Consultation,
  foldCase,
  hasOpenConsultation,
  isRefusal,
  MOST_CONSULTATIONS,
} from '#domain/case';
import { CASE_MESSAGES } from '#proto/schema';
import { anAct } from '../../../kit/case-acts.js';
import { meetingOf, recordOf, SLOTS } from '../../../kit/consultations.js';

const accepted: CaseFacts = {
  state: 'ACCEPTED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 3,
  openNotice: undefined,
  facets: {},
};

function played(facts: CaseFacts, ...acts: readonly CaseAct[]): CaseFacts {
  return acts.reduce<CaseFacts>((before, act) => {
    const next = applyAct(before, act);
    return isRefusal(next) ? expect.fail(next.detail) : next;
  }, facts);
}

function refusalOf(facts: CaseFacts, act: CaseAct): string {
  const result = applyAct(facts, act);
  return isRefusal(result) ? result.code : expect.fail(`${act.type} is possible`);
}

function only({ facets }: CaseFacts): Consultation {
  const [first] = facets.consultations ?? [];
  return first ?? expect.fail('no consultation');
}

const open = anAct('ConsultationOpened', 'guangdong', { at: 1 });
const answer = (at: number) => anAct('ConsultationAnswered', 'henan', { at });
const further = (at: number) => anAct('ConsultationFurtherAsked', 'guangdong', { at });
const close = (at: number) => anAct('ConsultationClosed', 'guangdong', { at });
const warn = (level: string) => anAct('ConsultationWarned', '@hub', { level });
const propose = (actor: string) => anAct('VideoConsultationProposed', actor, { slots: SLOTS });
const confirm = (actor: string, startsAt = SLOTS[1]?.startsAt) =>
  anAct('VideoConsultationConfirmed', actor, { startsAt });
const held = (actor: string) => anAct('VideoConsultationHeld', actor);
const sign = (actor: string, verdict = 'AFFIRMED') => anAct('VideoRecordAnswered', actor, { verdict });

const asked = played(accepted, open);

describe('事项咨询', () => {
  const inquiry = {
    type: 'ItemConsultationOpened',
    actor: 'guangdong',
    consultationNo: 'ZX-1',
    at: 1,
  } as const;
  const inquired = foldCase([{ ...inquiry, competent: 'henan' }]);

  it('begins as a question, stays what it is, and takes what a consultation takes', () => {
    if (isRefusal(inquired)) expect.fail(inquired.detail);
    expect(inquired).toMatchObject({
      state: 'ITEM_CONSULTATION',
      submitter: 'guangdong',
      competent: 'henan',
    });
    expect(only(inquired)).toEqual(only(asked));
    const closed = played(inquired, answer(2), further(3), answer(4), close(5));
    expect(closed.state).toBe('ITEM_CONSULTATION');
    expect(refusalOf(closed, anAct('IntakeRecorded', 'guangdong'))).toBe('ILLEGAL_TRANSITION');
    expect(applyAct(closed, { ...inquiry, competent: 'henan' })).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('is not asked of oneself', () => {
    expect(applyAct(undefined, { ...inquiry, competent: 'guangdong' })).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });
});

describe('a calendar that moves the last day of an answer', () => {
  const move = (dueDate: string) =>
    anAct('ReplyDeadlineRecomputed', '@hub', {
      consultationNo: 'ZX-1',
      previousDueDate: '2026-12-01',
      dueDate,
    });

  it('is told once, and warned of anew; of what nobody owes it is not told', () => {
    const moved = played(asked, warn('soon'), move('2026-12-02'));
    expect(only(moved)).toMatchObject({ state: 'ASKED', recomputed: '2026-12-01 2026-12-02' });
    expect(only(moved).warned).toBeUndefined();
    const warned = played(moved, warn('soon'));
    expect(refusalOf(warned, move('2026-12-02'))).toBe('ILLEGAL_TRANSITION');
    expect(only(played(warned, move('2026-12-03'))).warned).toBeUndefined();
    expect(only(played(warned, answer(2)))).not.toHaveProperty('recomputed');
    expect(refusalOf(played(asked, answer(2)), move('2026-12-02'))).toBe('ILLEGAL_TRANSITION');
  });
});

describe('咨询', () => {
  it('goes from question to answer, further and to its end; the case stays where it was', () => {
    expect(only(asked)).toEqual({
      ...{ no: 'ZX-1', asker: 'submitter', state: 'ASKED', openedAt: 1, since: 1 },
    });
    const answered = played(asked, answer(2));
    expect(only(answered)).toMatchObject({ state: 'ANSWERED', since: 2 });
    const again = played(answered, further(3));
    expect(only(again)).toMatchObject({ state: 'ASKED', since: 3, openedAt: 1 });
    const closed = played(again, answer(4), close(5));
    expect(only(closed)).toMatchObject({ state: 'CLOSED', since: 5 });
    expect(closed.state).toBe('ACCEPTED');
    expect(hasOpenConsultation(again.facets.consultations)).toBe(true);
    expect(hasOpenConsultation(closed.facets.consultations)).toBe(false);
  });

  it('refuses what is out of turn, by the wrong side, or about nothing', () => {
    expect(refusalOf(asked, anAct('ConsultationAnswered', 'guangdong'))).toBe('WRONG_PLATFORM');
    expect(refusalOf(asked, anAct('ConsultationClosed', 'henan'))).toBe('WRONG_PLATFORM');
    expect(refusalOf(asked, anAct('ConsultationAnswered', 'hunan'))).toBe('WRONG_PLATFORM');
    expect(refusalOf(asked, open)).toBe('ILLEGAL_TRANSITION');
    expect(refusalOf(asked, further(2))).toBe('ILLEGAL_TRANSITION');
    expect(refusalOf(accepted, answer(2))).toBe('ILLEGAL_TRANSITION');
    const closed = played(asked, close(2));
    for (const late of [answer(3), further(3), close(3), propose('henan')])
      expect(refusalOf(closed, late)).toBe('ILLEGAL_TRANSITION');
  });

  it('asks nobody where one platform is on both sides', () => {
    expect(refusalOf({ ...accepted, competent: 'guangdong' }, open)).toBe('ILLEGAL_TRANSITION');
  });

  it('may be asked the other way, beside the first one, and so often', () => {
    const other = anAct('ConsultationOpened', 'henan', { consultationNo: 'ZX-2' });
    const both = played(asked, other, anAct('ConsultationAnswered', 'guangdong', { consultationNo: 'ZX-2' }));
    expect(both.facets.consultations?.map(({ asker, state }) => [asker, state])).toEqual([
      ['submitter', 'ASKED'],
      ['competent', 'ANSWERED'],
    ]);
    const many = Array.from({ length: MOST_CONSULTATIONS }, (_, i) =>
      anAct('ConsultationOpened', 'henan', { consultationNo: `N-${i}` }),
    );
    expect(refusalOf(played(accepted, ...many), open)).toBe('ILLEGAL_TRANSITION');
  });

  it('is warned of each level once, until the answer; a new question is warned of anew', () => {
    const warned = played(asked, warn('soon'));
    expect(only(warned)).toMatchObject({ warned: ['soon'], since: 1 });
    expect(refusalOf(warned, warn('soon'))).toBe('ILLEGAL_TRANSITION');
    expect(only(played(warned, warn('overdue'))).warned).toEqual(['soon', 'overdue']);
    const answered = played(warned, answer(2));
    expect(refusalOf(answered, warn('overdue'))).toBe('ILLEGAL_TRANSITION');
    expect(only(played(answered, further(3))).warned).toBeUndefined();
  });
});

describe('视频会商', () => {
  it('is proposed, confirmed by the other side for one of its times, held, recorded and signed', () => {
    const confirmed = played(asked, propose('guangdong'), confirm('henan'));
    expect(only(confirmed).video).toMatchObject({ state: 'CONFIRMED', by: 'competent', slots: [SLOTS[1]] });
    const recorded = played(confirmed, held('henan'));
    expect(hasOpenConsultation(played(recorded, close(9)).facets.consultations)).toBe(true);
    expect(refusalOf(recorded, sign('henan'))).toBe('WRONG_PLATFORM');
    expect(refusalOf(recorded, propose('guangdong'))).toBe('ILLEGAL_TRANSITION');
    const objected = played(recorded, close(9), sign('guangdong', 'OBJECTED'));
    expect(only(objected)).toMatchObject({ state: 'CLOSED', since: 9, video: { state: 'OBJECTED' } });
    expect(hasOpenConsultation(objected.facets.consultations)).toBe(false);
    expect(only(played(recorded, sign('guangdong'), propose('henan'))).video?.state).toBe('PROPOSED');
  });

  it('is chosen at the same moment however it is written, and at no other', () => {
    const proposed = played(asked, propose('henan'));
    expect(refusalOf(proposed, confirm('henan'))).toBe('WRONG_PLATFORM');
    expect(refusalOf(proposed, confirm('guangdong', '2026-12-02T15:00:00Z'))).toBe('ILLEGAL_TRANSITION');
    expect(only(played(proposed, confirm('guangdong', '2026-12-02T07:00:00Z'))).video?.slots).toEqual([
      SLOTS[1],
    ]);
  });

  it('is moved by either side and called off by either; what is off cannot be held', () => {
    const confirmed = played(asked, propose('guangdong'), confirm('henan'));
    const moved = played(confirmed, propose('henan'));
    expect(only(moved).video).toMatchObject({ state: 'PROPOSED', by: 'competent', slots: SLOTS });
    expect(refusalOf(moved, held('henan'))).toBe('ILLEGAL_TRANSITION');
    const off = played(confirmed, anAct('VideoConsultationDeclined', 'guangdong'));
    expect(refusalOf(off, held('henan'))).toBe('ILLEGAL_TRANSITION');
    expect(only(played(off, propose('guangdong'))).video?.state).toBe('PROPOSED');
  });
});

const NAMED = { caseNo: 'TB20261122100000000ABCDEFGHJKMN1', consultationNo: 'ZX-1' };
const fits = (type: keyof typeof CASE_MESSAGES, body: object) => CASE_MESSAGES[type].safeParse(body).success;

describe('the form of a meeting', () => {
  it.each([
    ['https://meet.henan.example/r/42', true],
    ['https://meet.henan.example:8443/r?id=4%202#now', true],
    ['http://meet.henan.example/r/42', false],
    ['https://clerk:secret@meet.henan.example/', false],
    ['https://', false],
    ['javascript:alert(1)', false],
    ['https://meet.henan.example/r/4 2', false],
    ['https://meet.henan.example/\nSet-Cookie', false],
  ])('has an address of https and nothing else: %s', (link, isOne) => {
    expect(fits('VideoConsultationProposed', meetingOf(NAMED, { link }))).toBe(isOne);
  });

  it('ends after it begins, and has at least one time', () => {
    const { startsAt, endsAt } = SLOTS[0] ?? expect.fail();
    const proposed = (slots: object[]) => fits('VideoConsultationProposed', meetingOf(NAMED, { slots }));
    expect(proposed([])).toBe(false);
    expect(proposed([{ startsAt: endsAt, endsAt: startsAt }])).toBe(false);
    expect(proposed([...SLOTS, ...SLOTS])).toBe(false);
    expect(fits('VideoConsultationHeld', recordOf(NAMED))).toBe(true);
    expect(fits('VideoConsultationHeld', recordOf(NAMED, { endedAt: '2000-01-01T00:00:00Z' }))).toBe(false);
  });

  it('is objected to for a reason', () => {
    expect(fits('VideoRecordAnswered', { ...NAMED, verdict: 'AFFIRMED' })).toBe(true);
    expect(fits('VideoRecordAnswered', { ...NAMED, verdict: 'OBJECTED' })).toBe(false);
  });
});
