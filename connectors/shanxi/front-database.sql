-- 山西前置库（沙箱） · Shanxi's front database, as the sandbox has it.
--
-- Sample: the five tables up_pro_* follow the national layout for cases, up_lic_data that of the directory of electronic
-- certificates; widths that its public descriptions leave open are invented here. Everything whose name begins with kstb_
-- (跨省通办) is the sandbox's addition, and so is how far a row has come: exchange_state and what follows it. None of it is the
-- real database.
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

-- 主办件统一编号, of what is part of a joint case, likewise.
alter table outbound.up_pro_accept add column if not exists kstb_lead varchar(32);
alter table inbound.up_pro_accept add column if not exists kstb_lead varchar(32);

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

-- 电子证照目录, outbound: one row for each thing that happened to a certificate; complete as soon as it can be seen. Columns that
-- are not the exchange's were found in public program text of the national directory. It is recalled, and was not found, that
-- the directory also has validity, state and the identifier of the version before: how they are called is invented here.
create table if not exists outbound.up_lic_data (
  row_guid varchar(50) primary key,     -- the platform's own name for the event; never changes
  certificate_source_id varchar(128),   -- 电子证照标识
  certificate_type varchar(256),
  certificate_type_code varchar(64),
  certificate_name varchar(512),
  certificate_number varchar(128),
  certificate_holder varchar(256),      -- several holders are separated by ^, in these three columns alike
  holder_code varchar(256),
  holder_type varchar(70),
  issue_dept varchar(256),
  issue_dept_code varchar(32),
  issue_date varchar(8),
  certificate_area_code varchar(32),
  cd_operation varchar(2),
  cd_time timestamp(0),
  cd_batch varchar(32),
  data_source varchar(3),
  kstb_event varchar(2),                -- 10 颁发, 20 变更, 30 状态
  kstb_event_time timestamp(0),         -- when it happened; never changes
  kstb_lic_no varchar(100),             -- the platform's own number of the certificate, through all its versions
  kstb_lic_seq integer,                 -- 1, 2, 3 … within it, without gaps
  kstb_valid_from varchar(8),
  kstb_valid_to varchar(8),             -- 99991231: for ever
  kstb_related_id varchar(128),         -- 关联证照标识: of a new version, the one before
  kstb_lic_state varchar(2),
  kstb_lic_state_time timestamp(0),
  kstb_lic_reason varchar(2000),
  -- Below: the connector's.
  exchange_state varchar(2) not null default '0',
  taken_at timestamp(0),
  answered_at timestamp(0),
  log_index bigint,
  outcome_code varchar(50),
  outcome_text text,
  tries integer not null default 0,
  retry_at timestamp(0),
  unique (kstb_lic_no, kstb_lic_seq)
);
create index if not exists up_lic_data_open on outbound.up_lic_data (cd_time) where exchange_state in ('0', '1');

-- 证照查询, inbound: what other platforms want to know of a certificate; written by the connector, and taken away by it as soon
-- as it has the answer or nobody waits any more.
--
-- The three tables through which contents of certificates pass are unlogged: they are not in the write-ahead log, nor in what
-- is kept of it; a crash of PostgreSQL empties them, and who still waits asks again.
create unlogged table if not exists inbound.kstb_lic_query (
  query_id varchar(36) primary key,
  certificate_source_id text not null,
  sender text not null,                 -- the platform that asks
  org_code text not null,
  handle_user_name text not null,
  catalog_code text,                    -- the item, nationally: it need not exist here
  case_ref text,
  use_reason text,
  use_basis varchar(1) not null,        -- 1 依申请, 2 依职能, 3 亮证
  use_basis_no text,
  contents json not null,               -- ["xm", …]: the fields asked for
  asked_at timestamp(3) not null default localtimestamp
);

-- 查询答复, outbound: written by the platform. It goes with its question; to one that is gone no answer can be written.
create unlogged table if not exists outbound.kstb_lic_answer (
  query_id varchar(36) primary key references inbound.kstb_lic_query on delete cascade,
  answer_code varchar(2) not null,      -- 00 given, 10 no such certificate, 20 held back, 30 no such file; any other: not answered
  answer_text text,
  certificate_source_id text,
  kstb_lic_state varchar(2),
  kstb_lic_state_time timestamp(0),
  contents json                         -- {"xm": "…"}
);

-- 用证申请, outbound: a window wants to use a certificate of another province; written by the platform, which takes it away with
-- its answer.
create table if not exists outbound.kstb_lic_use (
  use_id varchar(50) primary key,       -- the platform's own name for the request
  use_kind varchar(1),                  -- 1 取信息, 2 核验状态, 3 取文件, 4 比对
  asked_at timestamp(0),
  certificate_source_id varchar(128),
  certificate_type_code varchar(64),
  holder_code varchar(256),
  holder_type varchar(70),
  task_handle_item varchar(50),
  project_no varchar(50),
  use_reason varchar(2000),
  org_code varchar(50),
  handle_user_name varchar(100),
  use_basis varchar(1),                 -- 1 依申请, until consent_until; 2 依职能, by duty_no; 3 亮证, show_code alone says of which
  consent_until timestamp(0),
  duty_no varchar(50),
  contents json                         -- ["xm", …]
);

-- 用证结果, inbound: written by the connector. Contents that nobody has taken away after ten minutes it takes out.
create unlogged table if not exists inbound.kstb_lic_use_answer (
  use_id varchar(50) primary key references outbound.kstb_lic_use on delete cascade,
  answer_code varchar(2) not null,      -- 00 given, 99 not
  outcome_code text,
  outcome_text text,
  hub_use_id varchar(36),
  certificate_source_id text,
  kstb_lic_state varchar(2),
  kstb_lic_state_time timestamp(0),
  platform text,                        -- the one that answered
  contents json,
  conditions json,
  answered_at timestamp(3) not null default localtimestamp
);

-- 证照文件、比对、亮证与状态列表, added later: a front database that was made before gets them too.
alter table outbound.up_lic_data
  add column if not exists kstb_status_list varchar(64),   -- where its state stands: the list, and the place in it
  add column if not exists kstb_status_index integer;

alter table inbound.kstb_lic_query
  add column if not exists query_kind varchar(1) not null default '1',  -- 1 取信息, 3 取文件, 4 比对
  add column if not exists file_format varchar(3),         -- OFD, PDF
  add column if not exists seen json,                      -- {"xm": "…"}: what lies on the counter there
  add column if not exists seen_sm3 varchar(64);           -- of the file that lies there

alter table outbound.kstb_lic_answer
  add column if not exists file_content bytea,             -- the certificate's own file; the connector makes the copy that goes out
  add column if not exists matches json,                   -- {"xm": true}: which of what was seen is so
  add column if not exists file_matches varchar(1),        -- 1: the digest is of a file of the certificate
  -- Below: for credentials; a platform that has none made leaves them empty.
  add column if not exists issue_dept_code varchar(32),
  add column if not exists certificate_area_code varchar(32),
  add column if not exists kstb_valid_to varchar(8),
  add column if not exists kstb_status_list varchar(64),
  add column if not exists kstb_status_index integer;

alter table outbound.kstb_lic_use
  add column if not exists show_code varchar(200),
  add column if not exists file_format varchar(3),
  add column if not exists seen json,
  add column if not exists seen_file bytea;

alter table inbound.kstb_lic_use_answer
  add column if not exists credential text,
  add column if not exists file_format varchar(3),
  add column if not exists file_content bytea,
  add column if not exists original_sm3 varchar(64),
  add column if not exists original_seals text,
  add column if not exists matches json,
  add column if not exists file_matches varchar(1),
  add column if not exists file_seals text;

-- Stored uncompressed, so that a part can be read without the rest.
alter table outbound.kstb_lic_answer alter column file_content set storage external;
alter table outbound.kstb_lic_use alter column seen_file set storage external;

-- 状态列表, outbound: the platform's lists, and the places in them that are not valid; kept by the platform, read by the connector
-- again and again, which signs and publishes what it finds.
create table if not exists outbound.kstb_lic_list (
  list_no varchar(64) primary key
);
create table if not exists outbound.kstb_lic_ended (
  list_no varchar(64) not null references outbound.kstb_lic_list on delete cascade,
  list_index integer not null,
  kstb_lic_state varchar(2) not null,
  primary key (list_no, list_index)
);
