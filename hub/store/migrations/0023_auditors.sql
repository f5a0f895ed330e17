-- Up Migration

-- Who besides the platforms may read the log, until when. Of a token only its digest is here: who reads this table can use none.
-- Rows stay for ever, as their leaves in the log do.
create table auditor_grant (
  grant_id      uuid primary key,
  auditor       text not null,
  scope         text not null,
  token_sha256  bytea not null unique,
  admitted_at   timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz
);

create index auditor_grant_auditor on auditor_grant (auditor);

grant select, insert, update on auditor_grant to tongban_app;
