-- Up Migration

-- A second tree over the same entries: SM3 in the place of SHA-256, for whoever may not rest on SHA-256. Entries know nothing
-- of it; tiles, the head and the published checkpoints are of one tree or the other.

alter table log_tile
  add column tree text not null default 'sha256' check (tree in ('sha256', 'sm3')),
  drop constraint log_tile_pkey,
  add primary key (tree, level, tile_index);
alter table log_tile alter column tree drop default;

-- How far the SM3 tree has got: behind the log where it is newly kept, and brought up before its leader signs anything. The
-- root of the empty tree is SM3 of nothing.
alter table log_state
  add column sm3_size bigint not null default 0 check (sm3_size <= size),
  add column sm3_root bytea not null default '\x1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
  add column sm3_note text not null default ''; -- its signed checkpoint; none before the first

alter table log_checkpoint
  add column tree text not null default 'sha256' check (tree in ('sha256', 'sm3')),
  drop constraint log_checkpoint_pkey,
  add primary key (tree, size);
alter table log_checkpoint alter column tree drop default;

drop function advance_log;

-- Moves the log on, or fails: two leaders can never both commit the same index. Without an SM3 root, its tree stays behind.
create function advance_log(old_size bigint, old_epoch bigint, new_size bigint, new_root bytea, new_note text,
  new_epoch bigint, new_sm3_root bytea, new_sm3_note text) returns void language plpgsql as $$
begin
  update log_state set size = new_size, root = new_root, note = new_note, epoch = new_epoch,
    sm3_size = case when new_sm3_root is null then sm3_size else new_size end,
    sm3_root = coalesce(new_sm3_root, sm3_root), sm3_note = coalesce(new_sm3_note, sm3_note)
  where size = old_size and epoch = old_epoch and (new_sm3_root is null or sm3_size = old_size);
  if not found then
    raise exception 'the log has moved on without us' using errcode = 'serialization_failure';
  end if;
end $$;

-- Brings the SM3 tree up to a part of what the log has, or fails.
create function advance_sm3(old_sm3_size bigint, log_epoch bigint, new_sm3_size bigint, new_sm3_root bytea,
  new_sm3_note text) returns void language plpgsql as $$
begin
  update log_state set sm3_size = new_sm3_size, sm3_root = new_sm3_root, sm3_note = new_sm3_note
  where sm3_size = old_sm3_size and epoch = log_epoch;
  if not found then
    raise exception 'the log has moved on without us' using errcode = 'serialization_failure';
  end if;
end $$;
