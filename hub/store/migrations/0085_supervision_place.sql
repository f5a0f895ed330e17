-- Up Migration

-- Where supervision records stand in the log, so that a page of them costs what is on it and not the log behind the cursor. Written
-- by the statement that lengthens the log: whoever sees an entry sees this, too, and nothing comes in between afterwards.
create table supervision_place (
  place    bigint primary key, -- log_entry.idx
  leaf_id  uuid not null unique
);
grant select, insert on supervision_place to tongban_app;

create function place_supervision() returns trigger language plpgsql as $$
begin
  insert into supervision_place (place, leaf_id)
  select a.idx, a.leaf_id from added a join supervision_record r on r.leaf_id = a.leaf_id;
  return null;
end $$;
create trigger place_supervision after insert on log_entry referencing new table as added
  for each statement execute function place_supervision();

-- Records from before.
insert into supervision_place (place, leaf_id)
select e.idx, e.leaf_id from supervision_record r join log_entry e on e.leaf_id = r.leaf_id;
