-- Up Migration

-- When the first certificate of its path expires. Null: stamped before this was kept, and to be stamped again at once.
alter table log_timestamp add column expires_at timestamptz;

-- Time stamps over older ones. A run of stamps, from the one over the first size to the one over the last, is stamped again together,
-- as often as it must be; each time over everything that there is of the run.
create table log_restamp (
  -- Places, as size in log_timestamp.
  first       bigint not null,
  last        bigint not null check (last >= first),
  number      int not null check (number >= 1),
  -- What was stamped: the digest of each file below, by its name.
  list        bytea not null,
  tsa         text not null,
  -- TimeStampToken (RFC 3161), DER.
  token       bytea not null,
  gen_time    timestamptz not null,
  stamped_at  timestamptz not null,
  expires_at  timestamptz not null,
  primary key (first, number)
);

-- What was collected then on certificates of the new stamp, and of those below it.
create table log_restamp_revocation (
  first   bigint not null,
  number  int not null,
  name    text not null references log_revocation (name),
  primary key (first, number, name),
  foreign key (first, number) references log_restamp (first, number)
);

create trigger append_only before update or delete or truncate on log_restamp for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on log_restamp_revocation for each statement execute function refuse_rewrite();
grant select, insert on log_restamp, log_restamp_revocation to tongban_app;
