import type {
  DeskAct,
  DeskActField,
  DeskActKind,
  DeskApplicant,
  DeskDocument,
  DeskEvent,
  DeskMaterial,
} from './desk.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';

/** Shanxi's format: the state that an act brings a case to, and rows in the national layout with what the exchange adds. */

export type Row = Record<string, unknown>;

export interface NewRow {
  readonly table: string;
  readonly values: Row;
}

/** What was read of a batch: its state, and the rows of each table in their order. */
export interface ReadBatch {
  readonly state: string;
  rows(table: string): Row[];
}

export const STATE: Record<DeskActKind, string> = {
  file: '10',
  intake: '11',
  notice: '12',
  correct: '13',
  accept: '20',
  reject: '29',
  review: '30',
  suspend: '31',
  resume: '32',
  decide: '40',
  conclude: '50',
  transfer: '60',
  deliver: '70',
  withdraw: '91',
  terminate: '99',
  other: '80',
};

const WORD: Record<DeskActKind, string> = {
  file: '申报',
  intake: '收件',
  notice: '补正告知',
  correct: '补正',
  accept: '受理',
  reject: '不予受理',
  review: '审查',
  suspend: '特别程序开始',
  resume: '特别程序结束',
  decide: '决定',
  conclude: '办结',
  transfer: '结果转送',
  deliver: '送达',
  withdraw: '撤回',
  terminate: '终止',
  other: '其他',
};

const MODE = { remote: '2', online: '1', joint: '3' } as const;
const GET_TYPE = { upload: '11', original: '12', certificate: '21', shared: '22' } as const;
const DELIVERY = { window: '10', courier: '20', electronic: '30' } as const;

/** An event as rows, without what every row of a batch has. */
export function rowsOf(event: DeskEvent): NewRow[] {
  const { act } = event;
  const at = localTime(event.at);
  const step = (values: Row = {}): NewRow => ({
    table: 'up_pro_process',
    values: {
      process_name: WORD[act.kind],
      event_name: STATE[act.kind],
      event_start_time: at,
      handle_user_name: '综窗01',
      ...values,
    },
  });
  switch (act.kind) {
    case 'file':
      return [
        {
          table: 'up_pro_accept',
          values: {
            task_handle_item: act.item,
            project_name: `${act.applicant.name}申请办理`,
            apply_date: at,
            kstb_mode: MODE[act.mode],
            kstb_division: act.division,
            kstb_intake: act.intake,
            kstb_lead: act.lead,
            ...applicantColumns(act.applicant),
          },
        },
        ...list(
          '表单',
          act.form.map(({ name, value }) => [name, value]),
        ),
        ...act.materials.map(materialRow),
      ];
    case 'intake':
      return [
        step({ kstb_org_name: act.window, kstb_division: '140100', kstb_id_checked: '1' }),
        ...list(
          '核验原件',
          act.originals.map((name) => [name]),
        ),
      ];
    case 'notice':
      return [
        step({ kstb_doc_no: act.noticeNo, kstb_due_time: `${act.deadline} 18:00:00` }),
        ...list(
          '缺少',
          act.missing.map((name) => [name]),
        ),
        ...list(
          '不合格',
          act.faulty.map(({ material, reason }) => [material, reason]),
        ),
      ];
    case 'correct':
      return [step({ kstb_doc_no: act.noticeNo }), ...act.materials.map(materialRow)];
    case 'accept':
      return [
        {
          table: 'up_pro_accept',
          values: {
            kstb_accept_no: act.number,
            accept_doc_no: act.documentNo,
            accept_date: at,
            promise_date: act.promised.replaceAll('-', ''),
            org_name: '山西省测试审批服务管理局',
          },
        },
      ];
    case 'reject':
    case 'terminate':
      return [step({ kstb_reason_code: act.code, handle_explain: act.reason })];
    case 'review':
      return [step()];
    case 'conclude':
      return [step({ event_end_time: at })];
    case 'suspend':
      return [
        {
          table: 'up_pro_special_procedure',
          values: {
            special_type: '2',
            special_name: act.procedure,
            special_reason: act.reason,
            special_time: at,
          },
        },
      ];
    case 'resume':
      return [{ table: 'up_pro_special_procedure', values: { end_time: at } }];
    case 'decide':
      return [
        {
          table: 'up_pro_result',
          values: {
            result_type: act.granted ? '01' : '02',
            result_date: at,
            result_explain: act.grounds,
            kstb_doc_no: act.documentNo,
          },
        },
      ];
    case 'transfer':
      return [
        step({ kstb_waybill: act.waybill }),
        ...act.documents.map(({ name, number, fileId }, i) => ({
          table: 'up_pro_result',
          values: { kstb_no: i + 1, result_cetr_name: name, result_cetr_no: number, kstb_file: fileId },
        })),
      ];
    case 'deliver':
      return [step({ kstb_delivery: DELIVERY[act.how], event_end_time: at, kstb_waybill: act.waybill })];
    case 'withdraw':
      return [step({ handle_explain: act.reason })];
    case 'other': {
      const item = ({ path, label = '' }: DeskActField) => `${path} ${label}`.trim();
      const files = act.fields.filter(({ fileId }) => fileId !== undefined);
      const members = act.fields.filter(({ fileId }) => fileId === undefined);
      return [
        step({ handle_explain: act.name }),
        ...list('类型', [[act.type, act.name]]),
        ...list(
          '要素',
          members.map((field) => [item(field), field.value]),
        ),
        ...files.map((field, i) => ({
          table: 'up_pro_material',
          values: { kstb_no: i + 1, material_name: item(field), kstb_file: field.fileId },
        })),
      ];
    }
  }
}

function applicantColumns({ kind, name, idNumber, phone }: DeskApplicant): Row {
  const isPerson = kind === 'person';
  return {
    applyer_name: name,
    applyer_type: isPerson ? '1' : '2',
    applyer_page_type: isPerson ? '居民身份证' : '统一社会信用代码',
    applyer_page_code: idNumber,
    kstb_mobile: phone,
  };
}

function list(
  kind: string,
  items: readonly (readonly [name: string, value?: string | undefined])[],
): NewRow[] {
  return items.map(([name, value], i) => ({
    table: 'kstb_list',
    values: { list_kind: kind, list_no: i + 1, item_name: name, item_value: value },
  }));
}

function materialRow({ name, source, fileId }: DeskMaterial, i: number): NewRow {
  return {
    table: 'up_pro_material',
    values: {
      kstb_no: i + 1,
      material_name: name,
      get_type: GET_TYPE[source],
      get_num: 1,
      kstb_file: fileId,
    },
  };
}

/** What others did, in the desk's words. @throws RangeError for a state that Shanxi does not know. */
export function actOf(batch: ReadBatch): DeskAct {
  const kind = keyOf(STATE, batch.state);
  const main = (table: string) => (name: string) => String(batch.rows(table)[0]?.[name] ?? '');
  const accept = main('up_pro_accept');
  const step = main('up_pro_process');
  const special = main('up_pro_special_procedure');
  const result = main('up_pro_result');
  const listed = (what: string) => batch.rows('kstb_list').filter((row) => row.list_kind === what);
  const waybill = step('kstb_waybill') === '' ? {} : { waybill: step('kstb_waybill') };
  switch (kind) {
    case 'file':
      return {
        kind,
        item: accept('task_handle_item'),
        division: accept('kstb_division'),
        ...(accept('kstb_intake') === '' ? {} : { intake: accept('kstb_intake') }),
        ...(accept('kstb_lead') === '' ? {} : { lead: accept('kstb_lead') }),
        mode: modeOf(accept('kstb_mode')),
        applicant: applicantOf(accept),
        form: listed('表单').map((row) => ({ name: String(row.item_name), value: String(row.item_value) })),
        materials: batch.rows('up_pro_material').map(materialOf),
      };
    case 'intake':
      return {
        kind,
        window: step('kstb_org_name'),
        originals: listed('核验原件').map((row) => String(row.item_name)),
      };
    case 'notice':
      return {
        kind,
        noticeNo: step('kstb_doc_no'),
        missing: listed('缺少').map((row) => String(row.item_name)),
        faulty: listed('不合格').map((row) => ({
          material: String(row.item_name),
          reason: String(row.item_value),
        })),
        deadline: step('kstb_due_time').slice(0, 10),
      };
    case 'correct':
      return {
        kind,
        noticeNo: step('kstb_doc_no'),
        materials: batch.rows('up_pro_material').map(materialOf),
      };
    case 'accept':
      return {
        kind,
        number: accept('kstb_accept_no'),
        documentNo: accept('accept_doc_no'),
        promised: accept('promise_date').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'),
      };
    case 'reject':
    case 'terminate':
      return { kind, code: step('kstb_reason_code'), reason: step('handle_explain') };
    case 'review':
    case 'conclude':
    case 'resume':
      return { kind };
    case 'suspend':
      return { kind, procedure: special('special_name'), reason: special('special_reason') };
    case 'decide':
      return {
        kind,
        granted: result('result_type') === '01',
        documentNo: result('kstb_doc_no'),
        grounds: result('result_explain'),
      };
    case 'transfer':
      return { kind, documents: batch.rows('up_pro_result').map(documentOf), ...waybill };
    case 'deliver':
      return { kind, how: keyOf(DELIVERY, step('kstb_delivery')) ?? 'window', ...waybill };
    case 'withdraw':
      return { kind, reason: step('handle_explain') };
    case 'other': {
      const [type] = listed('类型');
      const members = listed('要素').map((row) => ({
        ...named(row.item_name),
        value: String(row.item_value ?? ''),
      }));
      const files = batch
        .rows('up_pro_material')
        .map((row) => ({ ...named(row.material_name), fileId: String(row.kstb_file) }));
      const [typeName, name] = [String(type?.item_name), String(type?.item_value ?? '')];
      return { kind, type: typeName, name, fields: [...members, ...files] };
    }
    default:
      throw new RangeError(`办件状态 ${batch.state} 未定义`);
  }
}

/** A member's path, and what it is called. */
function named(item: unknown): { readonly path: string; readonly label: string } {
  const [path = '', ...label] = String(item).split(' ');
  return { path, label: label.join(' ') };
}

function modeOf(code: string): keyof typeof MODE {
  const modes = Object.keys(MODE) as (keyof typeof MODE)[]; // the keys of a constant
  return modes.find((mode) => MODE[mode] === code) ?? 'online';
}

function applicantOf(text: (name: string) => string): DeskApplicant {
  const phone = text('kstb_mobile');
  return {
    kind: text('applyer_type') === '1' ? 'person' : 'company',
    name: text('applyer_name'),
    idNumber: text('applyer_page_code'),
    ...(phone === '' ? {} : { phone }),
  };
}

function materialOf(row: Row): DeskMaterial {
  return {
    name: String(row.material_name),
    source: keyOf(GET_TYPE, row.get_type) ?? 'upload',
    ...(row.kstb_file === null ? {} : { fileId: String(row.kstb_file) }),
  };
}

function documentOf(row: Row): DeskDocument {
  return {
    name: String(row.result_cetr_name),
    ...(row.result_cetr_no === null ? {} : { number: String(row.result_cetr_no) }),
    ...(row.kstb_file === null ? {} : { fileId: String(row.kstb_file) }),
  };
}
