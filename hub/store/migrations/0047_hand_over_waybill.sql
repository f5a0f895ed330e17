-- Up Migration

-- Under which waybill a hand-over of originals travels, so that one that is used twice is seen. A waybill leads to an address: it
-- stands beside what opens its event, and is destroyed with it.
create table hand_over_waybill (
  case_no       text not null,
  seq           integer not null,
  hand_over_no  text not null,
  waybill       text not null,
  primary key (case_no, seq),
  foreign key (case_no, seq) references event_secret (case_no, seq) on delete cascade
);
create unique index hand_over_waybill_once on hand_over_waybill (waybill, case_no);

grant select, insert on hand_over_waybill to tongban_app;
