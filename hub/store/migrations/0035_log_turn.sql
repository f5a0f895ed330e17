-- Up Migration

-- Logs follow each other in one database. The entries of log n, its tiles and its checkpoints stand at places from n * 2^40 on,
-- so that those of the first stand where they stood; see crypto/evidence/place.ts.

alter table log_state
  add column log_no integer not null default 0,
  add constraint log_size check (size < 1099511627776);
alter table log_state alter column log_no drop default;
alter table log_state drop column singleton; -- and with it the primary key
alter table log_state add primary key (log_no);
alter table log_state add unique (origin);

-- What is to come after a log. Whoever leads opens it when the log has ended and its final checkpoint is published.
create table log_turn (
  log_no    integer primary key,
  origin    text not null unique, -- of the next
  named_at  timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on log_turn for each statement execute function refuse_rewrite();
grant select, insert on log_turn to tongban_app;

create function refuse_turn() returns trigger language plpgsql as $$
begin
  if new.log_no = 0 then
    return new;
  end if;
  perform from log_state s join log_turn t using (log_no)
    where s.log_no = new.log_no - 1 and s.closed_at is not null and t.origin = new.origin;
  if not found then
    raise exception 'the log before % is not closed, or names another', new.origin using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Whatever a process believes: no log begins before the one before it has ended.
create trigger in_turn before insert on log_state for each row execute function refuse_turn();

drop function advance_log;
drop function advance_sm3;

-- Moves the log on, or fails: two leaders can never both commit the same index. Without an SM3 root, its tree stays behind.
create function advance_log(of_log integer, old_size bigint, old_epoch bigint, new_size bigint, new_root bytea, new_note text,
  new_epoch bigint, new_sm3_root bytea, new_sm3_note text) returns void language plpgsql as $$
begin
  update log_state set size = new_size, root = new_root, note = new_note, epoch = new_epoch,
    sm3_size = case when new_sm3_root is null then sm3_size else new_size end,
    sm3_root = coalesce(new_sm3_root, sm3_root), sm3_note = coalesce(new_sm3_note, sm3_note)
  where log_no = of_log and size = old_size and epoch = old_epoch and (new_sm3_root is null or sm3_size = old_size);
  if not found then
    raise exception 'the log has moved on without us' using errcode = 'serialization_failure';
  end if;
end $$;

-- Brings the SM3 tree up to a part of what the log has, or fails.
create function advance_sm3(of_log integer, old_sm3_size bigint, log_epoch bigint, new_sm3_size bigint, new_sm3_root bytea,
  new_sm3_note text) returns void language plpgsql as $$
begin
  update log_state set sm3_size = new_sm3_size, sm3_root = new_sm3_root, sm3_note = new_sm3_note
  where log_no = of_log and sm3_size = old_sm3_size and epoch = log_epoch;
  if not found then
    raise exception 'the log has moved on without us' using errcode = 'serialization_failure';
  end if;
end $$;
