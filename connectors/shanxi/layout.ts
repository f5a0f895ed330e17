/**
 * The columns of the front database that the connector reads or writes: those of the national layouts for cases (up_pro_*) and
 * certificates (up_lic_data), and, by their prefix kstb_ (跨省通办), what the exchange adds. front-database.sql has all columns.
 */

/** Characters of a text column; or a day as YYYYMMDD, a time of day without zone, a whole number, a list in JSON. */
export type ColumnType = number | 'day' | 'time' | 'whole' | 'json';

/** What every row of the national layout has. */
const ROW = { row_guid: 50, project_no: 50, cd_operation: 2, cd_batch: 32, data_source: 3 } as const;

export const TABLES = {
  up_pro_accept: {
    ...ROW,
    catalog_code: 12,
    task_code: 36,
    task_handle_item: 50,
    apply_date: 'time',
    accept_date: 'time',
    accept_doc_no: 50,
    promise_date: 'day',
    applyer_name: 100,
    applyer_type: 2,
    applyer_page_type: 70,
    applyer_page_code: 500,
    contact_name: 100,
    contact_type: 70,
    contact_code: 500,
    contact_mobile: 30,
    kstb_mode: 2,
    kstb_division: 12,
    kstb_mobile: 30,
    kstb_accept_no: 50,
    kstb_catalogue: 50,
    kstb_intake: 12,
    kstb_lead: 32,
  },
  up_pro_process: {
    ...ROW,
    process_name: 100,
    event_name: 2,
    event_start_time: 'time',
    event_end_time: 'time',
    handle_explain: 2000,
    kstb_org_name: 200,
    kstb_division: 12,
    kstb_window_no: 50,
    kstb_id_checked: 1,
    kstb_doc_no: 50,
    kstb_due_time: 'time',
    kstb_reason_code: 50,
    kstb_delivery: 2,
    kstb_waybill: 50,
  },
  up_pro_result: {
    ...ROW,
    result_type: 2,
    result_date: 'time',
    result_explain: 2000,
    result_cetr_name: 200,
    result_cetr_no: 100,
    kstb_no: 'whole',
    kstb_doc_no: 50,
    kstb_file: 50,
  },
  up_pro_special_procedure: {
    ...ROW,
    special_name: 100,
    special_reason: 2000,
    special_time: 'time',
    end_time: 'time',
    result: 2000,
  },
  up_pro_material: {
    ...ROW,
    material_name: 200,
    get_type: 2,
    material_attach_name: 200,
    kstb_no: 'whole',
    kstb_material_code: 50,
    kstb_file: 50,
  },
  kstb_list: {
    ...ROW,
    list_kind: 20,
    list_no: 'whole',
    item_name: 200,
    item_value: 10_000,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

/** What is read of electronic certificates; each row stands for itself. */
export const CERTIFICATE_TABLES = {
  up_lic_data: {
    row_guid: 50,
    certificate_source_id: 128,
    certificate_type_code: 64,
    holder_code: 256,
    holder_type: 70,
    issue_dept_code: 32,
    certificate_area_code: 32,
    cd_operation: 2,
    kstb_event: 2,
    kstb_event_time: 'time',
    kstb_lic_no: 100,
    kstb_lic_seq: 'whole',
    kstb_valid_from: 'day',
    kstb_valid_to: 'day',
    kstb_related_id: 128,
    kstb_lic_state: 2,
    kstb_lic_state_time: 'time',
    kstb_lic_reason: 2000,
    kstb_status_list: 64,
    kstb_status_index: 'whole',
  },
  kstb_lic_use: {
    use_id: 50,
    use_kind: 1,
    asked_at: 'time',
    certificate_source_id: 128,
    certificate_type_code: 64,
    holder_code: 256,
    holder_type: 70,
    task_handle_item: 50,
    project_no: 50,
    use_reason: 2000,
    org_code: 50,
    handle_user_name: 100,
    use_basis: 1,
    consent_until: 'time',
    duty_no: 50,
    show_code: 200,
    contents: 'json',
    file_format: 3,
    seen: 'json',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

const ALL_TABLES = { ...TABLES, ...CERTIFICATE_TABLES };

/** Of cases. */
export type TableName = keyof typeof TABLES;
export type AnyTable = keyof typeof ALL_TABLES;
export type ColumnName<T extends AnyTable> = keyof (typeof ALL_TABLES)[T];

export const TABLE_NAMES = Object.keys(TABLES) as TableName[]; // the keys of a constant
export const CERTIFICATE_TABLE_NAMES = Object.keys(CERTIFICATE_TABLES) as (keyof typeof CERTIFICATE_TABLES)[]; // as above

export function columnsOf(table: AnyTable): Readonly<Record<string, ColumnType>> {
  return ALL_TABLES[table];
}

/** Of kstb_file, beside the bytes. */
export const FILE_COLUMNS = { file_id: 50, file_name: 200, media_type: 110, file_sm3: 64 } as const;
