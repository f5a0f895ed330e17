-- Up Migration

-- Cases that were sent a correction notice before notices had codes: that there was one is kept, as the fold over their events has it.
update cases c set facets = coalesce(c.facets, '{}'::jsonb) || '{"notices": {"missing": [], "faulty": []}}'::jsonb
  where exists (select from case_event e where e.case_no = c.case_no and e.type = 'CorrectionNotice');
