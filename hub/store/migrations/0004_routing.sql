-- Up Migration

-- 接入: the peer through which a division and everything beneath it is reached, or one authority there. The nearest serves.
create table connection (
  division_code  text not null,
  competent_org  text not null, -- USCC; empty: every authority of the division
  peer_id        text not null references peer,
  valid_from     date not null,
  valid_to       date,
  primary key (division_code, competent_org, peer_id, valid_from)
);

-- Powers that went from one authority to another, as to an approval bureau (行政审批局).
create table succession (
  from_org           text not null,
  to_org             text not null,
  basic_code_prefix  text not null, -- empty: every item
  valid_from         date not null,
  valid_to           date,
  source             text not null,
  primary key (from_org, to_org, basic_code_prefix, valid_from)
);

-- So far every peer was reached where its entries said; from now on it serves the division that it belongs to.
insert into connection (division_code, competent_org, peer_id, valid_from)
select division_code, '', peer_id, created_at::date from peer;

grant select, insert, update on connection, succession to tongban_app;
