-- Up Migration

-- Files that are whole and that nothing may ever name. A row goes when the file is named, as the sweep finds, or with the file.
create table blob_unnamed (
  sha256  text primary key references blob on delete cascade,
  since   timestamptz not null -- when an uploader last asked for it
);
create index blob_unnamed_since on blob_unnamed (since);
insert into blob_unnamed
  select sha256, now() from blob b where not exists (select from blob_case named where named.sha256 = b.sha256)
    and not exists (select from mapping_version named where named.sha256 = b.sha256);

-- Whoever names a file waits for the sweep that takes it, and learns that it is gone. Those of before are not looked at.
alter table mapping_version add foreign key (sha256) references blob not valid;
create index mapping_version_sha256 on mapping_version (sha256);

-- Forgets those that nobody has asked for since then, at most so many; their bytes are left to be discarded.
create function forget_unnamed(before timestamptz, most int) returns table (looked bigint, gone bigint)
language plpgsql security definer set search_path from current as $$
declare
  old text[];
  unnamed text[];
begin
  select coalesce(array_agg(sha256), '{}') into old from (
    select sha256 from blob_unnamed where since < before order by since limit most for update skip locked) as locked;
  -- Waits for those who are about to name one of them; what they have named is seen below.
  perform from blob where sha256 = any(old) order by sha256 for update;
  select coalesce(array_agg(sha256), '{}') into unnamed from unnest(old) as of(sha256)
    where not exists (select from blob_case named where named.sha256 = of.sha256)
      and not exists (select from mapping_version named where named.sha256 = of.sha256);

  insert into blob_discard select unnest(unnamed) on conflict do nothing;
  delete from blob_unnamed where sha256 = any(old);
  delete from blob_access where sha256 = any(unnamed);
  delete from blob_upload where sha256 = any(unnamed);
  delete from blob where sha256 = any(unnamed);
  return query select cardinality(old)::bigint, cardinality(unnamed)::bigint;
end $$;
revoke all on function forget_unnamed from public;
grant execute on function forget_unnamed to tongban_app;
grant select, insert, update on blob_unnamed to tongban_app;

-- As before, and what a mapping names stays.
create or replace function destroy_contents(of_case text) returns bigint language plpgsql as $$
declare
  destroyed bigint;
begin
  -- Waits for those who are about to name one of its files; what they have named is seen below.
  perform from blob where sha256 in (select sha256 from blob_case where case_no = of_case) order by sha256 for update;

  delete from event_secret where case_no = of_case;
  get diagnostics destroyed = row_count;
  update cases set applicant_tag = null where case_no = of_case and applicant_tag is not null;

  insert into blob_discard
    select named.sha256 from blob_case named
    where named.case_no = of_case and not exists (
      select from blob_case other where other.sha256 = named.sha256 and other.case_no <> of_case)
      and not exists (select from mapping_version m where m.sha256 = named.sha256)
    on conflict do nothing;
  delete from blob_case where case_no = of_case;
  delete from blob_access where sha256 in (select sha256 from blob_discard);
  delete from blob_upload where sha256 in (select sha256 from blob_discard);
  delete from blob where sha256 in (select sha256 from blob_discard);

  -- Of uses of certificates for the case the ledger keeps who used which and when; not who the holder was, nor what confirms it.
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
