-- Up Migration

-- A clock that has no date yet is awaited too: while a special procedure stops it, or no notice says which days of its year are
-- working days. So the time may be missing, and the row says what it waits for.
alter table due_act alter column due_at drop not null;
alter table due_act add column due_date date;   -- the last day of the clock, by which a recomputation is told
alter table due_act add column waits_for text;  -- RESUMPTION, or NOTICE and the year

-- The calendars and rules that the plan was last computed by: whoever starts with others computes it anew.
create table due_basis (
  only_row boolean primary key default true check (only_row),
  digest   text not null
);
grant select, insert, update on due_basis to tongban_app;
