-- Up Migration

-- Which cases' evidence an auditor may fetch, as JSON: see crypto/evidence/auditor-leaves.ts. Null: none.
alter table auditor_grant add column evidence text;
alter table auditor_grant add column cases_salt bytea; -- opens the leaf's commitment to the cases that are named

-- A grant ends, and nothing else of it changes.
create function refuse_other_grant() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null or new.revoked_at is null
    or to_jsonb(new) - 'revoked_at' <> to_jsonb(old) - 'revoked_at' then
    raise exception 'a grant can only be revoked' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger only_revoked before update on auditor_grant for each row execute function refuse_other_grant();
create trigger kept before delete or truncate on auditor_grant for each statement execute function refuse_rewrite();

-- Which auditor asked for the evidence of which case. The salt opens the leaf's commitment to the number and to nothing of its
-- contents: it stays when the case is erased.
create table auditor_request (
  leaf_id   uuid primary key,
  grant_id  uuid not null,
  case_no   text not null,
  code      text, -- of a refusal
  salt      bytea not null,
  asked_at  timestamptz not null
);
create index auditor_request_grant on auditor_request (grant_id, asked_at);
create index auditor_request_case on auditor_request (case_no);
create trigger append_only before update or delete or truncate on auditor_request for each statement execute function refuse_rewrite();
grant select, insert on auditor_request to tongban_app;
