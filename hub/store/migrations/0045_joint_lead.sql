-- Up Migration

-- 协同编号: the parts of a joint case are found by the number of the case that leads.
create index cases_lead on cases ((facets -> 'part' ->> 'leadCaseNo')) where facets ? 'part';
