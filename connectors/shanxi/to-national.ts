import { type Draft, defined, idNumberOf, type MappingTables, type OutgoingFile } from '#connectors/kit';
import type { Cells, FrontBatch } from './batch.js';
import { Reading, type RowReading, readMoment } from './reading.js';
import { actOf } from './shape.js';
import type { ActType, ListKind } from './words.js';

/** Files of a batch, digested, by the front database's file id. */
export type DigestedFiles = ReadonlyMap<string, OutgoingFile>;

/** What a batch says, in national codes. */
export interface NationalAct {
  /** Unix milliseconds. */
  readonly occurredAt: number;
  readonly draft: Draft;
}

/**
 * A complete batch in national codes.
 * @throws BatchFormError with everything that is wrong; MappingGapError; BatchIncompleteError while rows are missing.
 */
export function toNationalAct(batch: FrontBatch, maps: MappingTables, files: DigestedFiles): NationalAct {
  const reading = new Reading(maps);
  const type = actOf(batch, reading);
  const wrongTime = () => reading.complain('kstb_exchange.act_time', 'is not a time');
  if (batch.head.act_time === null) wrongTime();
  const occurredAt = Date.parse(readMoment(batch.head.act_time ?? '', wrongTime));
  const isUnnamed = type === undefined || type === 'SubmitCase';
  const caseNo = isUnnamed ? '' : caseNoOf(batch, reading);
  reading.finish(); // below, every row is where it belongs
  const draft = type === undefined ? undefined : new DraftReader(batch, reading, files, caseNo).draft(type);
  reading.finish();
  if (draft === undefined) throw new TypeError('an act without a type passed its checks');
  return { occurredAt, draft };
}

/** The hub's number, from the platform or from the answer to the case's submission. Two that differ are an error. */
function caseNoOf({ head, known_case_no: known }: FrontBatch, reading: Reading): string {
  const named = head.hub_case_no === '' ? null : head.hub_case_no;
  if (named !== null && known !== null && named !== known) {
    reading.complain('kstb_exchange.hub_case_no', `the case has the number ${known}`);
  }
  const caseNo = named ?? known;
  if (caseNo === null) reading.complain('kstb_exchange.hub_case_no', 'the case has none yet');
  return caseNo ?? '';
}

/** Reads the rows of one act whose shape has been checked. */
class DraftReader {
  readonly #batch: FrontBatch;
  readonly #reading: Reading;
  readonly #files: DigestedFiles;
  readonly #caseNo: string;

  constructor(batch: FrontBatch, reading: Reading, files: DigestedFiles, caseNo: string) {
    this.#batch = batch;
    this.#reading = reading;
    this.#files = files;
    this.#caseNo = caseNo;
  }

  /** Codes are validated with the whole body before it is signed. */
  draft(type: ActType): Draft {
    const caseNo = this.#caseNo;
    switch (type) {
      case 'SubmitCase':
        return this.#submission();
      case 'IntakeRecorded':
        return this.#intake();
      case 'CorrectionNotice': {
        const step = this.#step();
        return {
          type,
          body: {
            caseNo,
            noticeNo: step.required('kstb_doc_no'),
            missing: this.#list('缺少').map((row) => row.required('item_name')),
            faulty: this.#list('不合格').map((row) => ({
              material: row.required('item_name'),
              reason: row.required('item_value'),
            })),
            deadline: step.moment('kstb_due_time'),
          },
        };
      }
      case 'CorrectionSubmitted': {
        const [person] = this.#batch.rows.up_pro_accept;
        return {
          type,
          body: {
            caseNo,
            noticeNo: this.#step().required('kstb_doc_no'),
            materials: this.#materials(),
            ...(person === undefined ? {} : { personal: { open: this.#personal(person) } }),
          },
        };
      }
      case 'CaseAccepted': {
        const row = this.#main('up_pro_accept');
        return {
          type,
          body: {
            caseNo,
            competentCaseRef: row.required('kstb_accept_no'),
            acceptedAt: row.moment('accept_date'),
            ...defined({ documentNo: row.text('accept_doc_no'), promisedDate: row.day('promise_date') }),
          },
        };
      }
      case 'CaseNotAccepted': {
        const step = this.#step();
        return {
          type,
          body: { ...this.#reason(step), ...defined({ documentNo: step.text('kstb_doc_no') }) },
        };
      }
      case 'ReviewStarted':
        return { type, body: { caseNo, startedAt: this.#step().moment('event_start_time') } };
      case 'CaseSuspended': {
        const row = this.#main('up_pro_special_procedure');
        return {
          type,
          body: { caseNo, procedure: row.required('special_name'), reason: row.required('special_reason') },
        };
      }
      case 'CaseResumed': {
        const row = this.#main('up_pro_special_procedure');
        return { type, body: { caseNo, ...defined({ reason: row.text('result') }) } };
      }
      case 'DecisionIssued': {
        const row = this.#main('up_pro_result');
        return {
          type,
          body: {
            caseNo,
            outcome: row.national('decisions', 'result_type') as 'GRANTED', // validated before signing
            documentNo: row.required('kstb_doc_no'),
            decidedAt: row.moment('result_date'),
            ...defined({ grounds: row.text('result_explain') }),
          },
        };
      }
      case 'CaseConcluded':
        return { type, body: { caseNo, concludedAt: ended(this.#step()) } };
      case 'ResultTransferred':
        return {
          type,
          body: {
            caseNo,
            documents: this.#documents(),
            ...defined({ waybill: this.#step().text('kstb_waybill') }),
          },
        };
      case 'ResultDelivered': {
        const step = this.#step();
        return {
          type,
          body: {
            caseNo,
            mode: step.national('deliveries', 'kstb_delivery') as 'AT_WINDOW', // validated before signing
            deliveredAt: ended(step),
            ...defined({ waybill: step.text('kstb_waybill') }),
          },
        };
      }
      case 'CaseWithdrawn':
        return { type, body: { caseNo, ...defined({ reason: this.#step().text('handle_explain') }) } };
      case 'CaseTerminated':
        return { type, body: this.#reason(this.#step()) };
    }
  }

  #submission(): Draft {
    const { head, rows } = this.#batch;
    const row = this.#main('up_pro_accept');
    return {
      type: 'SubmitCase',
      body: {
        caseRef: head.project_no,
        itemCode: row.national('items', 'task_handle_item'),
        mode: row.national('modes', 'kstb_mode') as 'REMOTE_INTAKE', // validated before signing
        appliedAt: row.moment('apply_date'),
        personal: { open: this.#personal(rows.up_pro_accept[0] ?? {}) },
        materials: this.#materials(),
        ...defined({
          divisionCode: row.text('kstb_division'),
          catalogueVersion: row.text('kstb_catalogue'),
        }),
      },
    };
  }

  #intake(): Draft {
    const step = this.#step();
    const windowNo = step.text('kstb_window_no');
    const hasWindow = (windowNo ?? step.text('kstb_org_name') ?? step.text('kstb_division')) !== undefined;
    return {
      type: 'IntakeRecorded',
      body: {
        caseNo: this.#caseNo,
        ...(hasWindow && {
          window: {
            divisionCode: step.required('kstb_division'),
            orgName: step.required('kstb_org_name'),
            ...defined({ windowNo }),
          },
        }),
        identityChecked: step.flag('kstb_id_checked'),
        originalsChecked: this.#list('核验原件').map((row) => row.required('item_name')),
        recordedAt: step.moment('event_start_time'),
      },
    };
  }

  #reason(step: RowReading<'up_pro_process'>) {
    return {
      caseNo: this.#caseNo,
      reasonCode: step.required('kstb_reason_code'),
      reason: step.required('handle_explain'),
    };
  }

  #personal(cells: Cells) {
    const row = this.#reading.row('up_pro_accept', cells);
    return {
      applicantKind: row.national('applicantKinds', 'applyer_type') as 'NATURAL_PERSON', // validated before signing
      applicant: {
        name: row.required('applyer_name'),
        idType: row.national('idTypes', 'applyer_page_type'),
        idNumber: idNumberOf(row.required('applyer_page_code')),
        ...defined({ phone: row.text('kstb_mobile') }),
      },
      ...defined({ agent: this.#agent(row) }),
      form: this.#list('表单').flatMap((field) => {
        const value = field.text('item_value');
        return value === undefined ? [] : [{ name: field.required('item_name'), value }];
      }),
    };
  }

  #agent(row: RowReading<'up_pro_accept'>) {
    const columns = ['contact_name', 'contact_type', 'contact_code', 'contact_mobile'] as const;
    if (columns.every((column) => row.text(column) === undefined)) return undefined;
    return {
      name: row.required('contact_name'),
      idType: row.national('idTypes', 'contact_type'),
      idNumber: idNumberOf(row.required('contact_code')),
      ...defined({ phone: row.text('contact_mobile') }),
    };
  }

  #materials() {
    return this.#batch.rows.up_pro_material.map((cells) => {
      const row = this.#reading.row('up_pro_material', cells);
      return {
        name: row.required('material_name'),
        source: row.national('materialSources', 'get_type') as 'UPLOADED', // validated before signing
        ...defined({ code: row.text('kstb_material_code'), blob: this.#blob(row.text('kstb_file')) }),
      };
    });
  }

  #documents() {
    return this.#batch.rows.up_pro_result.map((cells) => {
      const row = this.#reading.row('up_pro_result', cells);
      return {
        name: row.required('result_cetr_name'),
        ...defined({ documentNo: row.text('result_cetr_no'), blob: this.#blob(row.text('kstb_file')) }),
      };
    });
  }

  #blob(fileId: string | undefined) {
    return fileId === undefined ? undefined : this.#files.get(fileId)?.blob;
  }

  #list(kind: ListKind) {
    const rows = this.#batch.rows.kstb_list.filter((row) => row.list_kind === kind);
    return rows.map((row) => this.#reading.row('kstb_list', row));
  }

  #step() {
    return this.#main('up_pro_process');
  }

  #main<T extends 'up_pro_accept' | 'up_pro_process' | 'up_pro_result' | 'up_pro_special_procedure'>(
    table: T,
  ) {
    return this.#reading.row(table, this.#batch.rows[table][0] ?? {}); // its shape has been checked
  }
}

/** GB/T 39046: a step without an end has the time of its start. */
function ended(step: RowReading<'up_pro_process'>): string {
  const hasEnd = step.text('event_end_time') !== undefined;
  return step.moment(hasEnd ? 'event_end_time' : 'event_start_time');
}
