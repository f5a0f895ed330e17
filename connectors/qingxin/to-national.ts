import {
  defined,
  localDay,
  MappingGapError,
  type MappingTables,
  nationalWording,
  type OutgoingFile,
  type PersonalWords,
  readCertificateNote,
  readOtherAct,
  type SaidOfCase,
  type Wording,
} from '#connectors/kit';
import { ValidationError } from '#proto/errors';
import type { BlobRef, CertificateReference, Draft } from '#proto/schema';
import type { ActColumn, DetailColumn, Values } from './columns.js';
import { FieldReader } from './field-reader.js';
import { misplaced } from './kinds.js';
import { fromOther } from './other.js';

/** An act in the platform's own words: the columns that have a value, and its details in their order. */
export interface ActRows {
  readonly fields: Values<ActColumn>;
  readonly details: readonly Values<DetailColumn>[];
}

/** Attachments of a batch by their names. */
export type AttachedFiles = ReadonlyMap<string, OutgoingFile>;

type Detail = Values<DetailColumn>;

type NationalWording = Wording<'TO_NATIONAL'>;

/** The columns that hold codes, by the tables that they are looked up in. */
const COLUMNS: Readonly<Record<string, string>> = {
  items: '事项编码',
  modes: '办理方式',
  applicantKinds: '申请人类型',
  idTypes: '证件类型',
  materialSources: '来源',
  decisions: '决定结果',
  deliveries: '送达方式',
  fields: '表单',
};

/**
 * An act of the platform in national codes, by the mapping of its day.
 * @throws QingxinRowError with all that is wrong with it; QingxinUnmappedError when that is the mapping alone.
 */
export async function toDraft(rows: ActRows, maps: MappingTables, files: AttachedFiles): Promise<Draft> {
  const reader = new FieldReader();
  const act = new DraftReader(rows, reader, files);
  const words = nationalWording(maps, act.said(maps.today));
  const draft = await act.draft(words);
  reader.check(words.obstacles.map((each) => reasonOf(each, maps.platform)));
  return draft;
}

function reasonOf(error: Error, platform: string): string {
  if (!(error instanceof MappingGapError)) return `对照表无法使用 · ${error.message}`;
  const table = error.table.slice(platform.length + 1);
  const how = error.kind === 'MISSING' ? '没有对照' : '有多个对照';
  return `${COLUMNS[table] ?? table} ${error.code} ${how} · ${error.message}`;
}

interface FiledMaterial {
  readonly name: string;
  readonly source: string;
  readonly code?: string;
  readonly blob?: BlobRef;
  readonly certificate?: CertificateReference;
}

/** Reads the columns of an act, each once; what is wrong goes to the reader. */
class DraftReader {
  readonly #kind: string;
  readonly #fields: Values<ActColumn>;
  readonly #details: readonly Detail[];
  readonly #reader: FieldReader;
  readonly #files: AttachedFiles;
  /** RFC 3339. */
  readonly #at: string;
  /** Undefined of an act that says nothing of persons. */
  readonly #personal: PersonalWords | undefined;
  readonly #materials: readonly FiledMaterial[];

  constructor({ fields, details }: ActRows, reader: FieldReader, files: AttachedFiles) {
    this.#fields = fields;
    this.#details = details;
    this.#reader = reader;
    this.#files = files;
    this.#kind = this.#required('业务类型');
    for (const fault of misplaced(fields, details)) reader.fault(fault);
    this.#at = reader.time(fields, '发生时间');
    const hasPersonal = this.#kind === '申报' || (this.#kind === '补正' && fields.申请人 !== undefined);
    this.#personal = hasPersonal ? this.#readPersonal() : undefined;
    this.#materials = this.#readMaterials();
  }

  /** @param today of an act without a day; it is refused, and told of its gaps all the same. */
  said(today: string): SaidOfCase {
    return {
      date: this.#at === '' ? today : localDay(this.#at),
      item: this.#fields.事项编码,
      division: this.#fields.办理区划,
      personal: this.#personal,
      materials: this.#materials,
    };
  }

  async draft(words: NationalWording): Promise<Draft> {
    return this.#kind === '申报' ? this.#submission(words) : this.#act(words);
  }

  async #act(words: NationalWording): Promise<Draft> {
    const caseNo = this.#required('统一编号');
    const when = this.#at;
    const text = (column: ActColumn) => this.#fields[column];
    const reason = () => ({ reasonCode: this.#required('原因代码'), reason: this.#required('原因') });
    switch (this.#kind) {
      case '收件':
        return { type: 'IntakeRecorded', body: { caseNo, ...this.#intake(), recordedAt: when } };
      case '补正告知':
        return { type: 'CorrectionNotice', body: { caseNo, ...this.#notice() } };
      case '补正': {
        const person = this.#personal;
        if (person === undefined && this.#hasPersonal()) this.#reader.fault('更正个人信息或表单时应填申请人');
        const noticeNo = this.#required('文书号');
        const materials = await words.materials(this.#materials);
        const personal = person && { open: await words.personal(person) };
        return {
          type: 'CorrectionSubmitted',
          body: { caseNo, noticeNo, materials, ...defined({ personal }) },
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
            outcome: await words.code('decisions', this.#required('决定结果')),
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
            mode: await words.code('deliveries', this.#required('送达方式')),
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
      case '其他':
        return this.#other(caseNo, words);
      default:
        return { type: 'CaseResumed', body: { caseNo } }; // never given out: it is noted as misplaced
    }
  }

  async #other(caseNo: string, words: NationalWording): Promise<Draft> {
    const given = fromOther(
      this.#details,
      caseNo,
      (detail) => this.#blob(detail),
      (reason) => this.#reader.fault(reason),
    );
    try {
      return readOtherAct(await words.general(given));
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      const faults = error.violations.map(({ pointer, message }) => `${pointer}: ${message}`);
      for (const fault of faults.length > 0 ? faults : [error.message]) this.#reader.fault(fault);
      return { type: 'CaseResumed', body: { caseNo } }; // never given out: there are faults
    }
  }

  #hasPersonal(): boolean {
    const columns: readonly ActColumn[] = [
      ...(['申请人类型', '证件类型', '证件号码', '联系电话'] as const),
      ...(['代理人', '代理人证件类型', '代理人证件号码', '代理人电话'] as const),
    ];
    return this.#named('表单').length > 0 || columns.some((column) => this.#fields[column] !== undefined);
  }

  async #submission(words: NationalWording): Promise<Draft> {
    const personal = this.#personal ?? this.#readPersonal(); // it has been read: an application says who applies
    return {
      type: 'SubmitCase',
      body: {
        caseRef: this.#required('办件编号'),
        itemCode: await words.code('items', this.#required('事项编码')),
        divisionCode: this.#required('办理区划'),
        mode: await words.code('modes', this.#required('办理方式')),
        appliedAt: this.#at,
        personal: { open: await words.personal(personal) },
        materials: await words.materials(this.#materials),
        ...defined({
          catalogueVersion: this.#fields.目录版本,
          intakeDivision: this.#fields.收件区划,
          leadCaseNo: this.#fields.主办统一编号,
        }),
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

  #readPersonal(): PersonalWords {
    return {
      applicantKind: this.#required('申请人类型'),
      applicant: {
        name: this.#required('申请人'),
        idType: this.#required('证件类型'),
        idNumber: this.#required('证件号码'),
        phone: this.#fields.联系电话,
      },
      agent: this.#agent(),
      form: this.#named('表单').flatMap((detail) => {
        const { 内容: value } = detail;
        return value === undefined ? [] : [{ name: this.#reader.required(detail, '名称'), value }];
      }),
    };
  }

  #agent(): PersonalWords['agent'] {
    const columns: readonly ActColumn[] = ['代理人', '代理人证件类型', '代理人证件号码', '代理人电话'];
    if (columns.every((column) => this.#fields[column] === undefined)) return undefined;
    return {
      name: this.#required('代理人'),
      idType: this.#required('代理人证件类型'),
      idNumber: this.#required('代理人证件号码'),
      phone: this.#fields.代理人电话,
    };
  }

  #readMaterials(): FiledMaterial[] {
    return this.#named('材料').map((detail) => ({
      name: this.#reader.required(detail, '名称'),
      source: this.#reader.required(detail, '来源'),
      ...defined({
        code: detail.编码,
        blob: this.#blob(detail),
        certificate: this.#certificate(detail.内容),
      }),
    }));
  }

  /** 免提交 is all that 内容 may say of a material. */
  #certificate(said: string | undefined): CertificateReference | undefined {
    const certificate = readCertificateNote(said ?? '');
    if (said !== undefined && certificate === undefined) this.#reader.fault('类别为“材料”的明细不应填 内容');
    return certificate;
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
}
