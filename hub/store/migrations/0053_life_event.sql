-- Up Migration

-- 一件事: the members of a life event are found by the number of the whole.
create index cases_life_event on cases ((facets -> 'membership' ->> 'lifeEventNo')) where facets ? 'membership';

-- Files that a member names as its result: whoever takes part in a member that waited for it may fetch them. What an erasure takes
-- from the case, it takes from here.
create table result_file (
  sha256   text not null,
  case_no  text not null,
  primary key (sha256, case_no),
  foreign key (sha256, case_no) references blob_case on delete cascade
);

grant select, insert on result_file to tongban_app;
