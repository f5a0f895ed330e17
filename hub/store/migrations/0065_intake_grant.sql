-- Up Migration

-- 收件授权: what the platform that decides an item lets another one do for it. A change of it is a change of the directory, and
-- raises its version.
create table intake_grant (
  id                  bigint generated always as identity, -- where a page of a list ended
  granted_by          text not null,
  grant_id            uuid not null, -- of the message that granted it
  platform            text not null,
  division_code       text, -- null: for all places of the platform
  basic_code          text not null,
  powers              text[] not null,
  valid_from          date not null,
  valid_to            date not null,
  basis               text not null,
  granted_at          timestamptz not null,
  withdrawn_from      timestamptz, -- null: it was not withdrawn
  leaf_id             uuid not null,
  withdrawal_leaf_id  uuid,
  primary key (granted_by, grant_id)
);
create index intake_grant_given on intake_grant (granted_by, id);
create index intake_grant_held on intake_grant (platform, id);

-- Every signed message about a grant, as it was signed, with what opens its leaf.
create table intake_grant_act (
  issuer       text not null,
  message_id   uuid not null,
  type         text not null,
  grant_id     uuid not null,
  digest       bytea not null, -- SHA-256 of the signing input
  leaf_id      uuid not null unique,
  salt         bytea not null,
  protected    bytea not null,
  payload      bytea not null,
  signature    bytea not null,
  received_at  timestamptz not null,
  primary key (issuer, message_id)
);

create trigger append_only before update or delete or truncate on intake_grant_act for each statement execute function refuse_rewrite();
grant select, insert, update on intake_grant to tongban_app;
grant select, insert on intake_grant_act to tongban_app;
