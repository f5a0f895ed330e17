-- Up Migration

-- Who opened the presentation that a use rests on: its leaf is found for evidence long after the code is forgotten. Null in lines
-- from before; the ledger is not rewritten, and the evidence of such a use says that the leaf is missing.
alter table certificate_use add column presentation_platform text;
