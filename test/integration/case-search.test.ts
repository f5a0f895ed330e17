import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

const { ACCEPTED, SUBMITTED, INTAKE_RECORDED } = tongban.v1.CaseState;
const { SUBMITTING, DECIDING } = tongban.v1.CasePart;
const CERTIFICATE = '002090012000';
const MEDICAL = '002091094000';

type Filter = tongban.v1.FindCasesRequest.$Properties;

const numbersOf = (found: { readonly cases: readonly tongban.v1.Case[] }) =>
  found.cases.map(({ caseNo }) => caseNo);

async function found(peer: TestPeer, filter: Filter): Promise<string[]> {
  return numbersOf(await peer.grpc.searchCases(filter));
}

const person = (idNumber: string, idType = '111') => ({
  open: {
    applicantKind: 'NATURAL_PERSON',
    applicant: { name: '测试人员', idType, idNumber },
    form: [],
  },
});

async function submitted(over: object = {}): Promise<string> {
  return (await guangdong.act('SubmitCase', { ...submission(), ...over })).caseNo;
}

describe('a search among the cases of a platform', () => {
  it('finds a case by each of its numbers, and to strangers there is none', async () => {
    const caseRef = newReference('粤');
    const caseNo = await submitted({ caseRef });
    await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    const competentCaseRef = newReference('豫');
    await henan.act('CaseAccepted', { caseNo, competentCaseRef, acceptedAt: AT });
    const stranger = await hub.peer('hunan');
    for (const number of [caseNo, caseRef, competentCaseRef]) {
      expect(await found(guangdong, { number })).toEqual([caseNo]);
      expect(await found(henan, { number })).toEqual([caseNo]);
      expect(await found(stranger, { number })).toEqual([]);
    }
  });

  it('finds the cases of an applicant, however the number is written', async () => {
    const caseNo = await submitted({ personal: person('44180319900101900X') });
    const other = await submitted({ personal: person('44180319900101900X', '414') });
    const applicant = (idNumber: string, idType = '111') => ({ applicant: { idType, idNumber } });
    expect(await found(henan, applicant('44180319900101900X'))).toEqual([caseNo]);
    expect(await found(henan, applicant('44180319900101900x'))).toEqual([caseNo]);
    expect(await found(henan, applicant('441803900101900'))).toEqual([caseNo]);
    expect(await found(henan, applicant('44180319900101900X', '414'))).toEqual([other]);
    expect(await found(await hub.peer('hunan'), applicant('44180319900101900X'))).toEqual([]);
  });

  it('finds what is due by a day, as long as the clock runs', async () => {
    const [accepted, untaken, paused, decided] = [
      await submitted(),
      await submitted(),
      await submitted(),
      await submitted(),
    ];
    for (const caseNo of [accepted, paused, decided]) {
      await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
      await henan.act('CaseAccepted', { caseNo, competentCaseRef: newReference(), acceptedAt: AT });
    }
    for (const caseNo of [paused, decided]) await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await henan.act('CaseSuspended', { caseNo: paused, procedure: 'INSPECTION', reason: '检验' });
    const { clocks } = await henan.grpc.case(accepted);
    const dueDate = clocks.find(({ kind }) => kind === tongban.v1.ClockKind.DECISION)?.dueDate ?? '';
    const dayBefore = new Date(Date.parse(dueDate) - 86_400_000).toISOString().slice(0, 10);
    const among = async (filter: Filter) => {
      const all = await found(henan, filter);
      return [accepted, untaken, paused, decided].filter((caseNo) => all.includes(caseNo));
    };
    expect(await among({ dueBy: dueDate })).toEqual([accepted, decided]);
    expect(await among({ dueBy: dayBefore })).toEqual([]);
    await henan.act('DecisionIssued', {
      caseNo: decided,
      outcome: 'DENIED',
      grounds: '不符合条件',
      documentNo: 'JD-1',
      decidedAt: AT,
    });
    expect(await among({ dueBy: dueDate })).toEqual([accepted]);
    hub.passDays(30); // what is late stays found
    await hub.running.dueActs.now();
    expect(await among({ dueBy: dueDate })).toEqual([accepted]);
    expect(await among({ dueBy: dueDate, states: [tongban.v1.CaseState.IN_REVIEW] })).toEqual([]);
  });

  it('narrows by item, place, state and part, by all of them at once', async () => {
    const medical = await submitted({ itemCode: MEDICAL });
    const certificate = await submitted();
    await henan.act('IntakeRecorded', { caseNo: medical, identityChecked: true, recordedAt: AT });
    const among = async (filter: Filter) => {
      const all = await found(guangdong, filter);
      return [medical, certificate].filter((caseNo) => all.includes(caseNo));
    };
    expect(await among({})).toEqual([medical, certificate]);
    expect(await among({ itemCode: MEDICAL })).toEqual([medical]);
    expect(await among({ itemCode: CERTIFICATE })).toEqual([certificate]);
    expect(await among({ divisionCode: '410000' })).toEqual([medical, certificate]);
    expect(await among({ divisionCode: '430000' })).toEqual([]);
    expect(await among({ divisionCode: '100000' })).toEqual([medical, certificate]);
    expect(await among({ states: [INTAKE_RECORDED, ACCEPTED] })).toEqual([medical]);
    expect(await among({ states: [SUBMITTED], itemCode: CERTIFICATE, part: SUBMITTING })).toEqual([
      certificate,
    ]);
    expect(await among({ part: DECIDING })).toEqual([]);
    expect(await found(henan, { part: SUBMITTING })).toEqual([]);
  });

  it('finds what was opened in a time', async () => {
    const before = await submitted();
    hub.passDays(1);
    const opened = new Date(hub.now()).toISOString();
    const behind = await submitted();
    expect(await found(henan, { openedFrom: opened })).toEqual([behind]);
    const earlier = await found(henan, { openedBefore: opened });
    expect(earlier).toContain(before);
    expect(earlier).not.toContain(behind);
  });

  it('gives every case once, page by page, the newest first, while new ones come', async () => {
    const idNumber = '441803199001010873';
    const personal = person(idNumber);
    const all: string[] = [];
    for (let i = 0; i < 7; i++) all.unshift(await submitted({ personal }));
    const filter = { applicant: { idType: '111', idNumber }, limit: 3 };
    const first = await henan.grpc.searchCases(filter);
    await submitted({ personal });
    const second = await henan.grpc.searchCases({ ...filter, cursor: first.cursor });
    const third = await henan.grpc.searchCases({ ...filter, cursor: second.cursor });
    expect([first, second, third].map(({ cases }) => cases.length)).toEqual([3, 3, 1]);
    expect([first, second, third].flatMap(numbersOf)).toEqual(all);
    expect(third.cursor).toBe('');
    const stale = { applicant: filter.applicant, openedBefore: '2020-01-01T00:00:00+08:00' };
    expect(await found(henan, { ...stale, cursor: first.cursor })).toEqual([]);
  });
});
