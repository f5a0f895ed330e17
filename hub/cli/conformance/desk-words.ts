import { fromFields, toFields, toLocalTime } from '#connectors/kit';
import type { DeskAct } from '#connectors/sandbox';
import type { BlobRef, CaseMessage, MaterialBody, PersonalBody } from '#proto/schema';

/**
 * The words in which a suite and a desk speak of what people do to a case. They stand between the messages of the hub and what
 * somebody clicks; files are named by whatever names them on that side.
 */

export type { DeskAct };
export type FileAct = Extract<DeskAct, { kind: 'file' }>;
export type CaseAct = Exclude<DeskAct, { kind: 'file' }>;
export type OtherAct = Extract<DeskAct, { kind: 'other' }>;

const SOURCES = {
  upload: 'UPLOADED',
  original: 'ORIGINAL_CHECKED',
  certificate: 'E_CERTIFICATE',
  shared: 'SHARED_DATA',
} as const;
const MODES = { remote: 'REMOTE_INTAKE', online: 'FULLY_ONLINE', joint: 'JOINT' } as const;
const DELIVERIES = { window: 'AT_WINDOW', courier: 'BY_COURIER', electronic: 'ELECTRONIC' } as const;
/** Until the office closes. */
const CLOSING_TIME = 'T18:00:00+08:00';
const PERSON_ID = '111';
const COMPANY_ID = '001';

/** Where and when an act of ours is recorded, and what its files are called at the hub. */
export interface Recording {
  /** RFC 3339. */
  readonly at: string;
  readonly divisionCode: string;
  readonly blobOf: (fileId: string) => BlobRef;
}

/** The body of the message that opens a case. */
export function toSubmission(act: FileAct, caseRef: string, itemCode: string, recording: Recording): object {
  const { applicant } = act;
  const isPerson = applicant.kind === 'person';
  return {
    caseRef,
    itemCode,
    divisionCode: act.division,
    mode: MODES[act.mode],
    appliedAt: recording.at,
    personal: {
      open: {
        applicantKind: isPerson ? 'NATURAL_PERSON' : 'ENTERPRISE',
        applicant: {
          name: applicant.name,
          idType: isPerson ? PERSON_ID : COMPANY_ID,
          idNumber: applicant.idNumber,
          ...(applicant.phone === undefined ? {} : { phone: applicant.phone }),
        },
        form: act.form,
      },
    },
    materials: act.materials.map((each) => materialOf(each, recording)),
  };
}

/** The message of any other act. */
export function toMessage(
  act: CaseAct,
  caseNo: string,
  recording: Recording,
): { readonly type: CaseMessage['type']; readonly body: object } {
  const { at } = recording;
  switch (act.kind) {
    case 'intake': {
      const window = { divisionCode: recording.divisionCode, orgName: act.window };
      const body = { caseNo, window, identityChecked: true, originalsChecked: act.originals, recordedAt: at };
      return { type: 'IntakeRecorded', body };
    }
    case 'notice': {
      const { noticeNo, missing, faulty } = act;
      const deadline = `${act.deadline}${CLOSING_TIME}`;
      return { type: 'CorrectionNotice', body: { caseNo, noticeNo, missing, faulty, deadline } };
    }
    case 'correct': {
      const materials = act.materials.map((each) => materialOf(each, recording));
      return { type: 'CorrectionSubmitted', body: { caseNo, noticeNo: act.noticeNo, materials } };
    }
    case 'accept': {
      const { number, documentNo, promised } = act;
      const body = { caseNo, competentCaseRef: number, documentNo, acceptedAt: at, promisedDate: promised };
      return { type: 'CaseAccepted', body };
    }
    case 'reject':
      return { type: 'CaseNotAccepted', body: { caseNo, reasonCode: act.code, reason: act.reason } };
    case 'review':
      return { type: 'ReviewStarted', body: { caseNo, startedAt: at } };
    case 'decide': {
      const { documentNo, grounds } = act;
      const outcome = act.granted ? 'GRANTED' : 'DENIED';
      const body = {
        caseNo,
        outcome,
        documentNo,
        decidedAt: at,
        ...(grounds === undefined ? {} : { grounds }),
      };
      return { type: 'DecisionIssued', body };
    }
    case 'conclude':
      return { type: 'CaseConcluded', body: { caseNo, concludedAt: at } };
    case 'transfer': {
      const documents = act.documents.map(({ name, number, fileId }) => ({
        name,
        ...(number === undefined ? {} : { documentNo: number }),
        ...(fileId === undefined ? {} : { blob: recording.blobOf(fileId) }),
      }));
      const { waybill } = act;
      return {
        type: 'ResultTransferred',
        body: { caseNo, documents, ...(waybill === undefined ? {} : { waybill }) },
      };
    }
    case 'deliver': {
      const { waybill } = act;
      const body = { caseNo, mode: DELIVERIES[act.how], deliveredAt: at };
      return { type: 'ResultDelivered', body: { ...body, ...(waybill === undefined ? {} : { waybill }) } };
    }
    case 'withdraw':
      return { type: 'CaseWithdrawn', body: { caseNo, reason: act.reason } };
    case 'suspend':
      return { type: 'CaseSuspended', body: { caseNo, procedure: act.procedure, reason: act.reason } };
    case 'resume':
      return { type: 'CaseResumed', body: { caseNo } };
    case 'terminate':
      return { type: 'CaseTerminated', body: { caseNo, reasonCode: act.code, reason: act.reason } };
    case 'other': {
      const fields = act.fields.map(({ path, value, fileId }) => {
        return { path, value, blob: fileId === undefined ? undefined : recording.blobOf(fileId) };
      });
      return fromFields({ type: act.type, caseNo, fields });
    }
  }
}

/** What a message says, in the words of a desk; files by their SHA-256. */
export function inDeskWords(message: CaseMessage): DeskAct {
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      return {
        kind: 'file',
        item: body.itemCode,
        division: body.divisionCode ?? '',
        mode: nameOf(MODES, body.mode),
        ...personOf(body.personal.open),
        materials: body.materials.map(fromMaterial),
      };
    }
    case 'IntakeRecorded':
      return {
        kind: 'intake',
        window: message.body.window?.orgName ?? '',
        originals: message.body.originalsChecked,
      };
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      return { kind: 'notice', noticeNo, missing, faulty, deadline: toLocalTime(deadline).slice(0, 10) };
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials } = message.body;
      return { kind: 'correct', noticeNo, materials: materials.map(fromMaterial) };
    }
    case 'CaseAccepted': {
      const { competentCaseRef, documentNo = '', promisedDate = '' } = message.body;
      return { kind: 'accept', number: competentCaseRef, documentNo, promised: promisedDate };
    }
    case 'CaseNotAccepted':
      return { kind: 'reject', code: message.body.reasonCode, reason: message.body.reason };
    case 'ReviewStarted':
      return { kind: 'review' };
    case 'DecisionIssued': {
      const { outcome, documentNo, grounds } = message.body;
      const decided = { kind: 'decide', granted: outcome === 'GRANTED', documentNo } as const;
      return grounds === undefined ? decided : { ...decided, grounds };
    }
    case 'CaseConcluded':
      return { kind: 'conclude' };
    case 'ResultTransferred': {
      const { documents, waybill } = message.body;
      const list = documents.map(({ name, documentNo, blob }) => ({
        name,
        ...(documentNo === undefined ? {} : { number: documentNo }),
        ...(blob === undefined ? {} : { fileId: blob.sha256 }),
      }));
      return { kind: 'transfer', documents: list, ...(waybill === undefined ? {} : { waybill }) };
    }
    case 'ResultDelivered': {
      const { mode, waybill } = message.body;
      return {
        kind: 'deliver',
        how: nameOf(DELIVERIES, mode),
        ...(waybill === undefined ? {} : { waybill }),
      };
    }
    case 'CaseWithdrawn':
      return { kind: 'withdraw', reason: message.body.reason ?? '' };
    case 'CaseSuspended':
      return { kind: 'suspend', procedure: message.body.procedure, reason: message.body.reason };
    case 'CaseResumed':
      return { kind: 'resume' };
    case 'CaseTerminated':
      return { kind: 'terminate', code: message.body.reasonCode, reason: message.body.reason };
    case 'DispatchAcknowledgement':
      throw new TypeError('an acknowledgement is no act at a desk');
    default:
      return {
        kind: 'other',
        type: message.type,
        fields: toFields(message).map(({ path, value, blob }) =>
          blob === undefined ? { path, value } : { path, fileId: blob.sha256 },
        ),
      };
  }
}

/** The files that an act names. */
export function fileIdsOf(act: DeskAct): string[] {
  return namingFiles(act).flatMap(({ fileId }) => fileId ?? []);
}

function namingFiles(act: DeskAct): readonly { readonly fileId?: string }[] {
  if (act.kind === 'other') return act.fields;
  if (act.kind === 'file' || act.kind === 'correct') return act.materials;
  return act.kind === 'transfer' ? act.documents : [];
}

/** The same act with its files named as another side names them. */
export function withFiles<A extends DeskAct>(act: A, rename: (fileId: string) => string): A {
  const renamed = <F extends { readonly fileId?: string }>(each: F): F =>
    each.fileId === undefined ? each : { ...each, fileId: rename(each.fileId) };
  if (act.kind === 'other') return { ...act, fields: act.fields.map(renamed) };
  if (act.kind === 'file' || act.kind === 'correct') return { ...act, materials: act.materials.map(renamed) };
  return act.kind === 'transfer' ? { ...act, documents: act.documents.map(renamed) } : act;
}

/**
 * Where the second act says something else than the first; what only the second says does not count. Paths of members, never
 * their values: those may speak of persons.
 * @param isSameFile compares the contents of two files by their names on either side.
 */
export async function differences(
  expected: DeskAct,
  shown: DeskAct,
  isSameFile: (expected: string, shown: string) => Promise<boolean>,
): Promise<string[]> {
  const found: string[] = [];
  const compare = async (one: unknown, other: unknown, path: string): Promise<void> => {
    if (one === undefined || path === 'item') return; // the item is in each side's own code
    if (path.endsWith('fileId')) {
      const isSame = typeof other === 'string' && (await isSameFile(String(one), other));
      if (!isSame) found.push(path);
    } else if (typeof one !== 'object' || one === null) {
      if (one !== other) found.push(path);
    } else if (typeof other !== 'object' || other === null) {
      found.push(path);
    } else {
      if (Array.isArray(one) && one.length !== (other as unknown[]).length) found.push(`${path}.length`); // both are lists, or it is a difference
      const members = new Map(Object.entries(other));
      for (const [name, value] of Object.entries(one))
        await compare(value, members.get(name), path === '' ? name : `${path}.${name}`);
    }
  };
  await compare(expected, shown, '');
  return found;
}

function materialOf({ name, source, fileId }: FileAct['materials'][number], { blobOf }: Recording): object {
  return { name, source: SOURCES[source], ...(fileId === undefined ? {} : { blob: blobOf(fileId) }) };
}

function fromMaterial({ name, source, blob }: MaterialBody): FileAct['materials'][number] {
  const base = { name, source: nameOf(SOURCES, source) };
  return blob === undefined ? base : { ...base, fileId: blob.sha256 };
}

function personOf({ applicantKind, applicant, form }: PersonalBody): Pick<FileAct, 'applicant' | 'form'> {
  const { name, idNumber, phone } = applicant;
  const kind = applicantKind === 'NATURAL_PERSON' ? 'person' : 'company';
  return { applicant: { kind, name, idNumber, ...(phone === undefined ? {} : { phone }) }, form };
}

function nameOf<Name extends string, Code>(table: Readonly<Record<Name, Code>>, code: Code): Name {
  const found = Object.entries(table).find(([, each]) => each === code)?.[0];
  if (found === undefined) throw new TypeError(`no name for ${String(code)}`);
  return found as Name; // a key of the table
}
