-- Up Migration

-- What the hub does by itself when a time comes, unless the case goes on before: one row for each thing that is awaited. They
-- follow from cases and rules, and are written along with the case.
create table due_act (
  case_no  text not null,
  kind     text not null,
  ref      text not null default '', -- tells several of one kind apart
  due_at   timestamptz not null,
  primary key (case_no, kind, ref)
);
create index due_act_at on due_act (due_at);

grant select, insert, update, delete on due_act to tongban_app;
