-- Up Migration

-- 好差评: how often what was said in which month, of which items, windows and departments. Written along with the cases that it
-- counts, and the same as what their facets add up to.
create table rating_count (
  id               bigint generated always as identity, -- where a page of a list ended
  month            text not null, -- YYYY-MM
  submitter        text not null,
  competent        text not null,
  basic_code       text not null,
  side             text not null,
  window_division  text not null,
  window_no        text not null,
  department       text not null,
  kind             text not null,
  satisfaction     text not null,
  problem          text not null, -- empty in the count of all
  count            bigint not null,
  primary key (month, submitter, competent, basic_code, side, window_division, window_no, department, kind, satisfaction, problem)
);
create index rating_count_submitter on rating_count (submitter, id);
create index rating_count_competent on rating_count (competent, id);

grant select, insert, update on rating_count to tongban_app;
