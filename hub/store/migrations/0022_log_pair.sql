-- Up Migration

-- The last number that the log has given to an act from one platform to another; moved on in the commit that gives the index.
create table log_pair (
  actor      text not null,
  recipient  text not null,
  last       bigint not null,
  primary key (actor, recipient)
) with (fillfactor = 50); -- small, and updated in place by every commit of the sequencer

grant select, insert, update on log_pair to tongban_app;
