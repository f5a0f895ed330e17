-- 山西前置库（沙箱） · Shanxi's front database, as the sandbox has it.
--
-- Sample: the five tables up_pro_* follow the national layout for cases; widths that its public descriptions leave open are
-- invented here. Everything whose name begins with kstb_ (跨省通办) is the sandbox's addition. None of it is the real database.
--
-- outbound is written by the platform and read by the connector, inbound the other way round. Running this file again changes
-- nothing.

create schema if not exists outbound;
create schema if not exists inbound;

-- 受理
create table if not exists outbound.up_pro_accept (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  catalog_code varchar(12),
  task_code varchar(36),
  task_handle_item varchar(50),
  task_name varchar(1000),
  task_version integer,
  project_type varchar(2),
  project_name varchar(1000),
  apply_type varchar(2),
  apply_date timestamp(0),
  accept_date timestamp(0),
  accept_doc_no varchar(50),
  promise_date varchar(8),
  org_code varchar(50),
  org_name varchar(200),
  handle_user_name varchar(100),
  applyer_name varchar(100),
  applyer_type varchar(2),
  applyer_page_type varchar(70),
  applyer_page_code varchar(500),
  legal varchar(100),
  contact_name varchar(100),
  contact_type varchar(70),
  contact_code varchar(500),
  contact_mobile varchar(30),
  address varchar(500),
  zip_code varchar(6),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3),
  kstb_mode varchar(2),
  kstb_division varchar(12),
  kstb_mobile varchar(30),
  kstb_accept_no varchar(50),
  kstb_catalogue varchar(50)
);

-- 过程
create table if not exists outbound.up_pro_process (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  process_name varchar(100),
  event_name varchar(2),
  event_start_time timestamp(0),
  event_end_time timestamp(0),
  handle_user_name varchar(100),
  handle_explain varchar(2000),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3),
  kstb_org_name varchar(200),
  kstb_division varchar(12),
  kstb_window_no varchar(50),
  kstb_id_checked varchar(1),
  kstb_doc_no varchar(50),
  kstb_due_time timestamp(0),
  kstb_reason_code varchar(50),
  kstb_delivery varchar(2),
  kstb_waybill varchar(50)
);

-- 办结
create table if not exists outbound.up_pro_result (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  result_type varchar(2),
  result_date timestamp(0),
  result_explain varchar(2000),
  result_cetr_name varchar(200),
  result_cetr_no varchar(100),
  is_delivery_results varchar(2),
  satisfaction varchar(2),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3),
  kstb_no integer,
  kstb_doc_no varchar(50),
  kstb_file varchar(50)
);

-- 特别程序
create table if not exists outbound.up_pro_special_procedure (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  special_type varchar(2),
  special_name varchar(100),
  special_reason varchar(2000),
  special_time timestamp(0),
  end_time timestamp(0),
  result varchar(2000),
  special_explain varchar(2000),
  applyer_user_name varchar(100),
  handle_user varchar(100),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3)
);

-- 材料
create table if not exists outbound.up_pro_material (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  material_name varchar(200),
  get_type varchar(2),
  get_num integer,
  material_attach_name varchar(200),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3),
  kstb_no integer,
  kstb_material_code varchar(50),
  kstb_file varchar(50)
);

-- 清单: what an act lists and the national layout has no table for: form fields, what is missing, what is faulty, originals.
create table if not exists outbound.kstb_list (
  row_guid varchar(50) primary key,
  project_no varchar(50),
  list_kind varchar(20),
  list_no integer,
  item_name varchar(200),
  item_value varchar(10000),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3)
);

-- 附件. Stored outside the row and uncompressed, so that a part of a file can be read without the rest.
create table if not exists outbound.kstb_file (
  file_id varchar(50) primary key,
  file_name varchar(200),
  media_type varchar(110),
  file_sm3 varchar(64),
  cd_time timestamp(0),
  cd_batch varchar(32),
  content bytea
);
alter table outbound.kstb_file alter column content set storage external;

-- Each of them: found by batch and by time, and once more, the same, in the inbound half.
do $$
declare
  name text;
begin
  foreach name in array array[
    'up_pro_accept', 'up_pro_process', 'up_pro_result', 'up_pro_special_procedure', 'up_pro_material', 'kstb_list', 'kstb_file'
  ] loop
    execute format('create index if not exists %I on outbound.%I (cd_batch)', name || '_batch', name);
    execute format('create index if not exists %I on outbound.%I (cd_time)', name || '_time', name);
    execute format('create table if not exists inbound.%I (like outbound.%I including all)', name, name);
  end loop;
end $$;

-- 收件地, added later: a front database that was made before gets it too.
alter table outbound.up_pro_accept add column if not exists kstb_intake varchar(12);
alter table inbound.up_pro_accept add column if not exists kstb_intake varchar(12);

-- 交换登记, outbound: one row for each act, which is one batch. The platform registers the batch, writes its rows in as many
-- transactions as it likes, and closes it. The same act may come twice, in another batch.
create table if not exists outbound.kstb_exchange (
  cd_batch varchar(32) primary key,
  act_ref varchar(100) not null,        -- the platform's own name for the act; never changes
  case_state varchar(2) not null,       -- what happened
  project_no varchar(50) not null,      -- the platform's own number of the case
  case_seq integer not null,            -- 1, 2, 3 … within the case, without gaps
  act_time timestamp(0),                -- when it happened; never changes
  row_total integer not null default 0, -- rows of the batch in all tables, files too
  closed_at timestamp(0),               -- the batch is complete
  hub_case_no varchar(50),              -- from the platform if it knows it; else from the hub's answer
  -- Below: the connector's.
  exchange_state varchar(2) not null default '0',
  taken_at timestamp(0),
  answered_at timestamp(0),
  log_index bigint,
  outcome_code varchar(50),
  outcome_text text,
  tries integer not null default 0,
  retry_at timestamp(0)
);
create index if not exists kstb_exchange_open on outbound.kstb_exchange (closed_at) where exchange_state in ('0', '1');
create index if not exists kstb_exchange_case on outbound.kstb_exchange (project_no, case_seq);
create index if not exists kstb_exchange_act on outbound.kstb_exchange (act_ref);

-- 交换登记, inbound: one row for each act of another platform, written by the connector in one transaction with all its rows.
create table if not exists inbound.kstb_exchange (
  cd_batch varchar(32) primary key,
  message_id varchar(36) not null unique,
  hub_case_no varchar(50) not null,
  event_seq integer not null,           -- grows within the case
  sender varchar(64) not null,
  case_state varchar(2) not null,
  project_no varchar(50) not null,      -- of the platform that opened the case
  act_time timestamp(0) not null,       -- when the hub recorded it
  row_total integer not null,
  closed_at timestamp(0) not null,
  -- Below: the platform's.
  exchange_state varchar(2) not null default '0',
  taken_at timestamp(0),
  outcome_text text,
  reported_at timestamp(0)              -- the connector's: a refusal has been put into its log
);
create index if not exists kstb_exchange_new on inbound.kstb_exchange (closed_at) where exchange_state = '0';
create index if not exists kstb_exchange_refused on inbound.kstb_exchange (closed_at)
  where exchange_state = '9' and reported_at is null;
create index if not exists kstb_exchange_hub_case on inbound.kstb_exchange (hub_case_no);

-- 未入库, inbound: acts that could not be put into the tables above, and why; written by the connector.
create table if not exists inbound.kstb_problem (
  message_id varchar(36) primary key,
  hub_case_no varchar(50) not null,
  case_state varchar(2) not null,
  reason text not null,
  tries integer not null default 1,
  first_at timestamp(0) not null,
  last_at timestamp(0) not null,
  solved_at timestamp(0)
);
