-- Up Migration

-- Acts that came before what they build on: kept as they were signed until they become events or are refused, and not a moment longer.
-- That they are held says the event EarlyActHeld of their case.
create table early_act (
  issuer       text not null,
  message_id   uuid not null,
  case_no      text not null,
  seq          integer not null, -- of that event
  commitment   bytea not null, -- to the message, SHA-256
  salt         bytea not null, -- opens it
  content_key  bytea not null,
  received_at  timestamptz not null,
  protected    bytea not null,
  sealed       bytea not null, -- payload and signature under the content key
  primary key (issuer, message_id)
);

grant select, insert, delete on early_act to tongban_app;

-- A case is not erased while an act of it is held; but a backup may bring one back.
create or replace function erase_again() returns bigint language plpgsql security definer set search_path from current as $$
declare
  destroyed bigint;
begin
  select coalesce(sum(destroy_contents(case_no)), 0)::bigint into destroyed from case_erasure;
  perform destroy_refusals(case_no) from case_erasure;
  delete from early_act where case_no in (select case_no from case_erasure);
  return destroyed;
end $$;
