-- Up Migration

-- 亮证: codes that holders show. Only the digest of a code is here; a row goes a day after it has run out, the ledger stays.
create table presentation (
  code_sha256      bytea primary key,
  presentation_id  uuid not null, -- the id of the message that opened it
  platform         text not null, -- identified the holder
  certificate_id   text not null,
  fields           text[] not null,
  audience         text, -- null: any platform that may use certificates
  expires_at       timestamptz not null,
  used_by          uuid -- the use that has redeemed it
) with (fillfactor = 70);
create index presentation_expiry on presentation (expires_at);

alter table certificate_use add column presentation_id uuid;

grant select, insert, update, delete on presentation to tongban_app;
