import { csvLine } from '#proto/csv';

/** National exchange tables (up_task_*) as a province hands them up. Invented rows; names of fields as in the tables. */

type Row = Readonly<Record<string, string>>;

export function aTask(change: Row = {}): Row {
  return {
    row_guid: 'T1',
    cd_operation: 'I',
    cd_time: '2026-11-20 10:00:00',
    task_name: '测试事项',
    task_type: '20',
    catalog_code: '002090099000',
    local_catalog_code: '4120990990',
    task_code: '11410000MBY900027Q2002090099000',
    local_task_code: 'HN-99',
    task_handle_item: '',
    task_state: '1',
    task_version: '3',
    use_level: '2',
    by_law: '《测试条例》第三条\n《测试办法》第五条',
    dept_name: '河南测试部门',
    dept_code: '11410000MBY900027Q',
    dept_type: '1',
    server_type: '1,2',
    project_type: '2',
    handle_type: '1^2',
    anticipate_day: '20',
    anticipate_type: '1',
    promise_day: '5',
    promise_type: '1',
    accept_condition: '年满十八周岁',
    handle_flow: '申请\n受理\n办结',
    is_fee: '1',
    special_procedure: '',
    limit_scene_num: '1',
    transact_addr: '测试路 1 号',
    transact_time: '工作日 9:00—17:00',
    link_way: '0371-00000000',
    supervise_way: '0371-11111111',
    plan_effective_date: '2026-01-01',
    plan_cancel_date: '',
    ...change,
  };
}

export function aMaterial(change: Row = {}): Row {
  return {
    row_guid: 'M1',
    task_guid: 'T1',
    cd_operation: 'I',
    material_name: '居民身份证',
    material_format: '1',
    is_need: '1',
    page_num: '1',
    source_explain: '申请人自备',
    by_law: '',
    order_num: '1',
    ...change,
  };
}

export function aFee(change: Row = {}): Row {
  return {
    row_guid: 'F1',
    task_guid: 'T1',
    cd_operation: 'I',
    fee_name: '工本费',
    fee_stand: '10 元/证',
    is_desc: '0',
    by_law: '',
    order_num: '1',
    ...change,
  };
}

export function anExtension(change: Row = {}): Row {
  return {
    row_guid: 'E1',
    task_guid: 'T1',
    cd_operation: 'I',
    handle_area: '1',
    is_online: '1',
    result_type: '1',
    result_name: '测试证书',
    ...change,
  };
}

/** One table; its columns are those of the first row. */
export function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map(csvLine).join('');
}
