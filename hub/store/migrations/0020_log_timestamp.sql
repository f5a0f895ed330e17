-- Up Migration

-- Published checkpoints that an authority for time stamps has stamped: what is below their size existed by then.
create table log_timestamp (
  size        bigint not null,
  tsa         text not null,
  -- The checkpoint as it was published and stamped; one of the same size may be published later with other cosignatures.
  note        text not null,
  -- TimeStampToken (RFC 3161), DER.
  token       bytea not null,
  gen_time    timestamptz not null,
  stamped_at  timestamptz not null,
  primary key (size, tsa)
);

create trigger append_only before update or delete or truncate on log_timestamp for each statement execute function refuse_rewrite();
grant select, insert on log_timestamp to tongban_app;
