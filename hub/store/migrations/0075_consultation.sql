-- Up Migration

-- 咨询: the cases in which somebody is asked and the thread is not closed, page by page in the order of their numbers.
create index cases_open_consultation on cases (case_no)
  where facets @@ '$.consultations[*].state != "CLOSED"'::jsonpath;
