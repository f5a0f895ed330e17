-- Up Migration

-- What issuers said of whether certificates of time stamps are revoked, as it was collected when the stamps were made.
create table log_revocation (
  -- SHA-256 in hex and the kind: <hex>.crl (RFC 5280) or <hex>.ocsp (RFC 6960).
  name          text not null primary key check (name ~ '^[0-9a-f]{64}\.(crl|ocsp)$'),
  -- DER.
  body          bytea not null check (encode(sha256(body), 'hex') = left(name, 64)),
  collected_at  timestamptz not null
);

-- Which of it was collected for which stamp. One list serves many.
create table log_timestamp_revocation (
  size  bigint not null,
  tsa   text not null,
  name  text not null references log_revocation (name),
  primary key (tsa, size, name),
  foreign key (size, tsa) references log_timestamp (size, tsa)
);

create trigger append_only before update or delete or truncate on log_revocation for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on log_timestamp_revocation for each statement execute function refuse_rewrite();
grant select, insert on log_revocation, log_timestamp_revocation to tongban_app;
