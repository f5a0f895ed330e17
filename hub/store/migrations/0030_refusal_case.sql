-- Up Migration

-- Of a refusal that belongs to a case: which, and apart from it what opens its leaf, so that it can be destroyed with the case.
alter table refusal add column case_no text; -- only of a case of which the refused platform is a participant
alter table refusal alter column salt drop not null; -- null where a case is named
create index refusal_case on refusal (case_no, refused_at, leaf_id) where case_no is not null;

create table refusal_secret (
  leaf_id  uuid primary key,
  case_no  text not null,
  salt     bytea not null
);
create index refusal_secret_case on refusal_secret (case_no);

-- Those refusals that the erasure names. Those of later stay: they hold nothing of the contents.
create function destroy_refusals(of_case text) returns void language sql as $$
  delete from refusal_secret where case_no = of_case and leaf_id in (
    select l.leaf_id from case_erasure e join log_entry l on l.idx = any(e.entries) where e.case_no = of_case)
$$;
revoke all on function destroy_refusals from public;

-- As before, and the refusals.
create or replace function erase_case(of_case text, leaf uuid, leaf_body bytea, leaf_salt bytea, erased_entries bigint[],
  legal_ground text, decider text, at timestamptz) returns void language plpgsql security definer set search_path from current as $$
begin
  insert into case_erasure values (of_case, leaf, leaf_salt, erased_entries, legal_ground, decider, at);
  insert into log_pending (leaf_id, body) values (leaf, leaf_body);
  perform destroy_contents(of_case);
  perform destroy_refusals(of_case);
end $$;

create or replace function erase_again() returns bigint language plpgsql security definer set search_path from current as $$
declare
  destroyed bigint;
begin
  select coalesce(sum(destroy_contents(case_no)), 0)::bigint into destroyed from case_erasure;
  perform destroy_refusals(case_no) from case_erasure;
  return destroyed;
end $$;

grant select, insert on refusal_secret to tongban_app;
