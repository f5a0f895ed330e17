-- Up Migration

-- Checkpoints that were published with the cosignatures of enough witnesses. Kept for ever: who was given one can be asked
-- about it years later.
create table log_checkpoint (
  size          bigint primary key,
  note          text not null,
  published_at  timestamptz not null
);

-- The note of a size is replaced by one cosigned later, and never goes.
grant select, insert, update on log_checkpoint to tongban_app;
