-- What the connector's account may do in the front database, and no more: it reads, it marks what is the exchange's, it adds.
-- It changes no row of a case, and deletes nothing but its own questions about certificates.
--
--   psql -v connector=<account> -f grants.sql

grant usage on schema outbound, inbound to :"connector";
grant select on all tables in schema outbound, inbound to :"connector";
grant update (exchange_state, taken_at, answered_at, hub_case_no, log_index, outcome_code, outcome_text, tries, retry_at)
  on outbound.kstb_exchange to :"connector";
grant update (exchange_state, taken_at, answered_at, log_index, outcome_code, outcome_text, tries, retry_at)
  on outbound.up_lic_data to :"connector";
grant insert on all tables in schema inbound to :"connector";
grant update (reported_at) on inbound.kstb_exchange to :"connector";
grant update (reason, tries, last_at, solved_at) on inbound.kstb_problem to :"connector";
grant delete on inbound.kstb_lic_query to :"connector";
grant update (contents, credential, matches, file_content) on inbound.kstb_lic_use_answer to :"connector";
