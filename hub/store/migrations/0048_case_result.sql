-- Up Migration

-- What a courier carries of a case, originals or its result, and under which number (物流单号), so that one that is used twice is
-- seen. A waybill leads to an address: it stands beside what opens its event, and is destroyed with it. Those of events that came
-- before this table are not in it: they stand sealed in the events alone.
create table waybill (
  case_no       text not null,
  seq           integer not null,
  hand_over_no  text, -- of originals; null for the result
  waybill       text not null,
  primary key (case_no, seq),
  foreign key (case_no, seq) references event_secret (case_no, seq) on delete cascade
);
create unique index waybill_once on waybill (case_no, waybill) where hand_over_no is not null;
create index waybill_cases on waybill (waybill, case_no);

grant select, insert on waybill to tongban_app;

-- Cases from before, as the fold over their events has them: how far each is proven to have come, and who has its result.
update cases c set facets = coalesce(c.facets, '{}'::jsonb) || jsonb_build_object('proof', p.level)
  from (select case_no, case when bool_or(type = 'ResultDelivered') then 'APPLICANT_RECEIVED'
                             when bool_or(type = 'DecisionIssued') then 'DECISION_ISSUED'
                             else 'ACKNOWLEDGED' end as level
        from case_event join cases using (case_no)
        where actor = competent or type in ('ResultDelivered', 'DecisionIssued')
        group by case_no) p
  where p.case_no = c.case_no;
update cases c set facets = coalesce(c.facets, '{}'::jsonb) || jsonb_build_object('result', jsonb_build_object(
    'holder', case when c.state = 'RESULT_DELIVERED' then 'APPLICANT' else 'COUNTER' end, 'failures', 0))
  where c.result_transferred or c.state = 'RESULT_DELIVERED';

alter table cases drop column result_transferred;
