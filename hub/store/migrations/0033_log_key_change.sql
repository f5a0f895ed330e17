-- Up Migration

-- Changes of the log's keys that were announced: the leaf that says so goes through the queue as every other. Who leads the log
-- looks here whether its own keys are the ones that are due. Vkeys name the tree that they are of.
create table log_key_change (
  leaf_id  uuid primary key,
  old_vkey text not null unique,
  new_vkey text not null unique
);

create trigger append_only before update or delete or truncate on log_key_change for each statement execute function refuse_rewrite();
grant select, insert on log_key_change to tongban_app;
