import { AT, newReference } from './messages.js';

/** Bodies of the acts of a consultation. */

export function questionOf(caseNo: string, over: object = {}) {
  return {
    caseNo,
    consultationNo: newReference('ZX'),
    question: '出生医学证明遗失，可否以档案复印件代替？',
    ...over,
  };
}

export const SLOTS = [
  { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T09:30:00+08:00' },
  { startsAt: '2026-12-02T15:00:00+08:00', endsAt: '2026-12-02T15:30:00+08:00' },
];

interface Named {
  readonly caseNo: string;
  readonly consultationNo: string;
}

export function meetingOf({ caseNo, consultationNo }: Named, over: object = {}) {
  const attendees = [{ role: 'CASE_OFFICER', orgName: '户政科' }];
  return {
    caseNo,
    consultationNo,
    slots: SLOTS,
    link: 'https://meet.henan.example/r/42',
    attendees,
    ...over,
  };
}

export function recordOf({ caseNo, consultationNo }: Named, over: object = {}) {
  return {
    ...{ caseNo, consultationNo, startedAt: AT, endedAt: '2099-01-01T00:00:00+08:00' },
    attendees: [{ role: 'WINDOW_CLERK', name: '王敏' }],
    shown: [{ name: '出生档案复印件' }],
    agreed: '以加盖公章的档案复印件受理',
    ...over,
  };
}
