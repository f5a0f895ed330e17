-- Up Migration

-- How provinces' codes map onto the national ones, version by version: what a province proposed, as it signed it, and what the
-- operators said to it. The documents themselves are blobs.
create table mapping_version (
  platform     text not null references peer,
  version      text not null,
  valid_from   date not null,
  sha256       text not null,
  sm3          text not null,
  size         bigint not null,
  media_type   text not null,
  file_name    text not null,
  note         text not null,
  proposed_at  timestamptz not null,
  message_id   uuid not null unique,
  digest       bytea not null, -- SHA-256 of the signing input
  protected    bytea not null, -- the three parts of the proposal, as received
  payload      bytea not null,
  signature    bytea not null,
  primary key (platform, version)
);

-- A verdict is never taken back; another version follows.
create table mapping_review (
  platform     text not null,
  version      text not null,
  is_approved  boolean not null,
  reviewer     text not null,
  note         text not null,
  reviewed_at  timestamptz not null,
  primary key (platform, version),
  foreign key (platform, version) references mapping_version
);

-- Codes that a province's connector could not map: what stands in them waits there. The connector says what is open.
create table code_gap (
  platform    text not null references peer,
  table_name  text not null,
  code        text not null,
  direction   text not null check (direction in ('TO_NATIONAL', 'TO_LOCAL')),
  kind        text not null check (kind in ('MISSING', 'AMBIGUOUS', 'EXPRESSION_FAILED')),
  candidates  text[] not null,
  first_seen  timestamptz not null,
  last_seen   timestamptz not null,
  times_seen  bigint not null,
  primary key (platform, table_name, code, direction)
);

create trigger append_only before update or delete or truncate on mapping_version for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on mapping_review for each statement execute function refuse_rewrite();

grant select, insert on mapping_version, mapping_review to tongban_app;
grant select, insert, update, delete on code_gap to tongban_app;
