-- Up Migration

-- The catalogue is a record too: what it said on a day is what the cases of that day were judged by. A row is one version; a
-- change adds one and alters none. What a later version says prevails from its valid_from on, and a version whose valid_to
-- lies before its valid_from says that from that day on there is nothing.

-- Numbers the changes of both lists, in the order in which they are committed: whoever draws from it holds the advisory lock
-- of imports until its transaction ends. So "everything after N" can be read, left off and resumed, and nothing is missed.
create sequence catalogue_change as bigint;

-- Rows of the national list of cross-province items (跨省通办事项清单), and of lists that places agreed between themselves.
create table national_item (
  list_no     text not null,
  version     integer not null,
  basic_code  text not null,
  name        text not null,
  ministry    text not null,
  batch       text not null,
  modes       text[] not null,
  scenario    text not null,
  scope       text not null check (scope in ('NATIONAL', 'PARTNERS')),
  partners    text[] not null,
  status      text not null check (status in ('IN_FORCE', 'CANCELLED')),
  details     jsonb not null,
  document    text not null,
  valid_from  date not null,
  valid_to    date,
  source      text not null,
  change_no   bigint not null unique,
  primary key (list_no, version)
);
create index national_item_code on national_item (basic_code);

-- Entries were one row for each first day so far; those rows become versions in the order of their days.
alter table implementation_entry
  add column version           integer,
  add column level             text generated always as (substr(implementation_code, 19, 1)) stored,
  add column details           jsonb not null default '{}',
  add column local_code        text, -- what the authority itself calls the task, and its item
  add column local_basic_code  text,
  add column change_no         bigint;
update implementation_entry
set version = numbered.version, change_no = nextval('catalogue_change')
from (
  select implementation_code, division_code, valid_from,
    row_number() over (partition by implementation_code, division_code order by valid_from) as version
  from implementation_entry
) numbered
where (implementation_entry.implementation_code, implementation_entry.division_code, implementation_entry.valid_from)
  = (numbered.implementation_code, numbered.division_code, numbered.valid_from);
alter table implementation_entry
  alter column version set not null,
  alter column change_no set not null,
  alter column details drop default,
  drop constraint implementation_entry_pkey,
  -- A million rows are entered at once; the import looks the platforms up in one statement.
  drop constraint implementation_entry_platform_fkey,
  add primary key (implementation_code, division_code, version),
  add unique (change_no),
  add check (competent_org = left(implementation_code, 18)),
  add check (basic_code = substr(implementation_code, 20));
create index implementation_entry_item on implementation_entry (basic_code, division_code);

-- The versions with the day on which each really ends: its own last day, or the day before a later version begins. What ends
-- before it begins was never in force.
create view national_item_period as
select item.*, least(valid_to, min(valid_from) over newer - 1) as ends_on
from national_item item
window newer as (partition by list_no order by version rows between 1 following and unbounded following);

create view implementation_period as
select entry.*, least(valid_to, min(valid_from) over newer - 1) as ends_on
from implementation_entry entry
window newer as (
  partition by basic_code, implementation_code, division_code -- all three, so that asking for some of them reads no others
  order by version rows between 1 following and unbounded following
);

-- Who entered what, for the auditors. An import that changes nothing leaves no row.
create table catalogue_import (
  change_no     bigint primary key, -- of its last change
  imported_at   timestamptz not null,
  imported_by   text not null,
  format        text not null,
  files         jsonb not null, -- name, bytes, SHA-256 of each
  as_of         date not null,
  rows_read     bigint not null,
  rows_skipped  bigint not null,
  added         bigint not null,
  changed       bigint not null,
  ended         bigint not null,
  unchanged     bigint not null
);

create trigger append_only before update or delete or truncate on national_item for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on implementation_entry for each statement execute function refuse_rewrite();
create trigger append_only before update or delete or truncate on catalogue_import for each statement execute function refuse_rewrite();

revoke update on implementation_entry from tongban_app;
grant select, insert on national_item, catalogue_import to tongban_app;
grant select on national_item_period, implementation_period to tongban_app;
grant usage on sequence catalogue_change to tongban_app;
