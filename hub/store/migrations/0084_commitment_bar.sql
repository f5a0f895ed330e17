-- Up Migration

-- 承诺不实: whose pledge was found broken, and until which day its rule keeps them from commitments of either kind. By the tag of the
-- applicant, as of a case; gone when the credit is restored, and with the case when that is erased.
create table commitment_bar (
  case_no        text primary key, -- in which the pledge was broken
  applicant_tag  bytea not null,
  barred_until   date not null, -- the last day
  rule           text not null
);
create index commitment_bar_applicant on commitment_bar (applicant_tag);
grant select, insert, delete on commitment_bar to tongban_app;
