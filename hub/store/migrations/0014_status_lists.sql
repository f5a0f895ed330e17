-- Up Migration

-- The latest status list of each name, as its platform signed it. One place in `revision` for each publication.
create table status_list (
  platform    text not null,
  list        text not null,
  token       text not null,
  sha256      text not null, -- of the token, hex
  issued_at   timestamptz not null,
  expires_at  timestamptz not null,
  revision    bigint not null,
  primary key (platform, list)
);
create unique index status_list_revision on status_list (revision);

-- What a list must not call valid: few rows, however many certificates stand.
create index certificate_ended on certificate (platform, status_list) where status_list is not null and state <> 'VALID';

grant select, insert, update on status_list to tongban_app;
