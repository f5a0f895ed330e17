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

-- As before, and what opens the refusals that the erasure names. Those of later stay: they hold nothing of the contents.
create or replace function destroy_contents(of_case text) returns bigint language plpgsql as $$
declare
  destroyed bigint;
begin
  delete from event_secret where case_no = of_case;
  get diagnostics destroyed = row_count;
  delete from refusal_secret where case_no = of_case and leaf_id in (
    select l.leaf_id from case_erasure e join log_entry l on l.idx = any(e.entries) where e.case_no = of_case);

  insert into blob_discard
    select named.sha256 from blob_case named
    where named.case_no = of_case and not exists (
      select from blob_case other where other.sha256 = named.sha256 and other.case_no <> of_case)
    on conflict do nothing;
  delete from blob_case where case_no = of_case;
  delete from blob_access where sha256 in (select sha256 from blob_discard);
  delete from blob_upload where sha256 in (select sha256 from blob_discard);
  delete from blob where sha256 in (select sha256 from blob_discard);

  set local tongban.erasing = 'on';
  with used as (
    select u.use_id from certificate_use u
    join cases c on c.case_no = of_case and (
      (u.requester = c.submitter and u.case_ref = c.submitter_case_ref)
      or (u.requester = c.competent and u.case_ref = c.competent_case_ref))
  ), acts as (
    delete from certificate_act where leaf_id in (select use_id from used)
  ), outcomes as (
    update certificate_outcome set answer = null, salt = '' where use_id in (select use_id from used)
  )
  update certificate_use set salt = '', holder_tag = null where use_id in (select use_id from used);
  set local tongban.erasing = 'off';
  return destroyed;
end $$;

grant select, insert on refusal_secret to tongban_app;
