-- Up Migration

-- Supervision: how often what has happened in cases, by month, item, platforms and mode. Written along with the acts that it counts.
create table case_count (
  id          bigint generated always as identity, -- where a page of a list ended
  month       text not null, -- YYYY-MM, +08:00
  submitter   text not null,
  competent   text not null,
  basic_code  text not null,
  mode        text not null,
  measure     text not null,
  count       bigint not null,
  primary key (month, submitter, competent, basic_code, mode, measure)
) with (fillfactor = 70); -- a few rows change with every batch
create index case_count_submitter on case_count (submitter, id);
create index case_count_competent on case_count (competent, id);

grant select, insert, update on case_count to tongban_app;

-- Cases of before. Whether a decision was in time is not told in the past: it followed from the calendars of its day.
insert into case_count (month, submitter, competent, basic_code, mode, measure, count)
  select to_char(e.received_at at time zone interval '+08:00', 'YYYY-MM'), c.submitter, c.competent, c.basic_code, c.mode, m.measure, count(*)
  from case_event e
  join cases c using (case_no)
  join (values
    ('SubmitCase', 'OPENED'),
    ('CorrectionNotice', 'CORRECTION_REQUESTED'),
    ('CaseAccepted', 'ACCEPTED'),
    ('DeferredMaterialsAcceptance', 'ACCEPTED'),
    ('AcceptedByLapse', 'ACCEPTED_BY_LAPSE'),
    ('CaseNotAccepted', 'NOT_ACCEPTED'),
    ('CaseSuspended', 'SUSPENDED'),
    ('TimeLimitExtended', 'EXTENDED'),
    ('DecisionIssued', 'DECIDED_UNTIMED'),
    ('CaseConcluded', 'CONCLUDED'),
    ('ResultDelivered', 'DELIVERED'),
    ('DeliveryFailed', 'DELIVERY_FAILED'),
    ('ResultReturned', 'RESULT_RETURNED'),
    ('CaseWithdrawn', 'WITHDRAWN'),
    ('CaseTerminated', 'TERMINATED'),
    ('TerminatedByLapse', 'TERMINATED')) as m (type, measure) using (type)
  where c.facets is null or not c.facets ? 'members'
  group by 1, 2, 3, 4, 5, 6;
