-- Up Migration

-- What has no date yet is awaited too: while a special procedure stops a clock, or no notice says which days of its year are
-- working days. So the time may be missing, and the row says what it waits for.
alter table due_act alter column due_at drop not null;
alter table due_act add column due_date date;   -- the last day of the clock, by which a recomputation is told
alter table due_act add column waits_for text;  -- RESUMPTION, or NOTICE and the year

-- The calendars and rules of limits that processes have started with, by their digests, in the order in which they came.
create table due_basis (
  basis  integer generated always as identity primary key,
  digest text not null
);
-- By which of them a row was computed: those of an earlier one are computed anew.
alter table due_act add column basis integer not null default 0;
create index due_act_basis on due_act (basis);

grant select, insert on due_basis to tongban_app;
