import type { CaseAct } from '../acts.js';
import type { CaseFacts } from '../fold.js';
import type { Facet, Step } from './facet.js';
import { movedText } from './moved.js';
import type { Party } from './rating.js';

/** ASKED: an answer is owed. */
export type ConsultationState = 'ASKED' | 'ANSWERED' | 'CLOSED';

/** RECORDED: it was held; the other platform is to sign the record. */
export type VideoState = 'PROPOSED' | 'CONFIRMED' | 'DECLINED' | 'RECORDED' | 'AFFIRMED' | 'OBJECTED';

/** RFC 3339. */
export interface MeetingSlot {
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface Video {
  readonly state: VideoState;
  /** Who brought it there. */
  readonly by: Party;
  /** While it is proposed: to choose from. Behind that: the one that was chosen. */
  readonly slots: readonly MeetingSlot[];
  /** Unix milliseconds. */
  readonly since: number;
}

/** 咨询: what one platform of a case asks the other, and the meeting by video about it (视频会商). */
export interface Consultation {
  readonly no: string;
  readonly asker: Party;
  readonly state: ConsultationState;
  /** Unix milliseconds. */
  readonly openedAt: number;
  /** When it came to be so. */
  readonly since: number;
  /** Levels of warnings that were told of since. */
  readonly warned?: readonly string[];
  /** How calendars have moved the last day of the answer since, `movedText`. */
  readonly recomputed?: string;
  /** The last one that was proposed. */
  readonly video?: Video;
}

/** In the order in which they were opened. */
export type ConsultationFacts = readonly Consultation[];

/** More than any case has; without a bound a case could grow for ever. */
export const MOST_CONSULTATIONS = 50;

type Asking = CaseAct<
  'ConsultationAnswered' | 'ConsultationFurtherAsked' | 'ConsultationClosed' | 'ConsultationWarned'
>;
type Meeting = CaseAct<
  | 'VideoConsultationProposed'
  | 'VideoConsultationConfirmed'
  | 'VideoConsultationDeclined'
  | 'VideoConsultationHeld'
  | 'VideoRecordAnswered'
>;
type About = Asking | Meeting;

/** What each act needs the question to be. */
const ASKING: Readonly<Record<Asking['type'], readonly ConsultationState[]>> = {
  ConsultationAnswered: ['ASKED'],
  ConsultationFurtherAsked: ['ANSWERED'],
  ConsultationClosed: ['ASKED', 'ANSWERED'],
  ConsultationWarned: ['ASKED'],
};

/** What each act needs the meeting to be: of a new one, that no record of the last waits to be signed. */
const MEETING: Readonly<Record<Meeting['type'], readonly (VideoState | undefined)[]>> = {
  VideoConsultationProposed: [undefined, 'PROPOSED', 'CONFIRMED', 'DECLINED', 'AFFIRMED', 'OBJECTED'],
  VideoConsultationConfirmed: ['PROPOSED'],
  VideoConsultationDeclined: ['PROPOSED', 'CONFIRMED'],
  VideoConsultationHeld: ['CONFIRMED'],
  VideoRecordAnswered: ['RECORDED'],
};

export const consultations: Facet<ConsultationFacts> = {
  obstacle(own = [], { act, before }: Step) {
    if (act.type === 'ConsultationOpened') return openingObstacle(own, act, before);
    if (act.type === 'ReplyDeadlineRecomputed') return movedObstacle(own, act);
    return isAbout(act) ? aboutObstacle(consultationOf(own, act.consultationNo), act) : undefined;
  },

  after(own = [], { act, before }: Step) {
    if (act.type === 'ConsultationOpened') return [...own, opened(act, before)];
    if (act.type === 'ReplyDeadlineRecomputed' && act.consultationNo !== undefined)
      return own.map((each) => (each.no === act.consultationNo ? moved(each, act) : each));
    if (!isAbout(act)) return own.length === 0 ? undefined : own;
    return own.map((each) => (each.no === act.consultationNo ? advanced(each, act, before) : each));
  },
};

/** 事项咨询: what is asked about an item begins as the question of a case does. */
export function consultationsAtOpening(act: CaseAct<'ItemConsultationOpened'>): ConsultationFacts {
  return [question(act, 'submitter')];
}

/** The consultation that an act names. */
export function consultationNamed(
  own: ConsultationFacts | undefined,
  act: CaseAct,
): Consultation | undefined {
  return own !== undefined && isAbout(act) ? consultationOf(own, act.consultationNo) : undefined;
}

/** Whether the other side is owed something: an answer, or a signature under a record. */
export function hasOpenConsultation(own: ConsultationFacts | undefined): boolean {
  return own?.some(({ state, video }) => state !== 'CLOSED' || video?.state === 'RECORDED') ?? false;
}

export function otherParty(party: Party): Party {
  return party === 'submitter' ? 'competent' : 'submitter';
}

/** Whom an act of a consultation answers: who asked, proposed the times, or wrote the record. */
export function answeredBy({ asker, video }: Consultation, act: CaseAct): Party {
  return isMeeting(act) && video !== undefined ? video.by : asker;
}

function isAbout(act: CaseAct): act is About {
  return isAsking(act) || isMeeting(act);
}

function isAsking(act: CaseAct): act is Asking {
  return act.type in ASKING;
}

function isMeeting(act: CaseAct): act is Meeting {
  return act.type in MEETING;
}

function consultationOf(own: ConsultationFacts, consultationNo: string): Consultation | undefined {
  return own.find(({ no }) => no === consultationNo);
}

function openingObstacle(
  own: ConsultationFacts,
  { consultationNo }: CaseAct<'ConsultationOpened'>,
  { submitter, competent }: CaseFacts,
): string | undefined {
  if (submitter === competent) return 'nobody else takes part who could be asked:';
  if (consultationOf(own, consultationNo) !== undefined) return `${consultationNo} is there already:`;
  return own.length >= MOST_CONSULTATIONS
    ? `${MOST_CONSULTATIONS} consultations are the most there can be:`
    : undefined;
}

function aboutObstacle(consultation: Consultation | undefined, act: About): string | undefined {
  const { consultationNo } = act;
  if (consultation === undefined) return `there is no consultation ${consultationNo}:`;
  const { state, video, warned } = consultation;
  if (isMeeting(act)) {
    if (!MEETING[act.type].includes(video?.state))
      return `the meeting of ${consultationNo} is ${video?.state ?? 'not proposed'}:`;
    // A record may be answered behind the end: else who closed it first would have the last word.
    if (state === 'CLOSED' && act.type !== 'VideoRecordAnswered') return `${consultationNo} is CLOSED:`;
    return act.type === 'VideoConsultationConfirmed' && chosenOf(video, act).length === 0
      ? `${act.startsAt} was not proposed:`
      : undefined;
  }
  if (!ASKING[act.type].includes(state)) return `${consultationNo} is ${state}:`;
  return act.type === 'ConsultationWarned' && warned?.includes(act.level)
    ? `${act.level} was told of before:`
    : undefined;
}

function movedObstacle(own: ConsultationFacts, act: CaseAct<'ReplyDeadlineRecomputed'>): string | undefined {
  if (act.consultationNo === undefined) return undefined;
  const consultation = consultationOf(own, act.consultationNo);
  if (consultation?.state !== 'ASKED') return `no answer is owed in ${act.consultationNo}:`;
  return consultation.recomputed === movedText(act) ? 'told before:' : undefined;
}

/** Who was warned of another day is warned anew. */
function moved(
  { warned: _, ...lasting }: Consultation,
  act: CaseAct<'ReplyDeadlineRecomputed'>,
): Consultation {
  return { ...lasting, recomputed: movedText(act) };
}

function opened(act: CaseAct<'ConsultationOpened'>, { submitter }: CaseFacts): Consultation {
  return question(act, act.actor === submitter ? 'submitter' : 'competent');
}

function question(
  { consultationNo: no, at }: CaseAct<'ConsultationOpened' | 'ItemConsultationOpened'>,
  asker: Party,
): Consultation {
  return { no, asker, state: 'ASKED', openedAt: at, since: at };
}

function advanced(consultation: Consultation, act: About, { submitter }: CaseFacts): Consultation {
  if (isMeeting(act)) {
    const by = act.actor === submitter ? 'submitter' : 'competent';
    return { ...consultation, video: met(consultation.video, act, by) };
  }
  const { warned = [], recomputed: _, ...lasting } = consultation;
  switch (act.type) {
    case 'ConsultationAnswered':
      return { ...lasting, state: 'ANSWERED', since: act.at };
    case 'ConsultationFurtherAsked':
      return { ...lasting, state: 'ASKED', since: act.at };
    case 'ConsultationClosed':
      return { ...lasting, state: 'CLOSED', since: act.at };
    case 'ConsultationWarned':
      return { ...consultation, warned: [...warned, act.level] };
  }
}

function met(video: Video | undefined, act: Meeting, by: Party): Video {
  const { slots = [] } = video ?? {};
  const since = act.at;
  switch (act.type) {
    case 'VideoConsultationProposed':
      return { state: 'PROPOSED', by, slots: act.slots, since };
    case 'VideoConsultationConfirmed':
      return { state: 'CONFIRMED', by, slots: chosenOf(video, act), since };
    case 'VideoConsultationDeclined':
      return { state: 'DECLINED', by, slots, since };
    case 'VideoConsultationHeld':
      return { state: 'RECORDED', by, slots, since };
    case 'VideoRecordAnswered':
      return { state: act.verdict, by, slots, since };
  }
}

function chosenOf(
  video: Video | undefined,
  { startsAt }: CaseAct<'VideoConsultationConfirmed'>,
): readonly MeetingSlot[] {
  const chosen = Date.parse(startsAt);
  return video?.slots.filter((slot) => Date.parse(slot.startsAt) === chosen) ?? [];
}
