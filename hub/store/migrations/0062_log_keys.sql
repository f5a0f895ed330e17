-- Up Migration

-- Who signed a log from its beginning on; every key that took the place of one of them stands in log_key_change. A log that has
-- ended keeps its keys, whatever those of the hub have become since. Empty: it was founded before this was kept.
alter table log_state add column vkeys text[] not null default '{}';
