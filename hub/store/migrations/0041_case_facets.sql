-- Up Migration

-- What the sides of a case keep beyond its state: of the fold over its events like every other column, and nothing personal.
-- Null while there is nothing.
alter table cases add column facets jsonb;
