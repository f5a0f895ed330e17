-- Up Migration

-- The leaf that says when a list was published. Null: it was published before publications were logged.
alter table status_list add column leaf_id uuid;
