-- Up Migration

-- The role the running hub works as. It can add to the record, never change it.
-- Roles belong to the whole server: it may be there already, made by an administrator or for another database. Two databases
-- may be migrated at once, and losing that race is fine.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tongban_app') then
    create role tongban_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant tongban_app to %I', current_user);
exception when others then
  raise notice 'tongban_app is not granted to %: %', current_user, sqlerrm;
end $$;

-- Who takes part ----------------------------------------------------------------------------------------------------

create table peer (
  peer_id        text primary key,
  name           text not null,
  uscc           text not null,
  division_code  text not null,
  created_at     timestamptz not null
);

create table peer_key (
  kid         text primary key,
  peer_id     text not null references peer,
  suite       text not null check (suite in ('ED25519', 'P256', 'SM2')),
  spki        bytea not null,
  valid_from  timestamptz not null,
  valid_to    timestamptz not null,
  revoked_at  timestamptz
);

-- TLS client certificates, by SHA-256 of the certificate: who is on the line.
create table peer_certificate (
  fingerprint  text primary key,
  peer_id      text not null references peer,
  valid_from   timestamptz not null,
  valid_to     timestamptz not null
);

-- Deny by default: without a row, nothing.
create table peer_right (
  peer_id      text not null references peer,
  operation    text not null check (operation in ('SUBMIT', 'DECIDE')),
  item_prefix  text not null, -- of the basic code; empty: every item
  valid_from   date not null,
  valid_to     date,
  primary key (peer_id, operation, item_prefix, valid_from)
);

-- What can be handled where -----------------------------------------------------------------------------------------

create table implementation_entry (
  implementation_code  text not null,
  basic_code           text not null,
  name                 text not null,
  competent_org        text not null,
  competent_org_name   text not null,
  platform             text not null references peer,
  division_code        text not null,
  modes                text[] not null,
  valid_from           date not null,
  valid_to             date,
  source               text not null,
  primary key (implementation_code, division_code, valid_from)
);

-- An item somebody asked for and nobody is known to decide. An operator resolves it; nothing is guessed.
create table mapping_gap (
  item_code      text not null,
  division_code  text not null, -- empty when the code names the authority itself
  first_seen     timestamptz not null,
  last_seen      timestamptz not null,
  times_seen     bigint not null,
  last_peer      text not null,
  resolved_at    timestamptz,
  primary key (item_code, division_code)
);

-- The record: hot tables, no foreign keys (a checker proves the references) -------------------------------------------

-- Idempotency: one row for each accepted message.
create table message (
  issuer      text not null,
  message_id  uuid not null,
  digest      bytea not null, -- SHA-256 of the signing input
  case_no     text not null,
  seq         integer not null,
  primary key (issuer, message_id)
);

-- A cache: equal to the fold over the case's events at every commit.
create table cases (
  case_no             text primary key,
  state               text not null,
  mode                text not null,
  submitter           text not null,
  competent           text not null,
  submitter_case_ref  text not null,
  competent_case_ref  text,
  item_code           text not null,
  basic_code          text not null,
  implementation_code text not null,
  event_count         integer not null,
  open_notice         text,
  result_transferred  boolean not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null
) with (fillfactor = 85);
-- The number first: whoever takes part in a case finds it by the other platform's number too.
create unique index cases_submitter_ref on cases (submitter_case_ref, submitter);
create index cases_competent_ref on cases (competent_case_ref, competent) where competent_case_ref is not null;

create table case_event (
  case_no      text not null,
  seq          integer not null,
  message_id   uuid not null,
  type         text not null,
  actor        text not null,
  state        text not null, -- after the event
  received_at  timestamptz not null,
  leaf_id      uuid not null,
  salt         bytea not null, -- opens the leaf's commitments
  protected    bytea not null, -- the three parts of the message, as received
  payload      bytea not null,
  signature    bytea not null,
  primary key (case_no, seq)
);

create table refusal (
  leaf_id     uuid primary key,
  peer_id     text not null,
  code        text not null,
  message_id  text,
  refused_at  timestamptz not null,
  salt        bytea not null
);

-- Dispatch ----------------------------------------------------------------------------------------------------------

create table inbox (
  recipient     text not null,
  case_no       text not null,
  seq           integer not null,
  available_at  timestamptz not null, -- while leased: when the lease ends
  lease_token   uuid,
  attempts      integer not null default 0,
  dead_at       timestamptz,
  last_error    text,
  primary key (recipient, case_no, seq)
) with (fillfactor = 85);
create index inbox_waiting on inbox (recipient, available_at) where dead_at is null;
create index inbox_dead on inbox (recipient) where dead_at is not null;

-- The transparency log ------------------------------------------------------------------------------------------------

-- Leaves that wait for their index. Written in the transaction of what they record.
create table log_pending (
  id       bigint generated always as identity primary key,
  leaf_id  uuid not null,
  body     bytea not null
);

create table log_entry (
  idx      bigint primary key,
  leaf_id  uuid not null unique,
  body     bytea not null
);

-- Full tiles only: 256 hashes, never changed.
create table log_tile (
  level       smallint not null,
  tile_index  bigint not null,
  hashes      bytea not null,
  summit      bytea not null, -- the hash over all 256: one hash of the tile above
  primary key (level, tile_index)
);
alter table log_tile alter column hashes set storage external; -- hashes do not compress

-- One row. Every commit of the sequencer compares and swaps size and epoch.
create table log_state (
  singleton boolean primary key default true check (singleton),
  origin  text not null,
  size    bigint not null,
  root    bytea not null,
  note    text not null,
  epoch   bigint not null
);

-- Moves the log on, or fails: two leaders can never both commit the same index.
create function advance_log(old_size bigint, old_epoch bigint, new_size bigint, new_root bytea, new_note text,
  new_epoch bigint) returns void language plpgsql as $$
begin
  update log_state set size = new_size, root = new_root, note = new_note, epoch = new_epoch
  where size = old_size and epoch = old_epoch;
  if not found then
    raise exception 'the log has moved on without us' using errcode = 'serialization_failure';
  end if;
end $$;

-- Files ---------------------------------------------------------------------------------------------------------------

create table blob (
  sha256      text primary key,
  sm3         text not null,
  size        bigint not null,
  media_type  text not null,
  created_at  timestamptz not null
);

create table blob_upload (
  peer_id     text not null,
  sha256      text not null,
  sm3         text not null,
  size        bigint not null,
  media_type  text not null,
  opened_at   timestamptz not null,
  primary key (peer_id, sha256)
);

-- Who may fetch a file: whoever uploaded it, and the participants of a case that names it.
create table blob_access (
  sha256   text not null,
  peer_id  text not null,
  primary key (sha256, peer_id)
);

-- The hub's role cannot rewrite the record; its owner can only after removing a trigger, which is no accident ---------

create function refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete or truncate on message for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on case_event for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on refusal for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on log_entry for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on log_tile for each statement execute function refuse_rewrite();

grant select, insert on message, case_event, refusal, log_entry, log_tile to tongban_app;
grant select, insert, update on cases, mapping_gap, log_state, peer, peer_key, peer_certificate, peer_right,
  implementation_entry, blob, blob_access to tongban_app;
grant select, insert, update, delete on inbox, log_pending, blob_upload to tongban_app;
