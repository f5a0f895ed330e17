-- Up Migration

-- Who applies, under a key that is not in the database: equal for the same person, and nothing more. Null where nobody knows: cases of
-- before, and erased ones.
alter table cases add column applicant_tag bytea;

-- What a list of cases is read along, the newest first. None of these columns changes but by erasure, so that a case that goes on
-- changes no index.
create index cases_submitter_opened on cases (submitter, created_at desc, case_no desc);
create index cases_competent_opened on cases (competent, created_at desc, case_no desc);
create index cases_item_opened on cases (basic_code, created_at desc, case_no desc);
create index cases_applicant_opened on cases (applicant_tag, created_at desc, case_no desc) where applicant_tag is not null;

-- As before, and nobody finds an erased case by its applicant.
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
