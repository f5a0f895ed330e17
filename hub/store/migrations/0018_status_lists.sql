-- Up Migration

-- The leaf that says when a list was published. Null: it was published before publications were logged.
alter table status_list add column leaf_id uuid;

-- A place in a list is one certificate's: what is said there of one must not be read as of another.
create unique index certificate_place on certificate (platform, status_list, status_index) where status_list is not null;
