import { type Draft, defined, idNumberOf, type MappingTables, type OutgoingFile } from '#connectors/kit';
import type { BlobRef } from '#proto/schema';
import type { ActColumn, DetailColumn, Values } from './columns.js';
import { FieldReader } from './field-reader.js';
import { misplaced } from './kinds.js';

/** An act in the platform's own words: the columns that have a value, and its details in their order. */
export interface ActRows {
  readonly fields: Values<ActColumn>;
  readonly details: readonly Values<DetailColumn>[];
}

/** Attachments of a batch by their names. */
export type AttachedFiles = ReadonlyMap<string, OutgoingFile>;

type Detail = Values<DetailColumn>;

/** An act of the platform in national codes. @throws QingxinRowError with all that is wrong with it. */
export function toDraft(rows: ActRows, maps: MappingTables, files: AttachedFiles): Draft {
  const reader = new FieldReader(maps);
  const draft = new DraftReader(rows, reader, files).draft();
  reader.check();
  return draft;
}

class DraftReader {
  readonly #fields: Values<ActColumn>;
  readonly #details: readonly Detail[];
  readonly #reader: FieldReader;
  readonly #files: AttachedFiles;

  constructor({ fields, details }: ActRows, reader: FieldReader, files: AttachedFiles) {
    this.#fields = fields;
    this.#details = details;
    this.#reader = reader;
    this.#files = files;
  }

  draft(): Draft {
    const kind = this.#required('业务类型');
    for (const fault of misplaced(this.#fields, this.#details)) this.#reader.fault(fault);
    return kind === '申报' ? this.#submission() : this.#act(kind, this.#required('统一编号'));
  }

  #act(kind: string, caseNo: string): Draft {
    const when = this.#reader.time(this.#fields, '发生时间');
    const text = (column: ActColumn) => this.#fields[column];
    const reason = () => ({ reasonCode: this.#required('原因代码'), reason: this.#required('原因') });
    switch (kind) {
      case '收件':
        return { type: 'IntakeRecorded', body: { caseNo, ...this.#intake(), recordedAt: when } };
      case '补正告知':
        return { type: 'CorrectionNotice', body: { caseNo, ...this.#notice() } };
      case '补正': {
        const isCorrected = text('申请人') !== undefined;
        const personal = isCorrected ? { personal: { open: this.#personal() } } : {};
        if (!isCorrected && this.#hasPersonal()) this.#reader.fault('更正个人信息或表单时应填申请人');
        const noticeNo = this.#required('文书号');
        return {
          type: 'CorrectionSubmitted',
          body: { caseNo, noticeNo, materials: this.#materials(), ...personal },
        };
      }
      case '受理': {
        const competentCaseRef = this.#required('受理编号');
        const promisedDate = this.#reader.day(this.#fields, '承诺日期');
        const optional = defined({ documentNo: text('文书号'), promisedDate });
        return { type: 'CaseAccepted', body: { caseNo, competentCaseRef, acceptedAt: when, ...optional } };
      }
      case '不予受理': {
        const optional = defined({ documentNo: text('文书号') });
        return { type: 'CaseNotAccepted', body: { caseNo, ...reason(), ...optional } };
      }
      case '审查':
        return { type: 'ReviewStarted', body: { caseNo, startedAt: when } };
      case '决定':
        return {
          type: 'DecisionIssued',
          body: {
            caseNo,
            outcome: this.#national('decisions', '决定结果') as 'GRANTED', // validated with the whole body before it is taken
            documentNo: this.#required('文书号'),
            decidedAt: when,
            ...defined({ grounds: text('原因') }),
          },
        };
      case '办结':
        return { type: 'CaseConcluded', body: { caseNo, concludedAt: when } };
      case '结果转送': {
        const optional = defined({ waybill: text('运单号') });
        return { type: 'ResultTransferred', body: { caseNo, documents: this.#documents(), ...optional } };
      }
      case '送达':
        return {
          type: 'ResultDelivered',
          body: {
            caseNo,
            mode: this.#national('deliveries', '送达方式') as 'AT_WINDOW', // validated with the whole body before it is taken
            deliveredAt: when,
            ...defined({ waybill: text('运单号') }),
          },
        };
      case '撤回':
        return { type: 'CaseWithdrawn', body: { caseNo, ...defined({ reason: text('原因') }) } };
      case '中止': {
        const procedure = this.#required('程序名称');
        return { type: 'CaseSuspended', body: { caseNo, procedure, reason: this.#required('原因') } };
      }
      case '恢复':
        return { type: 'CaseResumed', body: { caseNo, ...defined({ reason: text('原因') }) } };
      case '终止':
        return { type: 'CaseTerminated', body: { caseNo, ...reason() } };
      default:
        return { type: 'CaseResumed', body: { caseNo } }; // never given out: it is noted as misplaced
    }
  }

  #hasPersonal(): boolean {
    const columns: readonly ActColumn[] = [
      ...(['申请人类型', '证件类型', '证件号码', '联系电话'] as const),
      ...(['代理人', '代理人证件类型', '代理人证件号码', '代理人电话'] as const),
    ];
    return this.#named('表单').length > 0 || columns.some((column) => this.#fields[column] !== undefined);
  }

  #submission(): Draft {
    return {
      type: 'SubmitCase',
      body: {
        caseRef: this.#required('办件编号'),
        itemCode: this.#national('items', '事项编码'),
        divisionCode: this.#required('办理区划'),
        mode: this.#national('modes', '办理方式') as 'REMOTE_INTAKE', // validated with the whole body before it is taken
        appliedAt: this.#reader.time(this.#fields, '发生时间'),
        personal: { open: this.#personal() },
        materials: this.#materials(),
        ...defined({ catalogueVersion: this.#fields.目录版本 }),
      },
    };
  }

  #intake() {
    const windowNo = this.#fields.窗口号;
    return {
      window: {
        divisionCode: this.#required('窗口区划'),
        orgName: this.#required('窗口名称'),
        ...defined({ windowNo }),
      },
      identityChecked: this.#reader.flag(this.#fields, '身份核验'),
      originalsChecked: this.#named('原件').map((detail) => this.#reader.required(detail, '名称')),
    };
  }

  #notice() {
    return {
      noticeNo: this.#required('文书号'),
      missing: this.#named('缺件').map((detail) => this.#reader.required(detail, '名称')),
      faulty: this.#named('不合格').map((detail) => ({
        material: this.#reader.required(detail, '名称'),
        reason: this.#reader.required(detail, '内容'),
      })),
      deadline: this.#reader.time(this.#fields, '补正期限'),
    };
  }

  #personal() {
    const idType = this.#national('idTypes', '证件类型');
    return {
      applicantKind: this.#national('applicantKinds', '申请人类型') as 'NATURAL_PERSON', // validated before it is taken
      applicant: {
        name: this.#required('申请人'),
        idType,
        idNumber: idNumberOf(this.#required('证件号码')),
        ...defined({ phone: this.#fields.联系电话 }),
      },
      ...defined({ agent: this.#agent() }),
      form: this.#named('表单').flatMap((detail) => {
        const { 内容: value } = detail;
        return value === undefined ? [] : [{ name: this.#reader.required(detail, '名称'), value }];
      }),
    };
  }

  #agent() {
    const columns: readonly ActColumn[] = ['代理人', '代理人证件类型', '代理人证件号码', '代理人电话'];
    if (columns.every((column) => this.#fields[column] === undefined)) return undefined;
    return {
      name: this.#required('代理人'),
      idType: this.#national('idTypes', '代理人证件类型'),
      idNumber: idNumberOf(this.#required('代理人证件号码')),
      ...defined({ phone: this.#fields.代理人电话 }),
    };
  }

  #materials() {
    return this.#named('材料').map((detail) => ({
      name: this.#reader.required(detail, '名称'),
      source: this.#reader.national('materialSources', detail, '来源') as 'UPLOADED', // validated before it is taken
      ...defined({ code: detail.编码, blob: this.#blob(detail) }),
    }));
  }

  #documents() {
    return this.#named('结果').map((detail) => ({
      name: this.#reader.required(detail, '名称'),
      ...defined({ documentNo: detail.编码, blob: this.#blob(detail) }),
    }));
  }

  /** Only what the manifest lists is a file, whatever a cell says (proved by test/unit/connectors/qingxin-format.test.ts). */
  #blob(detail: Detail): BlobRef | undefined {
    const name = detail.附件;
    if (name === undefined) return undefined;
    const blob = this.#files.get(name)?.blob;
    if (blob === undefined) this.#reader.fault(`附件 ${name} 不在清单中`);
    const { 文件名: fileName = blob?.fileName, 文件类型: mediaType = blob?.mediaType } = detail;
    return blob && { ...blob, ...defined({ fileName, mediaType }) };
  }

  #named(category: string): Detail[] {
    return this.#details.filter((detail) => detail.类别 === category);
  }

  #required(column: ActColumn): string {
    return this.#reader.required(this.#fields, column);
  }

  #national(table: string, column: ActColumn): string {
    return this.#reader.national(table, this.#fields, column);
  }
}
