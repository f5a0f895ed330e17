-- Up Migration

-- How often the directory was changed, and which hub's log speaks of it; null until the log does.
create table directory_state (
  singleton  boolean primary key default true check (singleton),
  version    bigint not null,
  hub        text
);
insert into directory_state (version) values (0);

-- Every leaf about the directory, in the transaction of the rows it is about, with what opens it.
create table directory_act (
  leaf_id     uuid primary key,
  type        text not null,
  peer_id     text,
  kid         text, -- of the key that it is about
  salt        bytea not null,
  entered_by  text, -- null for what was there before the log spoke of the directory
  entered_at  timestamptz not null
);
create index directory_act_key on directory_act (kid) where kid is not null;

-- A revocation takes effect when it is entered. Whatever was to end later has an end.
update peer_key set valid_to = least(valid_to, revoked_at), revoked_at = null where revoked_at > now();

create trigger append_only before update or delete or truncate on directory_act for each statement execute function refuse_rewrite();
grant select, insert on directory_act to tongban_app;
grant select, update on directory_state to tongban_app;
