-- Up Migration

-- What a peer may do with electronic certificates. item_prefix is of the type code for ISSUE_CERTIFICATE.
alter table peer_right drop constraint peer_right_operation_check;
alter table peer_right add constraint peer_right_operation_check
  check (operation in ('SUBMIT', 'DECIDE', 'ISSUE_CERTIFICATE', 'USE_CERTIFICATE', 'GRANT_CONSENT'));

-- The directory: which certificate exists where, in which state; never what stands in it. One row for each version.
create table certificate (
  certificate_id  text primary key,
  type_code       text not null,
  issuer          text not null, -- USCC
  division_code   text not null,
  platform        text not null, -- answers for it
  state           text not null,
  state_since     timestamptz not null,
  supersedes      text,
  superseded_by   text,
  valid_from      date not null,
  valid_to        date,
  status_list     text,
  status_index    bigint,
  reported_at     timestamptz not null
) with (fillfactor = 85);

-- Whose it is: HMAC of the holder's code under a key that is not in the database.
create table certificate_holder (
  holder_tag      bytea not null,
  type_code       text not null,
  certificate_id  text not null,
  primary key (holder_tag, type_code, certificate_id)
);

create table consent (
  consent_id    uuid primary key, -- the id of the message that granted it
  platform      text not null, -- identified the holder
  holder_tag    bytea not null,
  requester     text not null,
  organisation  text not null,
  case_ref      text not null,
  basic_code    text not null,
  type_codes    text[] not null,
  reason        text not null,
  expires_at    timestamptz not null,
  uses_left     integer not null check (uses_left >= 0),
  granted_at    timestamptz not null,
  revoked_at    timestamptz
) with (fillfactor = 70);

-- Idempotency, and what opens the leaf: one row for each accepted act. The messages themselves speak of persons and stay with
-- whoever signed them.
create table certificate_act (
  issuer       text not null,
  message_id   uuid not null,
  type         text not null,
  digest       bytea not null, -- SHA-256 of the signing input
  leaf_id      uuid not null,
  salt         bytea not null,
  received_at  timestamptz not null,
  primary key (issuer, message_id)
);

-- The ledger of uses: what was asked, and what the rules said. use_id is the leaf's, a UUIDv7: it sorts by time.
create table certificate_use (
  use_id          uuid primary key,
  requester       text not null,
  message_id      uuid not null,
  organisation    text not null,
  clerk           text not null,
  operation       text not null,
  certificate_id  text,
  type_code       text,
  platform        text, -- answers for the certificate
  holder_tag      bytea, -- with FIND
  basic_code      text,
  case_ref        text,
  consent_id      uuid,
  duty            text,
  fields          text[] not null,
  decided_at      timestamptz not null,
  refusal_code    text, -- null: allowed
  salt            bytea not null
);
create index certificate_use_requester on certificate_use (requester, use_id);
create index certificate_use_platform on certificate_use (platform, use_id) where platform is not null;
create index certificate_use_certificate on certificate_use (certificate_id, use_id) where certificate_id is not null;
create index certificate_use_holder on certificate_use (holder_tag, use_id) where holder_tag is not null;

-- What came of asking the issuing platform. A use may be asked again under the same message.
create table certificate_outcome (
  use_id       uuid not null,
  attempt      integer not null,
  outcome      text not null,
  state        text, -- that the issuing platform stated
  answer       bytea, -- SHA-256 of the signing input of its answer
  leaf_id      uuid not null,
  salt         bytea not null,
  recorded_at  timestamptz not null,
  primary key (use_id, attempt)
);

-- Uses whose issuing platform is being asked; a row that is overdue lost its process.
create table certificate_asking (
  use_id    uuid not null,
  attempt   integer not null,
  platform  text not null,
  until     timestamptz not null,
  primary key (use_id, attempt)
);
create index certificate_asking_until on certificate_asking (until);

create trigger append_only before update or delete or truncate on certificate_act for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on certificate_use for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on certificate_outcome for each statement execute function refuse_rewrite();

grant select, insert on certificate_act, certificate_use, certificate_outcome, certificate_holder to tongban_app;
grant select, insert, update on certificate, consent to tongban_app;
grant select, insert, update, delete on certificate_asking to tongban_app;
