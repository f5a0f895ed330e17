import type { MaterialBody, PersonalBody } from '#proto/schema';
import { localDay } from './local-time.js';
import type { CaseFacts } from './mapping/index.js';
import type { IncomingAct } from './province.js';

/** The day by whose mapping an act is put into the platform's words: a case's own, and of what happens to it the day of that. */
export function mappingDay({ message, recordedAt }: IncomingAct): string {
  return localDay(message.type === 'SubmitCase' ? message.body.appliedAt : recordedAt);
}

/** What conditions and expressions of the mapping may look at in an act of another platform. */
export function nationalFacts(
  act: IncomingAct,
  { applicantKind, applicant, form }: PersonalBody,
  materials: readonly MaterialBody[],
): CaseFacts {
  const { message } = act;
  return {
    item: act.basicCode,
    division: (message.type === 'SubmitCase' ? message.body.divisionCode : undefined) ?? '',
    form,
    applicant: { kind: applicantKind, idType: applicant.idType },
    materials,
    date: mappingDay(act),
  };
}
