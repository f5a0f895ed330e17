-- Up Migration

-- A log ends with the entry that says so. `closing` names its leaf from the moment it waits in the queue.
alter table log_state
  add column closing uuid,
  add column closed_at timestamptz;

create function refuse_closed() returns trigger language plpgsql as $$
begin
  raise exception 'the log % is closed', old.origin using errcode = 'restrict_violation';
end $$;

-- Whatever a process believes: nothing more is signed for a log that is closed.
create trigger closed before update on log_state for each row when (old.closed_at is not null) execute function refuse_closed();
create trigger kept before delete or truncate on log_state for each statement execute function refuse_rewrite();
