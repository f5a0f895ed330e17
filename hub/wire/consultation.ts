import { type MeetingSlot, otherParty, type Video } from '#domain/case';
import type { ConsultationPost, ConsultationStanding } from '#hub/exchange';
import type { cases } from '#hub/store';
import { tongban } from '#proto/codec';
import type { CaseMessage, Payload } from '#proto/schema';
import { momentText } from './case.js';

const { Attendee, Consultation, VideoConsultation } = tongban.v1;

export function toConsultation(each: ConsultationStanding): tongban.v1.Consultation.$Properties {
  const { row, asker, video } = each;
  return {
    ...(video && { video: toVideo(video, row) }),
    caseNo: row.caseNo,
    consultationNo: each.no,
    basicCode: row.basicCode,
    asker: row[asker],
    asked: row[otherParty(asker)],
    state: Consultation.State[each.state],
    openedAt: momentText(each.openedAt),
    since: momentText(each.since),
    dueDate: each.dueDate ?? '',
    rule: each.rule ?? '',
    warned: [...(each.warned ?? [])],
  };
}

function toVideo(
  { state, by, slots, since }: Video,
  row: cases.CaseRow,
): tongban.v1.VideoConsultation.$Properties {
  return {
    state: VideoConsultation.State[state],
    by: row[by],
    slots: slots.map((slot: MeetingSlot) => ({ ...slot })),
    since: momentText(since),
  };
}

export function toConsultationPost({
  event,
  message,
}: ConsultationPost): tongban.v1.ConsultationPost.$Properties {
  const { seq, messageId, type, actor, receivedAt } = event;
  return { seq, messageId, type, actor, receivedAt: momentText(receivedAt), ...saidIn(message) };
}

/** What a person wants to read of it. */
function saidIn({ type, body }: CaseMessage): tongban.v1.ConsultationPost.$Properties {
  switch (type) {
    case 'ConsultationOpened':
    case 'ItemConsultationOpened':
    case 'ConsultationFurtherAsked':
      return { text: body.question, files: [...body.files] };
    case 'ConsultationAnswered':
      return { text: body.answer, files: [...body.files] };
    case 'ConsultationClosed':
    case 'VideoConsultationDeclined':
    case 'VideoRecordAnswered':
      return { text: body.reason ?? '' };
    case 'VideoConsultationProposed':
      return { link: body.link, attendees: body.attendees.map(toAttendee) };
    case 'VideoConsultationHeld':
      return {
        text: body.agreed,
        attendees: body.attendees.map(toAttendee),
        shown: body.shown.map(({ name, blob }) => (blob === undefined ? { name } : { name, blob })),
      };
    default:
      return {};
  }
}

function toAttendee({
  role,
  orgName = '',
  name = '',
}: Payload<'VideoConsultationHeld'>['attendees'][number]): tongban.v1.Attendee.$Properties {
  return { role: Attendee.Role[role], orgName, name };
}
