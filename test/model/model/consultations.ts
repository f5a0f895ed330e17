import { nextWarning } from './count.js';
import { LIMITS } from './limits.js';
import { otherParty, type Parties, type Party, partyOf } from './side.js';
import type { Actor, CaseAct, Owed } from './words.js';

type Asking = Extract<
  CaseAct,
  { type: 'ConsultationAnswered' | 'ConsultationFurtherAsked' | 'ConsultationClosed' }
>;
type Meeting = Extract<
  CaseAct,
  {
    type:
      | 'VideoConsultationProposed'
      | 'VideoConsultationConfirmed'
      | 'VideoConsultationDeclined'
      | 'VideoConsultationHeld'
      | 'VideoRecordAnswered';
  }
>;
export type ConsultationAct = Extract<CaseAct, { type: 'ConsultationOpened' }> | Asking | Meeting;

type MeetingState = 'PROPOSED' | 'CONFIRMED' | 'DECLINED' | 'RECORDED' | 'AFFIRMED' | 'OBJECTED';

export interface Consultation {
  readonly no: string;
  readonly asker: Party;
  state: 'ASKED' | 'ANSWERED' | 'CLOSED';
  since: number;
  told: string[];
  meeting?: { readonly state: MeetingState; readonly by: Party; readonly slots: readonly string[] };
}

/** 咨询、视频会商. */
export class Consultations {
  readonly all: Consultation[] = [];

  of(no: string): Consultation | undefined {
    return this.all.find((each) => each.no === no);
  }

  /** Whom an act of it answers; undefined where there is none. */
  answered(act: ConsultationAct): Party | undefined {
    const consultation = this.of(act.consultationNo);
    const isOfMeeting = act.type.startsWith('Video');
    return (isOfMeeting ? consultation?.meeting?.by : undefined) ?? consultation?.asker;
  }

  isPossible(act: ConsultationAct, { submitter, competent }: Parties): boolean {
    const consultation = this.of(act.consultationNo);
    if (act.type === 'ConsultationOpened') return submitter !== competent && consultation === undefined;
    if (consultation === undefined) return false;
    const { state, meeting } = consultation;
    switch (act.type) {
      case 'ConsultationAnswered':
        return state === 'ASKED';
      case 'ConsultationFurtherAsked':
        return state === 'ANSWERED';
      case 'ConsultationClosed':
        return state !== 'CLOSED';
      case 'VideoConsultationProposed':
        return state !== 'CLOSED' && meeting?.state !== 'RECORDED';
      case 'VideoConsultationConfirmed':
        return state !== 'CLOSED' && meeting?.state === 'PROPOSED' && meeting.slots.includes(act.slot);
      case 'VideoConsultationDeclined':
        return state !== 'CLOSED' && (meeting?.state === 'PROPOSED' || meeting?.state === 'CONFIRMED');
      case 'VideoConsultationHeld':
        return state !== 'CLOSED' && meeting?.state === 'CONFIRMED';
      case 'VideoRecordAnswered':
        return meeting?.state === 'RECORDED';
    }
  }

  take(by: Actor, act: ConsultationAct, at: number, parties: Parties): void {
    const party = partyOf(by, parties);
    if (act.type === 'ConsultationOpened') {
      this.all.push({ no: act.consultationNo, asker: party, state: 'ASKED', since: at, told: [] });
      return;
    }
    const consultation = this.of(act.consultationNo);
    if (consultation === undefined) throw new Error('the model consults about nothing');
    if (isMeeting(act)) consultation.meeting = meetingBehind(act, party, consultation.meeting?.slots ?? []);
    else Object.assign(consultation, { state: STATE_BEHIND[act.type], since: at, told: [] });
  }

  warn(no: string, level: string): void {
    this.of(no)?.told.push(level);
  }

  owed(): Owed[] {
    const { workdays, ladder } = LIMITS.CONSULTATION_REPLY;
    return this.all.flatMap(({ no: consultationNo, state, since, told }) => {
      if (state !== 'ASKED') return [];
      const next = nextWarning({ startedAt: since, workdays, pauses: [] }, ladder, told);
      if (next === undefined) return [];
      const { level, dueDate, from } = next;
      return [{ act: { type: 'ConsultationWarned', consultationNo, level, dueDate }, from } as const];
    });
  }
}

const STATE_BEHIND = {
  ConsultationAnswered: 'ANSWERED',
  ConsultationFurtherAsked: 'ASKED',
  ConsultationClosed: 'CLOSED',
} as const;

/** Who asked, of those who ask and answer; of both sides together the submitting one. */
export function answererOf(answered: Party): Party {
  return otherParty(answered);
}

function isMeeting(act: Asking | Meeting): act is Meeting {
  return !(act.type in STATE_BEHIND);
}

function meetingBehind(
  act: Meeting,
  by: Party,
  slots: readonly string[],
): NonNullable<Consultation['meeting']> {
  switch (act.type) {
    case 'VideoConsultationProposed':
      return { state: 'PROPOSED', by, slots: act.slots };
    case 'VideoConsultationConfirmed':
      return { state: 'CONFIRMED', by, slots: [act.slot] };
    case 'VideoConsultationDeclined':
      return { state: 'DECLINED', by, slots };
    case 'VideoConsultationHeld':
      return { state: 'RECORDED', by, slots };
    case 'VideoRecordAnswered':
      return { state: act.verdict, by, slots };
  }
}
