import {
  certificateNote,
  type IncomingAct,
  isFormed,
  localWording,
  type MappingTables,
  toLocalTime,
  toOtherAct,
  type Wording,
} from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';
import { addOther } from './other.js';
import { type NewRow, RowMaker, type Values } from './rows.js';
import { ACT_FORMS, type ListKind, rowsTypeOf } from './words.js';

/** Files that an act names, put into the front database: its file ids by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

/** The row that registers an inbound batch. */
export interface InboundHead {
  readonly cd_batch: string;
  readonly message_id: string;
  readonly hub_case_no: string;
  readonly event_seq: number;
  readonly sender: string;
  readonly case_state: string;
  readonly project_no: string;
  readonly act_time: string;
  readonly row_total: number;
}

export interface InboundBatch {
  readonly head: InboundHead;
  readonly rows: readonly NewRow[];
}

/** 32 characters, as wide as cd_batch is; one message is one batch. */
export function batchOf(messageId: string): string {
  return messageId.replaceAll('-', '');
}

/** The state that an incoming act brings the case to, in the platform's numbers. */
export function stateOf({ message }: IncomingAct): string {
  return ACT_FORMS[rowsTypeOf(message)].state;
}

/** An act as rows of the front database, by the mapping of its day. @throws MappingGapError, ExpressionError, DoesNotFitError. */
export async function toBatch(
  act: IncomingAct,
  maps: MappingTables,
  files: StoredFiles,
): Promise<InboundBatch> {
  const { message, messageId } = act;
  const cd_batch = batchOf(messageId);
  // The number of the platform that opened the case: in a submission it is the sender's own word.
  const project_no = message.type === 'SubmitCase' ? message.body.caseRef : act.submitterCaseRef;
  const rows = new RowMaker(cd_batch, project_no);
  const words = localWording(act, maps);
  await new ActWriter(act, words, files, rows).write();
  const made = words.complete(rows).finish();
  return {
    rows: made,
    head: {
      cd_batch,
      message_id: messageId,
      hub_case_no: act.caseNo,
      event_seq: act.eventSeq,
      sender: act.actor,
      case_state: stateOf(act),
      project_no,
      act_time: toLocalTime(act.recordedAt),
      row_total: made.length + new Set(files.values()).size,
    },
  };
}

class ActWriter {
  readonly #act: IncomingAct;
  readonly #words: Wording<'TO_LOCAL'>;
  readonly #files: StoredFiles;
  readonly #rows: RowMaker;

  constructor(act: IncomingAct, words: Wording<'TO_LOCAL'>, files: StoredFiles, rows: RowMaker) {
    this.#act = act;
    this.#words = words;
    this.#files = files;
    this.#rows = rows;
  }

  async write(): Promise<void> {
    const { message, basicCode, implementationCode } = this.#act;
    if (!isFormed(message)) {
      this.#step({});
      addOther(this.#rows, await this.#words.general(toOtherAct(message)), this.#files);
      return;
    }
    switch (message.type) {
      case 'SubmitCase': {
        const { body } = message;
        const { form, ...person } = await this.#personal(body.personal.open);
        this.#rows.add('up_pro_accept', 'I', {
          catalog_code: basicCode,
          task_code: implementationCode || undefined,
          task_handle_item: await this.#words.code('items', basicCode),
          apply_date: toLocalTime(body.appliedAt),
          kstb_mode: await this.#words.code('modes', body.mode),
          kstb_division: body.divisionCode,
          kstb_catalogue: body.catalogueVersion,
          kstb_intake: body.intakeDivision,
          kstb_lead: body.leadCaseNo,
          ...person,
        });
        this.#list('表单', form);
        await this.#materials(body.materials);
        break;
      }
      case 'IntakeRecorded': {
        const { window, identityChecked, originalsChecked, recordedAt } = message.body;
        this.#step({
          event_start_time: toLocalTime(recordedAt),
          kstb_org_name: window?.orgName,
          kstb_division: window?.divisionCode,
          kstb_window_no: window?.windowNo,
          kstb_id_checked: identityChecked ? '1' : '0',
        });
        this.#list(
          '核验原件',
          originalsChecked.map((name) => [name]),
        );
        break;
      }
      case 'CorrectionNotice': {
        const { noticeNo, missing, faulty, deadline } = message.body;
        this.#step({ kstb_doc_no: noticeNo, kstb_due_time: toLocalTime(deadline) });
        this.#list(
          '缺少',
          missing.map((name) => [name]),
        );
        this.#list(
          '不合格',
          faulty.map(({ material, reason }) => [material, reason]),
        );
        break;
      }
      case 'CorrectionSubmitted': {
        const { noticeNo, materials, personal } = message.body;
        this.#step({ kstb_doc_no: noticeNo });
        if (personal !== undefined) {
          const { form, ...person } = await this.#personal(personal.open);
          this.#rows.add('up_pro_accept', 'U', person);
          this.#list('表单', form);
        }
        await this.#materials(materials);
        break;
      }
      case 'CaseAccepted': {
        const { competentCaseRef, documentNo, acceptedAt, promisedDate } = message.body;
        this.#rows.add('up_pro_accept', 'U', {
          kstb_accept_no: competentCaseRef,
          accept_doc_no: documentNo,
          accept_date: toLocalTime(acceptedAt),
          promise_date: promisedDate?.replaceAll('-', ''),
        });
        break;
      }
      case 'CaseNotAccepted':
      case 'CaseTerminated': {
        const { reasonCode, reason, ...rest } = message.body;
        this.#step({
          kstb_reason_code: reasonCode,
          handle_explain: reason,
          kstb_doc_no: 'documentNo' in rest ? rest.documentNo : undefined,
        });
        break;
      }
      case 'ReviewStarted':
        this.#step({ event_start_time: toLocalTime(message.body.startedAt) });
        break;
      case 'CaseSuspended':
        this.#rows.add('up_pro_special_procedure', 'I', {
          special_name: message.body.procedure,
          special_reason: message.body.reason,
          special_time: toLocalTime(this.#act.recordedAt),
        });
        break;
      case 'CaseResumed':
        this.#rows.add('up_pro_special_procedure', 'U', {
          result: message.body.reason,
          end_time: toLocalTime(this.#act.recordedAt),
        });
        break;
      case 'DecisionIssued': {
        const { outcome, documentNo, decidedAt, grounds } = message.body;
        this.#rows.add('up_pro_result', 'I', {
          result_type: await this.#words.code('decisions', outcome),
          result_date: toLocalTime(decidedAt),
          result_explain: grounds,
          kstb_doc_no: documentNo,
        });
        break;
      }
      case 'CaseConcluded':
        this.#step({ event_end_time: toLocalTime(message.body.concludedAt) });
        break;
      case 'ResultTransferred': {
        const { documents, waybill } = message.body;
        this.#step({ kstb_waybill: waybill });
        for (const [i, { name, documentNo, blob }] of documents.entries()) {
          this.#rows.add('up_pro_result', 'U', {
            kstb_no: i + 1,
            result_cetr_name: name,
            result_cetr_no: documentNo,
            kstb_file: blob && this.#file(blob.sha256),
          });
        }
        break;
      }
      case 'ResultDelivered': {
        const { mode, deliveredAt, waybill } = message.body;
        this.#step({
          kstb_delivery: await this.#words.code('deliveries', mode),
          event_end_time: toLocalTime(deliveredAt),
          kstb_waybill: waybill,
        });
        break;
      }
      case 'CaseWithdrawn':
        this.#step({ handle_explain: message.body.reason });
        break;
      case 'DispatchAcknowledgement':
        throw new TypeError('acknowledgements are not dispatched');
    }
  }

  /** Where the act has no time of its own, the step has that of its record at the hub. */
  #step(values: Values<'up_pro_process'>): void {
    const { state, word } = ACT_FORMS[rowsTypeOf(this.#act.message)];
    this.#rows.add('up_pro_process', 'I', {
      process_name: word,
      event_name: state,
      event_start_time: toLocalTime(this.#act.recordedAt),
      ...values,
    });
  }

  #list(kind: ListKind, items: readonly (readonly [name: string, value?: string])[]): void {
    for (const [i, [name, value]] of items.entries()) {
      this.#rows.add('kstb_list', 'I', {
        list_kind: kind,
        list_no: i + 1,
        item_name: name,
        item_value: value,
      });
    }
  }

  async #materials(materials: readonly MaterialBody[]): Promise<void> {
    const worded = await this.#words.materials(materials);
    for (const [i, { name, code, source, blob }] of worded.entries()) {
      this.#rows.add('up_pro_material', 'I', {
        kstb_no: i + 1,
        material_name: name,
        get_type: source,
        material_attach_name: blob?.fileName,
        kstb_material_code: code,
        kstb_file: blob && this.#file(blob.sha256),
      });
    }
    this.#list(
      '免提交',
      materials.flatMap(({ name, certificate }, i) =>
        certificate === undefined ? [] : [[`${i + 1}、${name}`, certificateNote(certificate)] as const],
      ),
    );
  }

  #file(sha256: string): string {
    const id = this.#files.get(sha256);
    if (id === undefined) throw new TypeError('a file of the act was not stored');
    return id;
  }

  async #personal(open: PersonalBody) {
    const { applicantKind, applicant, agent, form } = await this.#words.personal(open);
    return {
      applyer_type: applicantKind,
      applyer_name: applicant.name,
      applyer_page_type: applicant.idType,
      applyer_page_code: applicant.idNumber,
      kstb_mobile: applicant.phone,
      contact_name: agent?.name,
      contact_type: agent?.idType,
      contact_code: agent?.idNumber,
      contact_mobile: agent?.phone,
      form: form.map(({ name, value }) => [name, value] as const),
    };
  }
}
