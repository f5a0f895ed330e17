-- Up Migration

-- From when on a token opens anything. Null: from its admission on.
alter table auditor_grant add column begins_at timestamptz;
