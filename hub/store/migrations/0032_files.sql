-- Up Migration

-- A file that a case names is there. Without this, a case that comes to name a file while the last other case that names it is
-- being erased would be left without it (proved by test/fault/erasure.test.ts).
alter table blob_case add foreign key (sha256) references blob;

-- As before, but for its first statement.
create or replace function destroy_contents(of_case text) returns bigint language plpgsql as $$
declare
  destroyed bigint;
begin
  -- Waits for those who are about to name one of its files; what they have named is seen below.
  perform from blob where sha256 in (select sha256 from blob_case where case_no = of_case) order by sha256 for update;

  delete from event_secret where case_no = of_case;
  get diagnostics destroyed = row_count;

  insert into blob_discard
    select named.sha256 from blob_case named
    where named.case_no = of_case and not exists (
      select from blob_case other where other.sha256 = named.sha256 and other.case_no <> of_case)
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

-- Unfinished uploads are forgotten by their age.
create index blob_upload_opened on blob_upload (opened_at);
