import type { TestDatabase } from './database.js';

/** Acts by their name, and what supervision counts them as; of decisions the test knows by itself only how many there are. */
const COUNTED = {
  SubmitCase: 'OPENED',
  CorrectionNotice: 'CORRECTION_REQUESTED',
  CaseAccepted: 'ACCEPTED',
  DeferredMaterialsAcceptance: 'ACCEPTED',
  AcceptedByLapse: 'ACCEPTED_BY_LAPSE',
  CaseNotAccepted: 'NOT_ACCEPTED',
  CaseSuspended: 'SUSPENDED',
  TimeLimitExtended: 'EXTENDED',
  DecisionIssued: 'DECIDED',
  CaseConcluded: 'CONCLUDED',
  ResultDelivered: 'DELIVERED',
  DeliveryFailed: 'DELIVERY_FAILED',
  ResultReturned: 'RESULT_RETURNED',
  CaseWithdrawn: 'WITHDRAWN',
  CaseTerminated: 'TERMINATED',
  TerminatedByLapse: 'TERMINATED',
};

interface Line {
  readonly key: string;
  readonly stored: number;
  readonly told: number;
}

/** The counts are what the events of all cases add up to, at every moment. @throws Error naming what differs. */
export async function checkCaseCounts(database: TestDatabase): Promise<void> {
  const lines = await database.query<Line>(
    `with stored as (
       select concat_ws('|', month, submitter, competent, basic_code, mode, regexp_replace(measure, '^DECIDED_.*', 'DECIDED')) as key,
         sum(count)::int as n
       from case_count group by 1
     ), told as (
       select concat_ws('|', to_char(received_at + interval '8 hours', 'YYYY-MM'), submitter, competent, basic_code, mode,
         $1::jsonb ->> type) as key, count(*)::int as n
       from (select type, submitter, competent, basic_code, mode, received_at at time zone 'UTC' as received_at
             from case_event join cases using (case_no)
             where $1::jsonb ? type and (facets is null or not facets ? 'members')) e group by 1
     )
     select key, coalesce(stored.n, 0) as stored, coalesce(told.n, 0) as told from stored full join told using (key)`,
    [JSON.stringify(COUNTED)],
  );
  const wrong = lines.filter(({ stored, told }) => stored !== told);
  if (wrong.length > 0) throw new Error(`counted otherwise than the events say: ${JSON.stringify(wrong)}`);
}
