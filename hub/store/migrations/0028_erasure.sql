-- Up Migration

-- What opens an event: the salt of its leaf's commitments and the key of its contents. The record itself cannot be changed; who
-- destroys such a row leaves nothing in it that says what the message was, nor anything that confirms a guess.
create table event_secret (
  case_no      text not null,
  seq          integer not null,
  salt         bytea not null,
  content_key  bytea not null,
  primary key (case_no, seq)
);

-- Events from before there were secrets, in the clear. They are sealed behind the migrations (hub/store/seal-events.ts), and this
-- table goes with the last of them.
create table event_unsealed as select case_no, seq, salt, protected, payload, signature from case_event;
alter table event_unsealed add primary key (case_no, seq);

alter table case_event drop column salt, drop column payload, drop column signature;
alter table case_event add column sealed bytea; -- payload and signature, under the content key

-- In place of a digest, which could be guessed: the leaf's commitment to the message, SHA-256.
alter table message drop column digest;
alter table message add column commitment bytea;

-- Which cases name a file.
create table blob_case (
  sha256   text not null,
  case_no  text not null,
  primary key (sha256, case_no)
);
create index blob_case_case on blob_case (case_no);
insert into blob_case
  select distinct found.sha256[1], e.case_no
  from event_unsealed e
  cross join lateral regexp_matches(encode(e.payload, 'escape'), '[0-9a-f]{64}', 'g') as found(sha256)
  join blob b on b.sha256 = found.sha256[1];

-- Erased files whose bytes are still in the folder.
create table blob_discard (sha256 text primary key);

-- Kept for ever: that a case was erased, by whom and why, and what opens the leaf that says so.
create table case_erasure (
  case_no     text primary key,
  leaf_id     uuid not null,
  salt        bytea not null,
  entries     bigint[] not null, -- of the log: the leaves that can be opened no more
  ground      text not null,
  decided_by  text not null,
  erased_at   timestamptz not null
);

-- The record lets an erasure through, and nothing else. The hub's role has no right to change these tables in any case.
create or replace function refuse_rewrite() returns trigger language plpgsql as $$
begin
  if tg_op <> 'TRUNCATE' and tg_table_name in ('certificate_act', 'certificate_use', 'certificate_outcome')
    and current_setting('tongban.erasing', true) = 'on' then
    return null;
  end if;
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create function destroy_contents(of_case text) returns bigint language plpgsql as $$
declare
  destroyed bigint;
begin
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

-- The only way in which the hub's role can destroy anything: together with the leaf that says so.
create function erase_case(of_case text, leaf uuid, leaf_body bytea, leaf_salt bytea, erased_entries bigint[], legal_ground text,
  decider text, at timestamptz) returns void language plpgsql security definer set search_path from current as $$
begin
  insert into case_erasure values (of_case, leaf, leaf_salt, erased_entries, legal_ground, decider, at);
  insert into log_pending (leaf_id, body) values (leaf, leaf_body);
  perform destroy_contents(of_case);
end $$;

-- For what a backup has brought back.
create function erase_again() returns bigint language sql security definer set search_path from current as $$
  select coalesce(sum(destroy_contents(case_no)), 0)::bigint from case_erasure
$$;

revoke all on function destroy_contents, erase_case, erase_again from public;
grant execute on function erase_case, erase_again to tongban_app;

create trigger append_only before update or delete or truncate on case_erasure for each statement execute function refuse_rewrite();
grant select on case_erasure to tongban_app;
grant select, insert on event_secret, blob_case to tongban_app;
grant select, delete on blob_discard to tongban_app;
