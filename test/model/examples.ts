import type { Command, Story } from './model/commands.js';
import type { CaseAct, CaseName, Declared, Peer, Submission } from './model/words.js';

/**
 * Stories that are played in every run: courses that chance takes seldom, and each one that a hub once told otherwise than the model.
 */

const START = Date.parse('2027-01-27T10:00:00+08:00'); // a Wednesday; the holidays of the spring begin nine days later
const DAY = 86_400;

let made = 0;

function send(by: Peer, about: CaseName, act: CaseAct | Submission): Command {
  made += 1;
  return { do: 'send', id: `e${made}`, by, about, act };
}

type Opening = Omit<Submission, 'type' | 'opens' | 'ref' | 'originalsChecked'>;

function open(by: Peer, opens: CaseName, opening: Opening): Command {
  return send(by, opens, { type: 'SubmitCase', opens, ref: opens, originalsChecked: false, ...opening });
}

const pass = (days: number): Command => ({ do: 'pass', seconds: days * DAY });

/** Accepted and looked at, by a platform that is its own counter unless another takes the papers in. */
function takenOn(about: CaseName, competent: Peer, counter = competent): Command[] {
  return [
    send(counter, about, { type: 'IntakeRecorded', originalsChecked: false }),
    send(competent, about, { type: 'CaseAccepted' }),
    send(competent, about, { type: 'ReviewStarted' }),
  ];
}

function concluded(about: CaseName, competent: Peer): Command[] {
  return [
    send(competent, about, { type: 'DecisionIssued', outcome: 'GRANTED' }),
    send(competent, about, { type: 'CaseConcluded' }),
  ];
}

const BIRTH: Declared = { member: 'birth', item: 'birth', place: 'guangdong', dependsOn: [] };
const CARD: Declared = { member: 'card', item: 'card', place: 'henan', dependsOn: ['birth'] };

function submitted(opens: CaseName, { member, item, place, dependsOn }: Declared): Command {
  const memberOf = { whole: 'W', member, dependsOn };
  return open('hunan', opens, { item, place, mode: 'FULLY_ONLINE', memberOf });
}

const JOINT = { item: 'household', mode: 'JOINT' } as const;

export const EXAMPLES: readonly { readonly name: string; readonly story: Story }[] = [
  {
    name: 'a participant that never answers is reminded twice and given up, and the lead goes on without its part',
    story: {
      start: START,
      commands: [
        open('guangdong', 'L', { ...JOINT, place: 'henan' }),
        ...takenOn('L', 'henan', 'guangdong'),
        open('henan', 'P', { ...JOINT, place: 'hunan', lead: 'L' }),
        pass(50),
        send('henan', 'P', { type: 'CaseWithdrawn' }),
        send('henan', 'L', { type: 'DecisionIssued', outcome: 'GRANTED' }), // nobody has said how it goes on
        send('henan', 'L', { type: 'PartSettled', part: 'P', resolution: 'COMPENSATED' }),
        ...concluded('L', 'henan'),
      ],
    },
  },
  {
    name: 'what was done is undone when the whole fails, and stays undone',
    story: {
      start: START,
      commands: [
        open('guangdong', 'L', { ...JOINT, place: 'henan' }),
        ...takenOn('L', 'henan', 'guangdong'),
        open('henan', 'P', { ...JOINT, place: 'shanxi', lead: 'L' }),
        ...takenOn('P', 'shanxi', 'henan'),
        ...concluded('P', 'shanxi'),
        send('henan', 'P', { type: 'CompensationRequested' }),
        send('shanxi', 'P', { type: 'CompensationRefused' }),
        send('henan', 'P', { type: 'CompensationRequested' }),
        send('shanxi', 'P', { type: 'Compensated' }),
        send('henan', 'P', { type: 'CompensationRequested' }),
        ...concluded('L', 'henan'),
        send('henan', 'L', { type: 'PartSettled', part: 'P', resolution: 'WAIVED' }),
        ...concluded('L', 'henan'),
      ],
    },
  },
  {
    name: 'a member waits for another that is refused, until that is submitted anew and done; then the whole is',
    story: {
      start: START,
      commands: [
        open('hunan', 'W', { item: 'card', place: 'henan', mode: 'FULLY_ONLINE', members: [BIRTH, CARD] }),
        submitted('B', BIRTH),
        submitted('C', CARD),
        send('guangdong', 'B', { type: 'IntakeRecorded', originalsChecked: false }),
        send('guangdong', 'B', { type: 'CaseNotAccepted' }),
        send('henan', 'C', { type: 'IntakeRecorded', originalsChecked: false }), // it has not begun
        submitted('B2', BIRTH),
        submitted('B3', BIRTH), // one at a time
        ...takenOn('B2', 'guangdong'),
        ...concluded('B2', 'guangdong'),
        ...takenOn('C', 'henan'),
        ...concluded('C', 'henan'),
        submitted('B4', BIRTH), // it is over
      ],
    },
  },
  {
    name: 'what is owed may come until the end of its day; in the next moment the case is over',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', { item: 'medical', place: 'henan', mode: 'FULLY_ONLINE' }),
        send('henan', 'A', { type: 'IntakeRecorded', originalsChecked: false }),
        send('henan', 'A', {
          ...{ type: 'DeferredMaterialsAcceptance', promised: '2027-03-01', isBarred: false },
          ...{ codes: ['M02', 'M03'], dueBy: '2027-02-01' },
        }),
        send('henan', 'A', { type: 'ReviewStarted' }),
        send('henan', 'A', { type: 'DecisionIssued', outcome: 'GRANTED' }),
        send('henan', 'A', { type: 'CaseConcluded' }), // something is owed
        pass(5),
        send('guangdong', 'A', {
          type: 'DeferredMaterialsSupplied',
          codes: ['M02'],
          originalsChecked: false,
        }),
        pass(1),
        send('guangdong', 'A', {
          type: 'DeferredMaterialsSupplied',
          codes: ['M03'],
          originalsChecked: false,
        }),
      ],
    },
  },
  {
    name: 'a pledge is checked behind the delivery, and what rests on a broken one is handed out no more',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', {
          ...{ item: 'medical', place: 'henan', mode: 'FULLY_ONLINE' },
          pledge: { notice: 'IN_FORCE', codes: ['T01'], isBarred: false },
        }),
        ...takenOn('A', 'henan'),
        ...concluded('A', 'henan'),
        send('henan', 'A', { type: 'DecisionRevoked' }), // nothing was found
        pass(45), // it is warned of all the same
        send('henan', 'A', {
          type: 'CommitmentChecked',
          finding: 'BROKEN',
          faulty: ['M02'],
          method: 'DOCUMENTS',
        }),
        send('henan', 'A', {
          type: 'CommitmentChecked',
          finding: 'BROKEN',
          faulty: ['T01'],
          method: 'ON_SITE',
        }),
        send('henan', 'A', {
          type: 'CommitmentChecked',
          finding: 'BROKEN',
          faulty: ['T01'],
          method: 'DOCUMENTS',
        }),
        send('henan', 'A', { type: 'DecisionRevoked' }),
        send('henan', 'A', { type: 'ResultTransferred', oldDocumentDue: false }),
        pass(30), // and no clock runs any more
      ],
    },
  },
  {
    name: 'procedures overlap, stop the clock once, and end each by its name',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', { item: 'certificate', place: 'henan', mode: 'FULLY_ONLINE' }),
        ...takenOn('A', 'henan'),
        pass(1),
        send('henan', 'A', { type: 'CaseSuspended', procedure: '听证' }),
        send('henan', 'A', { type: 'CaseSuspended', procedure: '听证' }), // it is under way
        send('henan', 'A', { type: 'CaseSuspended', procedure: 'INSPECTION' }),
        pass(20),
        send('henan', 'A', { type: 'CaseResumed' }), // which of them?
        send('henan', 'A', { type: 'CaseResumed', procedure: '听证' }),
        send('henan', 'A', { type: 'DecisionIssued', outcome: 'GRANTED' }), // one is left
        pass(2),
        send('henan', 'A', { type: 'CaseResumed' }),
        send('henan', 'A', {
          ...{ type: 'TimeLimitExtended', clock: 'DECISION', approver: 'AUTHORITY_HEAD' },
          ...{ amount: 10, unit: 'WORKING_DAY' },
        }),
        pass(40),
        send('henan', 'A', { type: 'DecisionIssued', outcome: 'DENIED' }),
      ],
    },
  },
  {
    name: 'a parcel comes back short, and the case is not concluded before somebody says what became of the rest',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', { item: 'certificate', place: 'henan', mode: 'REMOTE_INTAKE' }),
        send('guangdong', 'A', {
          ...{ type: 'OriginalsHandedOver', handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'WINDOW' },
          ...{ originals: { M01: 3 }, takenAtOnce: true },
        }),
        send('guangdong', 'A', {
          ...{ type: 'OriginalsHandedOver', handOverNo: 'JJ-2', giver: 'WINDOW', taker: 'COURIER' },
          ...{ originals: { M01: 2 }, takenAtOnce: false, waybill: 'EMS-1' },
        }),
        send('guangdong', 'A', {
          ...{ type: 'OriginalsReceived', handOverNo: 'JJ-2', taker: 'WINDOW', originals: { M01: 1 } },
        }),
        send('guangdong', 'A', {
          ...{ type: 'OriginalsHandedOver', handOverNo: 'JJ-3', giver: 'WINDOW', taker: 'COURIER' },
          ...{ originals: { M01: 2 }, takenAtOnce: false, waybill: 'EMS-1' }, // the waybill of the one before
        }),
        ...takenOn('A', 'henan', 'guangdong'),
        ...concluded('A', 'henan'),
        send('henan', 'A', { type: 'OriginalsLost', handOverNo: 'JJ-2' }), // the sender's to say
        send('guangdong', 'A', { type: 'OriginalsLost', handOverNo: 'JJ-2' }),
        send('henan', 'A', { type: 'CaseConcluded' }),
        send('henan', 'A', {
          ...{ type: 'OriginalsReceived', handOverNo: 'JJ-2', taker: 'AUTHORITY', originals: { M01: 1 } },
        }),
      ],
    },
  },
  {
    name: 'the clock of acceptance begins when the authority has acknowledged the papers; a dead letter holds up its case alone',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', { item: 'certificate', place: 'henan', mode: 'REMOTE_INTAKE' }),
        open('guangdong', 'B', { item: 'certificate', place: 'henan', mode: 'REMOTE_INTAKE' }),
        send('guangdong', 'A', { type: 'IntakeRecorded', originalsChecked: false }),
        send('guangdong', 'B', { type: 'IntakeRecorded', originalsChecked: false }),
        { do: 'claim', claim: 1, by: 'henan', leaseSeconds: 30 },
        { do: 'acknowledge', id: 'a1', by: 'henan', about: 'A', seq: 1, claim: 1 },
        { do: 'release', by: 'henan', about: 'B', seq: 1, claim: 1 },
        { do: 'pass', seconds: 60 },
        { do: 'claim', claim: 2, by: 'henan', leaseSeconds: 30 },
        { do: 'release', by: 'henan', about: 'B', seq: 1, claim: 1 }, // another has it
        { do: 'acknowledge', id: 'a2', by: 'henan', about: 'A', seq: 2, claim: 2 },
        { do: 'release', by: 'henan', about: 'B', seq: 1, claim: 2 },
        { do: 'acknowledge', id: 'a3', by: 'henan', about: 'B', seq: 1, claim: 2 },
        { do: 'repeat', of: 'a2' },
        { do: 'claim', claim: 3, by: 'henan', leaseSeconds: 30 },
        pass(20),
      ],
    },
  },
  {
    name: 'a bad rating is appealed once, remedied, and remedied again; a meeting is recorded and objected to',
    story: {
      start: START,
      commands: [
        open('guangdong', 'A', { item: 'certificate', place: 'henan', mode: 'REMOTE_INTAKE' }),
        send('henan', 'A', { type: 'ConsultationOpened', consultationNo: 'ZX-1' }),
        send('henan', 'A', { type: 'ConsultationAnswered', consultationNo: 'ZX-1' }), // of itself
        send('guangdong', 'A', {
          ...{
            type: 'VideoConsultationProposed',
            consultationNo: 'ZX-1',
            slots: ['2028-12-01T09:00:00+08:00'],
          },
        }),
        send('henan', 'A', {
          ...{
            type: 'VideoConsultationConfirmed',
            consultationNo: 'ZX-1',
            slot: '2028-12-01T09:00:00+08:00',
          },
        }),
        send('guangdong', 'A', { type: 'VideoConsultationHeld', consultationNo: 'ZX-1' }),
        send('henan', 'A', { type: 'ConsultationClosed', consultationNo: 'ZX-1' }),
        send('henan', 'A', { type: 'VideoRecordAnswered', consultationNo: 'ZX-1', verdict: 'OBJECTED' }),
        send('guangdong', 'A', { type: 'CaseWithdrawn' }),
        send('guangdong', 'A', {
          ...{ type: 'ServiceRating', feedbackNo: 'PJ-1', side: 'DECISION', isAnonymous: false },
          satisfaction: 'VERY_DISSATISFIED',
        }),
        pass(25),
        send('henan', 'A', { type: 'RatingAppealed', feedbackNo: 'PJ-1' }),
        send('henan', 'A', { type: 'AppealDecided', feedbackNo: 'PJ-1', ruling: 'UPHELD' }), // in its own matter
        send('guangdong', 'A', { type: 'AppealDecided', feedbackNo: 'PJ-1', ruling: 'DISMISSED' }),
        send('henan', 'A', { type: 'RatingAppealed', feedbackNo: 'PJ-1' }),
        send('henan', 'A', { type: 'RatingRemedy', feedbackNo: 'PJ-1', calledBack: true }),
        send('guangdong', 'A', { type: 'RatingFollowUp', feedbackNo: 'PJ-1', satisfaction: 'DISSATISFIED' }),
        send('henan', 'A', { type: 'RatingRemedy', feedbackNo: 'PJ-1', calledBack: true }),
        pass(12),
        send('guangdong', 'A', { type: 'RatingFollowUp', feedbackNo: 'PJ-1' }),
      ],
    },
  },
];
