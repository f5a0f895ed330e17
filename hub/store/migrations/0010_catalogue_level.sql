-- Up Migration

-- The level of an authority is a digit of the implementation code, and nobody asked for it by itself. The view had all columns
-- of the table; it is made again as it was, without this one.
drop view implementation_period;
alter table implementation_entry drop column level;
create view implementation_period as
select entry.*, least(valid_to, min(valid_from) over newer - 1) as ends_on
from implementation_entry entry
window newer as (
  partition by basic_code, implementation_code, division_code -- all three, so that asking for some of them reads no others
  order by version rows between 1 following and unbounded following
);
grant select on implementation_period to tongban_app;
