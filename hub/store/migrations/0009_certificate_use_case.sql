-- Up Migration

-- The uses of one case, for its evidence.
create index certificate_use_case on certificate_use (requester, case_ref, use_id) where case_ref is not null;
