import { z } from 'zod';
import {
  type CertificateEvent,
  type CertificateQuestion,
  type CertificateReply,
  defined,
  fromLocalTime,
  localDay,
  type MappingReading,
  type MappingTables,
  toLocalTime,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import type { Cells } from './batch.js';
import { Reading, type RowReading } from './reading.js';

/** Electronic certificates as Shanxi writes them: rows of the directory, questions and answers, in words of its own. */

const FOREVER = '99991231';
/** Between several holders, in each of the columns that tell of them. */
const HOLDERS = '^';

type DirectoryRow = RowReading<'up_lic_data'>;
type UseRow = RowReading<'kstb_lic_use'>;

interface Holder {
  readonly code: string;
  readonly type: string;
}

/**
 * A row of the directory in national words, by the mapping of its day.
 * @throws BatchFormError with everything that is wrong; MappingGapError when nothing else is.
 */
export function toCertificateEvent(cells: Cells, maps: MappingTables): CertificateEvent {
  const reading = new Reading();
  const row = reading.row('up_lic_data', cells);
  const operation = row.text('cd_operation');
  if (operation !== 'I' && operation !== 'U') {
    row.complain('cd_operation', 'must be I or U: what was exchanged cannot be deleted');
  }
  row.required('kstb_lic_no');
  row.required('kstb_lic_seq');
  const when = row.moment('kstb_event_time');
  const draft = draftOf(row);
  reading.finish(); // what is missing is told before any gap
  const on = maps.on(localDay(when));
  return { ref: row.required('row_guid'), occurredAt: Date.parse(when), draft: draft(reading, on) };
}

type DraftOn = (reading: Reading, on: MappingReading) => CertificateEvent['draft'];

/** 10 颁发, 20 变更, 30 状态. */
function draftOf(row: DirectoryRow): DraftOn {
  const kind = row.required('kstb_event');
  if (kind === '30') return stateOf(row);
  const isNew = kind === '10';
  if (!isNew && kind !== '20') row.complain('kstb_event', 'is none that is known');
  const body = issued(row);
  const supersedes = isNew ? '' : row.required('kstb_related_id');
  return (reading, on) =>
    isNew
      ? { type: 'CertificateIssued', body: body(reading, on) }
      : { type: 'CertificateChanged', body: { ...body(reading, on), supersedes } };
}

function stateOf(row: DirectoryRow): DraftOn {
  const certificateId = row.required('certificate_source_id');
  const state = row.required('kstb_lic_state');
  const since = row.moment('kstb_lic_state_time');
  const reason = row.text('kstb_lic_reason');
  return (_, on) => ({
    type: 'CertificateStateChanged',
    body: {
      certificateId,
      state: on.table('certificateStates').toNational(state) as 'VALID', // validated with the whole body before it is signed
      since,
      ...defined({ reason }),
    },
  });
}

function issued(row: DirectoryRow) {
  const certificateId = row.required('certificate_source_id');
  const type = row.required('certificate_type_code');
  const holders = holdersOf(row);
  const validFrom = row.day('kstb_valid_from') ?? '';
  if (validFrom === '') row.complain('kstb_valid_from', 'is empty');
  const isForEver = row.required('kstb_valid_to') === FOREVER;
  const validTo = isForEver ? undefined : row.day('kstb_valid_to');
  const plain = {
    certificateId,
    issuer: row.required('issue_dept_code'),
    divisionCode: row.required('certificate_area_code'),
    validFrom,
    ...defined({ validTo }),
  };
  return (reading: Reading, on: MappingReading) => {
    const typeCode = on.table('certificateTypes').toNational(type);
    if (!certificateId.includes(`.${typeCode}.`)) {
      row.complain('certificate_type_code', 'is not the type of the identifier');
    }
    reading.finish();
    return { ...plain, holders: holders.map((each) => holderOn(each, on)) };
  };
}

function holdersOf(row: DirectoryRow): Holder[] {
  const codes = row.required('holder_code').split(HOLDERS);
  const types = row.required('holder_type').split(HOLDERS);
  if (codes.length !== types.length)
    row.complain('holder_type', `tells of ${types.length} holders, not ${codes.length}`);
  return codes.map((code, i) => ({ code, type: types[i] ?? '' }));
}

function holderOn({ code, type }: Holder, on: MappingReading) {
  return { codeType: on.table('certificateHolders').toNational(type), code };
}

/** Names of contents. */
const Names = z.array(z.string().min(1));

/** 用证申请. @throws BatchFormError with everything that is wrong; MappingGapError when nothing else is. */
export function toUseRequest(cells: Cells, maps: MappingTables): UseRequest {
  const reading = new Reading();
  const row = reading.row('kstb_lic_use', cells);
  const when = row.moment('asked_at');
  const holder = { code: row.required('holder_code'), type: row.required('holder_type') };
  const type = row.required('certificate_type_code');
  const item = row.required('task_handle_item');
  const names = namesIn(row);
  const plain = {
    ref: row.required('use_id'),
    operation: operationOf(row),
    certificateId: row.text('certificate_source_id'),
    basis: basisOf(row),
    organisation: row.required('org_code'),
    clerk: row.required('handle_user_name'),
  };
  const purpose = { caseRef: row.required('project_no'), reason: row.required('use_reason') };
  reading.finish();
  const on = maps.on(localDay(when));
  return {
    ...plain,
    occurredAt: Date.parse(when),
    holder: holderOn(holder, on),
    typeCode: on.table('certificateTypes').toNational(type),
    purpose: { basicCode: on.table('items').toNational(item), ...purpose },
    fields: names.map((each) => on.table('certificateFields').toNational(each)),
  };
}

function operationOf(row: UseRow): UseRequest['operation'] {
  const kind = row.required('use_kind');
  if (kind !== '1' && kind !== '2') row.complain('use_kind', 'is neither 1 nor 2');
  return kind === '2' ? 'STATUS' : 'DATA';
}

function basisOf(row: UseRow): UseRequest['basis'] {
  const basis = row.required('use_basis');
  if (basis === '2') return { kind: 'DUTY', duty: row.required('duty_no') };
  if (basis !== '1') row.complain('use_basis', 'is neither 1 nor 2');
  return { kind: 'CONSENT', expiresAt: row.moment('consent_until') };
}

function namesIn(row: UseRow): readonly string[] {
  const names = Names.safeParse(JSON.parse(row.text('contents') ?? '[]')); // PostgreSQL has checked that it is JSON
  if (!names.success) row.complain('contents', 'is not a list of names');
  return names.data ?? [];
}

/** A row that the connector writes; some columns hold JSON. */
export type WrittenRow = Readonly<
  Record<string, string | undefined | readonly string[] | Readonly<Record<string, string>>>
>;

/** 用证结果: what the window is told. @throws MappingGapError. */
export function toUseAnswer(use_id: string, result: UseResult, maps: MappingTables): WrittenRow {
  if (result.kind === 'refused') {
    return { use_id, answer_code: '99', outcome_code: result.code, outcome_text: result.detail };
  }
  const { certificate, useId, fields, conditions } = result;
  const names = maps.table('certificateFields');
  const contents = Object.fromEntries(fields.map(({ name, value }) => [names.toLocal(name), value]));
  return {
    use_id,
    answer_code: '00',
    hub_use_id: useId,
    certificate_source_id: certificate.certificateId,
    kstb_lic_state: maps.table('certificateStates').toLocal(certificate.state),
    kstb_lic_state_time: toLocalTime(certificate.stateSince),
    platform: certificate.platform,
    contents,
    conditions,
  };
}

/** 证照查询: another platform's question. The item is named nationally: it need not exist here. @throws MappingGapError. */
export function toQuery(
  query_id: string,
  { requester, certificateId, use, fields, presentation }: CertificateQuestion,
  maps: MappingTables,
): WrittenRow {
  const { purpose, organisation, clerk } = use;
  const names = maps.table('certificateFields');
  return {
    query_id,
    certificate_source_id: certificateId,
    sender: requester,
    org_code: organisation,
    handle_user_name: clerk,
    catalog_code: purpose?.basicCode,
    case_ref: purpose?.caseRef,
    use_reason: purpose?.reason,
    ...basisOfQuery(use, presentation),
    contents: fields.map((each) => names.toLocal(each)),
  };
}

/** 1 授权, 2 职权, 3 亮证. */
function basisOfQuery(
  { consentId, duty }: CertificateQuestion['use'],
  presentation: CertificateQuestion['presentation'],
) {
  if (presentation !== undefined) return { use_basis: '3', use_basis_no: presentation.id };
  return consentId === undefined
    ? { use_basis: '2', use_basis_no: duty }
    : { use_basis: '1', use_basis_no: consentId };
}

const QueryAnswer = z.discriminatedUnion('answer_code', [
  z.object({
    answer_code: z.literal('00'),
    certificate_source_id: z.string(),
    kstb_lic_state: z.string(),
    kstb_lic_state_time: z.string(),
    contents: z.string(),
  }),
  z.object({ answer_code: z.enum(['10', '20']), answer_text: z.string().min(1) }),
]);

const Contents = z.record(z.string(), z.string().nullable());

/** 查询答复. @throws ZodError when it is no answer to this question; MappingGapError, LocalTimeError. */
export function fromQueryAnswer(row: unknown, certificateId: string, maps: MappingTables): CertificateReply {
  const read = QueryAnswer.parse(row);
  if (read.answer_code !== '00') return { kind: 'refused', reason: read.answer_text };
  z.literal(certificateId).parse(read.certificate_source_id);
  const names = maps.table('certificateFields');
  const contents = Contents.parse(JSON.parse(read.contents));
  return {
    kind: 'standing',
    state: maps.table('certificateStates').toNational(read.kstb_lic_state) as 'VALID', // validated with the answer before it is signed
    since: fromLocalTime(read.kstb_lic_state_time),
    fields: Object.entries(contents).flatMap(([name, value]) =>
      value === null || value === '' ? [] : { name: names.toNational(name), value },
    ),
  };
}
