/**
 * The columns of the front database that the connector reads or writes: those of the national layout for cases (up_pro_*), and,
 * by their prefix kstb_ (跨省通办), what the exchange adds. front-database.sql has all columns.
 */

/** Characters of a text column; or a day as YYYYMMDD, a time of day without zone, a whole number. */
export type ColumnType = number | 'day' | 'time' | 'whole';

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

export type TableName = keyof typeof TABLES;
export type ColumnName<T extends TableName> = keyof (typeof TABLES)[T];

export const TABLE_NAMES = Object.keys(TABLES) as TableName[]; // the keys of a constant

export function columnsOf(table: TableName): Readonly<Record<string, ColumnType>> {
  return TABLES[table];
}

/** Of kstb_file, beside the bytes. */
export const FILE_COLUMNS = { file_id: 50, file_name: 200, media_type: 110, file_sm3: 64 } as const;
