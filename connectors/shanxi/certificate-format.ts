import { z } from 'zod';
import {
  type CertificateEvent,
  type CertificateQuestion,
  type CertificateReply,
  type CredentialFacts,
  defined,
  fromCompactTime,
  fromLocalTime,
  localDay,
  type MappingReading,
  type MappingTables,
  type ProvinceStatusList,
  type ScanRequest,
  type StatusPlace,
  toLocalTime,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { CertificateStateSchema } from '#proto/schema';
import type { Cells } from './batch.js';
import { ANSWERED, askedOf, matchesOf, toldOf, USE_KINDS, wantedOf } from './certificate-file-format.js';
import { Reading, type RowReading } from './reading.js';

/** Electronic certificates as Shanxi writes them: rows of the directory, questions and answers, in words of its own. */

const FOREVER = '99991231';
/** Between several holders, in each of the columns that tell of them. */
const HOLDERS = '^';
/** Of use_basis. */
const SHOWN = '3';

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
    ...defined({ validTo, status: placeIn(row) }),
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

function placeIn(row: DirectoryRow): StatusPlace | undefined {
  const list = row.text('kstb_status_list');
  return list === undefined ? undefined : { list, index: Number(row.required('kstb_status_index')) };
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

/**
 * 用证申请. @param seenFile what lies on the counter.
 * @throws BatchFormError with everything that is wrong; MappingGapError when nothing else is.
 */
export function toWindowRequest(
  cells: Cells,
  seenFile: Uint8Array | undefined,
  maps: MappingTables,
): UseRequest | ScanRequest {
  const reading = new Reading();
  const row = reading.row('kstb_lic_use', cells);
  const when = row.moment('asked_at');
  const item = row.required('task_handle_item');
  const names = namesIn(row);
  const plain = {
    ref: row.required('use_id'),
    organisation: row.required('org_code'),
    clerk: row.required('handle_user_name'),
  };
  const purpose = { caseRef: row.required('project_no'), reason: row.required('use_reason') };
  const wish = row.text('use_basis') === SHOWN ? shownIn(row) : namedIn(row);
  reading.finish();
  const on = maps.on(localDay(when));
  return {
    ...plain,
    occurredAt: Date.parse(when),
    purpose: { basicCode: on.table('items').toNational(item), ...purpose },
    fields: names.map((each) => on.table('certificateFields').toNational(each)),
    ...('code' in wish ? wish : { ...wish(on), ...defined({ seenFile }) }),
  };
}

/** 亮证: what a holder shows at the window; which certificate it is, the code says. */
function shownIn(row: UseRow): Pick<ScanRequest, 'code'> {
  if (row.required('use_kind') !== '1') row.complain('use_kind', 'is 1 for what is shown');
  return { code: row.required('show_code') };
}

type Named = Pick<UseRequest, 'operation' | 'certificateId' | 'basis' | 'holder' | 'typeCode'>;

function namedIn(row: UseRow): (on: MappingReading) => Named & ReturnType<ReturnType<typeof wantedOf>> {
  const plain = {
    operation: operationOf(row),
    certificateId: row.text('certificate_source_id'),
    basis: windowBasisOf(row),
  };
  const holder = { code: row.required('holder_code'), type: row.required('holder_type') };
  const type = row.required('certificate_type_code');
  const wanted = wantedOf(row);
  return (on) => ({
    ...plain,
    holder: holderOn(holder, on),
    typeCode: on.table('certificateTypes').toNational(type),
    ...wanted(on),
  });
}

function operationOf(row: UseRow): UseRequest['operation'] {
  const kind = row.required('use_kind');
  const known = Object.entries(USE_KINDS).find(([each]) => each === kind);
  if (known === undefined) row.complain('use_kind', `is none of ${Object.keys(USE_KINDS).join(', ')}`);
  return known?.[1] ?? 'DATA';
}

function windowBasisOf(row: UseRow): UseRequest['basis'] {
  const basis = row.required('use_basis');
  if (basis === '2') return { kind: 'DUTY', duty: row.required('duty_no') };
  if (basis !== '1') row.complain('use_basis', 'is none of 1, 2, 3');
  return { kind: 'CONSENT', expiresAt: row.moment('consent_until') };
}

function namesIn(row: UseRow): readonly string[] {
  const names = Names.safeParse(JSON.parse(row.text('contents') ?? '[]')); // PostgreSQL has checked that it is JSON
  if (!names.success) row.complain('contents', 'is not a list of names');
  return names.data ?? [];
}

/** A row that the connector writes; some columns hold JSON. */
export type WrittenRow = Readonly<
  Record<string, string | undefined | readonly string[] | Readonly<Record<string, string | boolean>>>
>;

/** 用证结果: what the window is told. @throws MappingGapError. */
export function toUseAnswer(use_id: string, result: UseResult, maps: MappingTables): WrittenRow {
  if (result.kind === 'refused') {
    return { use_id, answer_code: '99', outcome_code: result.code, outcome_text: result.detail };
  }
  const { certificate, useId, fields, credential, conditions } = result;
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
    ...defined({ credential }),
    ...toldOf(result, maps),
  };
}

/** 证照查询: another platform's question. The item is named nationally: it need not exist here. @throws MappingGapError. */
export function toQuery(query_id: string, question: CertificateQuestion, maps: MappingTables): WrittenRow {
  const { requester, certificateId, use } = question;
  const { purpose, organisation, clerk } = use;
  return {
    query_id,
    certificate_source_id: certificateId,
    sender: requester,
    org_code: organisation,
    handle_user_name: clerk,
    catalog_code: purpose?.basicCode,
    case_ref: purpose?.caseRef,
    use_reason: purpose?.reason,
    ...basisOf(question),
    ...askedOf(question, maps),
  };
}

/** 1 授权, 2 职权, 3 亮证. */
function basisOf({ use: { consentId, duty }, presentation }: CertificateQuestion) {
  if (presentation !== undefined) return { use_basis: SHOWN, use_basis_no: presentation.id };
  return consentId === undefined
    ? { use_basis: '2', use_basis_no: duty }
    : { use_basis: '1', use_basis_no: consentId };
}

const text = z.string().nullish();

const QueryAnswer = z.discriminatedUnion('answer_code', [
  z.object({
    answer_code: z.literal('00'),
    certificate_source_id: z.string(),
    kstb_lic_state: z.string(),
    kstb_lic_state_time: z.string(),
    contents: z.string(),
    ...ANSWERED,
    // Of a platform that has credentials made.
    ...{ issue_dept_code: text, certificate_area_code: text, kstb_valid_to: text },
    ...{ kstb_status_list: text, kstb_status_index: text },
  }),
  z.object({ answer_code: z.enum(['10', '20', '30']), answer_text: z.string().min(1) }),
]);

const Contents = z.record(z.string(), z.string().nullable());

type AnswerRow = Extract<z.output<typeof QueryAnswer>, { answer_code: '00' }>;

/**
 * 查询答复. @param original the file that came with it.
 * @throws ZodError when it is no answer to this question; MappingGapError, LocalTimeError.
 */
export function fromQueryAnswer(
  row: unknown,
  original: Uint8Array | undefined,
  certificateId: string,
  maps: MappingTables,
): CertificateReply {
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
    ...matchesOf(read, maps),
    ...defined({ original, credential: factsOf(read) }),
  };
}

/** What a credential says besides; a platform that has none made leaves issue_dept_code empty. */
function factsOf(row: AnswerRow): CredentialFacts | undefined {
  const { issue_dept_code: issuer, certificate_area_code: place } = row;
  const { kstb_valid_to: last, kstb_status_list: list, kstb_status_index: index } = row;
  if (!issuer || !place) return undefined;
  return {
    issuer,
    place,
    validTo: !last || last === FOREVER ? undefined : localDay(fromCompactTime(`${last}000000`)),
    status: list ? { list, index: Number(index) } : undefined,
  };
}

const EndedRow = z.object({
  list_no: z.string(),
  // Of a list in which everything is valid.
  ...{ list_index: z.string().nullable(), kstb_lic_state: z.string().nullable() },
});

/** 状态列表: one row for each place that is not valid. @throws ZodError, MappingGapError. */
export function fromStatusRows(rows: readonly unknown[], maps: MappingTables): ProvinceStatusList[] {
  const states = maps.table('certificateStates');
  const lists = new Map<string, ProvinceStatusList['ended'][number][]>();
  for (const row of rows) {
    const { list_no: list, list_index: index, kstb_lic_state: state } = EndedRow.parse(row);
    const ended = lists.get(list) ?? [];
    lists.set(list, ended);
    if (index === null || state === null) continue;
    ended.push({ index: Number(index), state: CertificateStateSchema.parse(states.toNational(state)) });
  }
  return [...lists].map(([list, ended]) => ({ list, ended }));
}
