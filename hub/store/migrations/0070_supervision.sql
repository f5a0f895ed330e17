-- Up Migration

-- 告知承诺: what became of pledges, for whoever supervises or keeps records of credit. One row for each act that says so, written with its
-- event; nothing of the applicant. It is read in the order of the log, in which nothing comes in between afterwards.
create table supervision_record (
  leaf_id        uuid primary key,
  kind           text not null check (kind in ('PLEDGED', 'KEPT', 'CORRECTED_IN_TIME', 'BROKEN', 'DECISION_REVOKED')),
  case_no        text not null,
  recorded_at    timestamptz not null,
  notice_sha256  text not null
);
create trigger append_only before update or delete or truncate on supervision_record for each statement execute function refuse_rewrite();
grant select, insert on supervision_record to tongban_app;

-- Who may read them, and of which items.
alter table peer_right drop constraint peer_right_operation_check;
alter table peer_right add constraint peer_right_operation_check
  check (operation in ('SUBMIT', 'DECIDE', 'ISSUE_CERTIFICATE', 'USE_CERTIFICATE', 'GRANT_CONSENT', 'SUPERVISE'));
