-- Up Migration

-- Copies of certificates' files on their way from the issuing platform to the requester: one for each use. The bytes lie in a
-- folder named after the use.
create table certificate_file (
  use_id      uuid primary key,
  sha256      text not null,
  sm3         text not null,
  size        bigint not null,
  media_type  text not null,
  platform    text not null, -- uploads it
  is_whole    boolean not null,
  requester   text, -- to whom it is released; null: to nobody
  until       timestamptz not null -- then nobody may read it, and it is deleted
);
create index certificate_file_until on certificate_file (until);

grant select, insert, update, delete on certificate_file to tongban_app;
