import { openSealOffice } from '#connectors/sandbox/seals';
import {
  CertificateDesk,
  type CertificateEvent,
  type CertificateKind,
  type CertificateState,
  type DeskCertificate,
  type UseEvent,
  type WindowAnswer,
  type WindowUse,
} from './certificate-desk.js';
import { hasFile, isFormat, matching } from './certificate-file.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';
import type { Row } from './shanxi-format.js';

/** Shanxi's format of electronic certificates: rows of the national directory with what the exchange adds. */

const ISSUER = '11140000MBY900043N';
const DIVISION = '140000';

const TYPE: Record<CertificateKind, { readonly code: string; readonly name: string }> = {
  identity: { code: 'SXZZ-0608-01', name: '居民身份证' },
  licence: { code: 'SXZZ-0615-01', name: '营业执照' },
  driving: { code: 'SXZZ-0608-11', name: '机动车驾驶证' },
  qualification: { code: 'SXZZ-0612-04', name: '专业技术人员职业资格证书' },
  marriage: { code: 'SXZZ-0611-01', name: '结婚证' },
  residence: { code: 'SXZZ-0608-05', name: '居住证' },
  property: { code: 'SXZZ-0613-01', name: '不动产权证书' },
};

const STATE: Record<CertificateState, string> = {
  valid: '10',
  suspended: '20',
  expired: '30',
  cancelled: '41',
  revoked: '42',
  rescinded: '43',
  voided: '44',
  superseded: '50',
};

const EVENT = { issued: '10', changed: '20', state: '30' } as const;
const HOLDER = { person: '自然人', company: '法人' } as const;

/** What this platform calls the contents of certificates: the initials of their names. */
const NAME: Record<string, string> = {
  姓名: 'xm',
  名称: 'mc',
  住所: 'zs',
  证书名称: 'zsmc',
  证书编号: 'zsbh',
  准驾车型: 'zjcx',
  公民身份号码: 'sfzh',
  统一社会信用代码: 'xydm',
  证号: 'zh',
  专业: 'zy',
  登记日期: 'djrq',
  居住地址: 'jzdz',
  权利人: 'qlr',
  坐落: 'zl',
};

export function shanxiRegister(options: PlatformOptions): CertificateDesk {
  const { now, serialFile } = options;
  return new CertificateDesk({
    issuer: ISSUER,
    seals: openSealOffice(options, '山西省'),
    now,
    nextSerial: serialNumbers(`${serialFile}.certificates`),
  });
}

/** A row of up_lic_data, but for its place among those of its certificate. */
export function directoryRow(event: CertificateEvent): Row {
  const { certificate } = event;
  const { code, name } = TYPE[certificate.kind];
  const joined = (values: readonly string[]) => values.join('^');
  const from = compactDay(certificate.from);
  const state =
    event.kind === 'state'
      ? {
          kstb_lic_state: STATE[event.state],
          kstb_lic_state_time: localTime(event.at),
          kstb_lic_reason: event.reason,
        }
      : {};
  return {
    row_guid: event.id,
    certificate_source_id: certificate.id,
    certificate_type: name,
    certificate_type_code: code,
    certificate_name: name,
    certificate_holder: joined(certificate.holders.map((each) => each.name)),
    holder_code: joined(certificate.holders.map((each) => each.code)),
    holder_type: joined(certificate.holders.map(({ kind }) => HOLDER[kind])),
    issue_dept_code: ISSUER,
    issue_date: from,
    certificate_area_code: DIVISION,
    cd_operation: event.kind === 'issued' ? 'I' : 'U',
    cd_time: localTime(event.at),
    data_source: '140',
    kstb_event: EVENT[event.kind],
    kstb_event_time: localTime(event.at),
    kstb_lic_no: numberOf(certificate.id),
    kstb_valid_from: from,
    ...placed(certificate),
    kstb_related_id: certificate.before,
    ...state,
  };
}

/** Of all versions alike. */
function numberOf(certificateId: string): string {
  return certificateId.split('.').slice(5, 8).join('.');
}

function compactDay(day: string): string {
  return day.replaceAll('-', '');
}

const USE_KIND = { data: '1', status: '2', file: '3', verify: '4' } as const;

/** A row of kstb_lic_use. */
export function useRow({ id, at, use }: UseEvent): Row {
  const asking = {
    use_id: id,
    use_kind: USE_KIND[use.operation],
    asked_at: localTime(at),
    task_handle_item: use.item,
    project_no: use.caseRef,
    use_reason: use.reason,
    org_code: ISSUER,
    handle_user_name: use.clerk,
    contents: JSON.stringify(use.contents.map((name) => NAME[name] ?? name)),
  };
  if (use.code !== undefined) return { ...asking, use_basis: '3', show_code: use.code };
  const basis =
    use.duty === undefined
      ? { use_basis: '1', consent_until: localTime(at + use.minutes * 60_000) }
      : { use_basis: '2', duty_no: use.duty };
  return {
    ...asking,
    certificate_source_id: use.certificateId,
    certificate_type_code: TYPE[use.kind].code,
    holder_code: use.holder.code,
    holder_type: HOLDER[use.holder.kind],
    ...basis,
    ...wantedOf(use),
  };
}

function wantedOf({ operation, format, seen, seenFile }: WindowUse): Row {
  if (operation === 'file') return { file_format: format };
  if (operation !== 'verify') return {};
  const shown = seen.map(({ name, value }) => [NAME[name] ?? name, value]);
  return { seen: JSON.stringify(Object.fromEntries(shown)), seen_file: seenFile };
}

/** What a row of kstb_lic_use_answer tells the clerk. @param row with its file in base64. */
export function windowAnswerOf(row: Row): WindowAnswer {
  if (row.answer_code !== '00') {
    return { given: false, code: String(row.outcome_code), reason: String(row.outcome_text) };
  }
  const contents = JSON.parse(String(row.contents)) as Record<string, string>; // the connector's
  return {
    given: true,
    certificateId: String(row.certificate_source_id),
    state: keyOf(STATE, row.kstb_lic_state) ?? 'voided',
    platform: String(row.platform),
    contents: Object.entries(contents).map(([name, value]) => ({ name: keyOf(NAME, name) ?? name, value })),
    ...(row.credential != null && { credential: String(row.credential) }),
    ...(row.file != null && { file: String(row.file), seals: String(row.original_seals) }),
    ...comparedIn(row),
  };
}

function comparedIn({ matches, file_matches: isSame }: Row): Partial<Extract<WindowAnswer, { given: true }>> {
  const compared = Object.entries(JSON.parse(String(matches ?? '{}')) as Record<string, boolean>); // the connector's
  const names = (is: boolean) =>
    compared.filter(([, so]) => so === is).map(([name]) => keyOf(NAME, name) ?? name);
  return {
    ...(matches != null && { matching: names(true), differing: names(false) }),
    ...(isSame != null && { fileMatches: isSame === '1' }),
  };
}

/** What this platform says to a row of kstb_lic_query. */
export function answerRow(register: CertificateDesk, query: Row): Row {
  const head = { query_id: query.query_id };
  if (!query.use_reason) return { ...head, answer_code: '20', answer_text: '未写明用证事由' };
  const found = register.find(String(query.certificate_source_id));
  if (found === undefined) return { ...head, answer_code: '10', answer_text: '查无此证' };
  const asked = JSON.parse(String(query.contents)) as string[]; // the connector's
  const contents = found.contents.map(({ name, value }) => [NAME[name] ?? name, value] as const);
  const isValid = found.state === 'valid';
  const given = isValid ? contents.filter(([name]) => asked.includes(name)) : [];
  const { file_format: format } = query;
  const file = isFormat(format) ? found.files[format] : undefined;
  if (isFormat(format) && file === undefined) {
    return { ...head, answer_code: '30', answer_text: '没有该格式的证照文件' };
  }
  return {
    ...head,
    answer_code: '00',
    certificate_source_id: found.id,
    kstb_lic_state: STATE[found.state],
    kstb_lic_state_time: localTime(found.since),
    contents: JSON.stringify(Object.fromEntries(given)),
    issue_dept_code: ISSUER,
    certificate_area_code: DIVISION,
    ...placed(found),
    ...(isValid && { file_content: file, ...compare(found, query) }),
  };
}

function compare(found: DeskCertificate, { seen, seen_sm3: digest }: Row): Row {
  if (seen == null) return {};
  const shown = Object.entries(JSON.parse(String(seen)) as Record<string, string>); // the connector's
  const so = matching(
    found,
    shown.map(([name, value]) => ({ name: keyOf(NAME, name) ?? name, value })),
  );
  const same = shown.map(([name]) => [name, so.has(keyOf(NAME, name) ?? name)]);
  return {
    matches: JSON.stringify(Object.fromEntries(same)),
    ...(digest != null && { file_matches: hasFile(found, String(digest)) ? '1' : '0' }),
  };
}

/** Rows of kstb_lic_ended. */
export function endedRows(register: CertificateDesk): Row[] {
  return register.ended().map(({ place, state }) => ({
    list_no: place.list,
    list_index: place.index,
    kstb_lic_state: STATE[state],
  }));
}

function placed({ to, place }: DeskCertificate): Row {
  return {
    kstb_valid_to: compactDay(to ?? '9999-12-31'),
    kstb_status_list: place.list,
    kstb_status_index: place.index,
  };
}
