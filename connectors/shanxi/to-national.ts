import {
  defined,
  localDay,
  type MappingTables,
  nationalWording,
  type OutgoingFile,
  type PersonalWords,
  readCertificateNote,
  readOtherAct,
  referenceOf,
  type SaidOfCase,
  type Wording,
} from '#connectors/kit';
import { ValidationError } from '#proto/errors';
import type { Draft } from '#proto/schema';
import type { Cells, FrontBatch } from './batch.js';
import { BatchFormError } from './errors.js';
import { readOther } from './other.js';
import { Reading, type RowReading, readMoment } from './reading.js';
import { actOf } from './shape.js';
import type { ListKind, RowsType } from './words.js';

/** Files of a batch, digested, by the front database's file id. */
export type DigestedFiles = ReadonlyMap<string, OutgoingFile>;

/** What a batch says, in national codes. */
export interface NationalAct {
  /** Unix milliseconds. */
  readonly occurredAt: number;
  readonly draft: Draft;
}

/**
 * A complete batch in national codes, by the mapping of its day.
 * @param files asked for once everything else is good: rows that are wrong, or wait for their mapping, cost no transfer.
 * @throws BatchFormError with everything that is wrong; MappingGapError, ExpressionError when nothing else is; BatchIncompleteError
 * while rows are missing.
 */
export async function toNationalAct(
  batch: FrontBatch,
  maps: MappingTables,
  files: () => Promise<DigestedFiles>,
): Promise<NationalAct> {
  const reading = new Reading();
  const type = actOf(batch, reading);
  const wrongTime = () => reading.complain('kstb_exchange.act_time', 'is not a time');
  if (batch.head.act_time === null) wrongTime();
  const occurredAt = Date.parse(readMoment(batch.head.act_time ?? '', wrongTime));
  const isUnnamed = type === undefined || type === 'SubmitCase';
  const caseNo = isUnnamed ? '' : caseNoOf(batch, reading);
  reading.finish(); // below, every row is where it belongs
  if (type === undefined) throw new TypeError('an act without a type passed its checks');
  const draft = await new DraftReader({ batch, reading, maps, files, caseNo, occurredAt }).draft(type);
  reading.finish();
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

interface DraftParts {
  readonly batch: FrontBatch;
  readonly reading: Reading;
  readonly maps: MappingTables;
  readonly files: () => Promise<DigestedFiles>;
  readonly caseNo: string;
  /** Unix milliseconds. */
  readonly occurredAt: number;
}

/** Reads the rows of one act whose shape has been checked. */
class DraftReader {
  readonly #batch: FrontBatch;
  readonly #reading: Reading;
  readonly #maps: MappingTables;
  readonly #files: () => Promise<DigestedFiles>;
  readonly #caseNo: string;
  readonly #occurredAt: number;

  constructor({ batch, reading, maps, files, caseNo, occurredAt }: DraftParts) {
    this.#batch = batch;
    this.#reading = reading;
    this.#maps = maps;
    this.#files = files;
    this.#caseNo = caseNo;
    this.#occurredAt = occurredAt;
  }

  async draft(type: RowsType): Promise<Draft> {
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
      case 'CorrectionSubmitted':
        return this.#correction();
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
        const outcome = row.required('result_type');
        const body = {
          caseNo,
          documentNo: row.required('kstb_doc_no'),
          decidedAt: row.moment('result_date'),
          ...defined({ grounds: row.text('result_explain') }),
        };
        const words = this.#wording();
        return words.complete({ type, body: { ...body, outcome: await words.code('decisions', outcome) } });
      }
      case 'CaseConcluded':
        return { type, body: { caseNo, concludedAt: ended(this.#step()) } };
      case 'ResultTransferred': {
        const documents = this.#documents();
        const optional = defined({ waybill: this.#step().text('kstb_waybill') });
        this.#reading.finish();
        return { type, body: { caseNo, documents: await this.#attached(documents), ...optional } };
      }
      case 'ResultDelivered': {
        const step = this.#step();
        const mode = step.required('kstb_delivery');
        const body = {
          caseNo,
          deliveredAt: ended(step),
          ...defined({ waybill: step.text('kstb_waybill') }),
        };
        const words = this.#wording();
        return words.complete({ type, body: { ...body, mode: await words.code('deliveries', mode) } });
      }
      case 'CaseWithdrawn':
        return { type, body: { caseNo, ...defined({ reason: this.#step().text('handle_explain') }) } };
      case 'CaseTerminated':
        return { type, body: this.#reason(this.#step()) };
      case 'Other':
        return this.#other();
    }
  }

  async #other(): Promise<Draft> {
    const { rows } = this.#batch;
    const files = await this.#files();
    const given = readOther(rows, this.#caseNo, files, this.#reading);
    this.#reading.finish();
    const words = this.#wording();
    try {
      return readOtherAct(words.complete(await words.general(given)));
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      throw new BatchFormError(faultsOf(error));
    }
  }

  async #submission(): Promise<Draft> {
    const { head, rows } = this.#batch;
    const row = this.#main('up_pro_accept');
    const [item, mode] = [row.required('task_handle_item'), row.required('kstb_mode')];
    const appliedAt = row.moment('apply_date');
    const personal = this.#personal(rows.up_pro_accept[0] ?? {});
    const materials = this.#materials();
    const division = row.text('kstb_division');
    const [catalogueVersion, intakeDivision] = [row.text('kstb_catalogue'), row.text('kstb_intake')];
    const leadCaseNo = row.text('kstb_lead');
    const words = this.#wording({ item, division, personal, materials }, appliedAt);
    const { materials: filed, ...body } = words.complete({
      caseRef: head.project_no,
      itemCode: await words.code('items', item),
      mode: await words.code('modes', mode),
      appliedAt,
      personal: { open: await words.personal(personal) },
      materials: await words.materials(materials),
      ...defined({ divisionCode: division, catalogueVersion, intakeDivision, leadCaseNo }),
    });
    return { type: 'SubmitCase', body: { ...body, materials: await this.#attached(filed) } };
  }

  async #correction(): Promise<Draft> {
    const [person] = this.#batch.rows.up_pro_accept;
    const noticeNo = this.#step().required('kstb_doc_no');
    const materials = this.#materials();
    const personal = person && this.#personal(person);
    const words = this.#wording({ personal, materials });
    const { materials: filed, ...body } = words.complete({
      caseNo: this.#caseNo,
      noticeNo,
      materials: await words.materials(materials),
      ...defined({ personal: personal && { open: await words.personal(personal) } }),
    });
    return { type: 'CorrectionSubmitted', body: { ...body, materials: await this.#attached(filed) } };
  }

  /** Once every row has been read: what is wrong with them is told before any gap. @throws BatchFormError. */
  #wording(
    said: Omit<SaidOfCase, 'date'> = {},
    at: string | number = this.#occurredAt,
  ): Wording<'TO_NATIONAL'> {
    this.#reading.finish();
    return nationalWording(this.#maps, { ...said, date: localDay(at) });
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

  #personal(cells: Cells): PersonalWords {
    const row = this.#reading.row('up_pro_accept', cells);
    return {
      applicantKind: row.required('applyer_type'),
      applicant: {
        name: row.required('applyer_name'),
        idType: row.required('applyer_page_type'),
        idNumber: row.required('applyer_page_code'),
        phone: row.text('kstb_mobile'),
      },
      agent: this.#agent(row),
      form: this.#list('表单').flatMap((field) => {
        const value = field.text('item_value');
        return value === undefined ? [] : [{ name: field.required('item_name'), value }];
      }),
    };
  }

  #agent(row: RowReading<'up_pro_accept'>): PersonalWords['agent'] {
    const columns = ['contact_name', 'contact_type', 'contact_code', 'contact_mobile'] as const;
    if (columns.every((column) => row.text(column) === undefined)) return undefined;
    return {
      name: row.required('contact_name'),
      idType: row.required('contact_type'),
      idNumber: row.required('contact_code'),
      phone: row.text('contact_mobile'),
    };
  }

  #materials() {
    const notes = new Map(
      this.#list('免提交').map((row) => [row.required('item_name'), row.required('item_value')]),
    );
    const materials = this.#batch.rows.up_pro_material.map((cells, i) => {
      const row = this.#reading.row('up_pro_material', cells);
      const name = row.required('material_name');
      const note = notes.get(`${i + 1}、${name}`);
      notes.delete(`${i + 1}、${name}`);
      return {
        name,
        source: row.required('get_type'),
        ...defined({
          code: row.text('kstb_material_code'),
          file: row.text('kstb_file'),
          certificate: note === undefined ? undefined : (readCertificateNote(note) ?? referenceOf(note, '')),
        }),
      };
    });
    for (const name of notes.keys()) this.#reading.complain('kstb_list.item_name', `no material is ${name}`);
    return materials;
  }

  #documents() {
    return this.#batch.rows.up_pro_result.map((cells) => {
      const row = this.#reading.row('up_pro_result', cells);
      return {
        name: row.required('result_cetr_name'),
        ...defined({ documentNo: row.text('result_cetr_no'), file: row.text('kstb_file') }),
      };
    });
  }

  /** With their files in place of the names of these. */
  async #attached<T extends { readonly file?: string }>(rows: readonly T[]) {
    const files = await this.#files();
    return rows.map(({ file, ...row }) => ({
      ...row,
      ...defined({ blob: file === undefined ? undefined : files.get(file)?.blob }),
    }));
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

function faultsOf({ message, violations }: ValidationError): string[] {
  if (violations.length === 0) return [`kstb_list.item_name: ${message}`];
  return violations.map(({ pointer, message: what }) => `kstb_list ${pointer}: ${what}`);
}

/** GB/T 39046: a step without an end has the time of its start. */
function ended(step: RowReading<'up_pro_process'>): string {
  const hasEnd = step.text('event_end_time') !== undefined;
  return step.moment(hasEnd ? 'event_end_time' : 'event_start_time');
}
