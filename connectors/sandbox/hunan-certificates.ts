import { openSealOffice } from '#connectors/sandbox/seals';
import {
  CertificateDesk,
  type CertificateEvent,
  type CertificateKind,
  type CertificateState,
  type DeskCertificate,
  type DeskHolder,
  type UseEvent,
  type WindowAnswer,
  type WindowUse,
} from './certificate-desk.js';
import { hasFile, matching } from './certificate-file.js';
import type { Json } from './hunan-format.js';
import { keyOf } from './key-of.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';

/** Hunan's format of electronic certificates: numbers without their root, an archive number for all versions, contents by name. */

const ISSUER = '11430000MBY900035U';
const DIVISION = '430000';
/** What every identifier of GB/T 36904 begins with, and what no number of Hunan's has. */
const ROOT = '1.2.156.3005.2.';
const CST_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

const CERT_TYPES: Record<CertificateKind, string> = {
  identity: 'HNZZ-GA-0001',
  licence: 'HNZZ-SJ-0001',
  driving: 'HNZZ-GA-0021',
  qualification: 'HNZZ-RS-0034',
  marriage: 'HNZZ-MZ-0002',
  residence: 'HNZZ-GA-0007',
  property: 'HNZZ-ZR-0001',
};

const STATES: Record<CertificateState, string> = {
  valid: 'NORMAL',
  suspended: 'DETAINED',
  expired: 'LAPSED',
  cancelled: 'CLOSED',
  revoked: 'STRIPPED',
  rescinded: 'ANNULLED',
  voided: 'SPOILED',
  superseded: 'REPLACED',
};

const ID_TYPES = { person: 'SFZ', company: 'TYXYDM' } as const;

/** What this platform calls the contents of certificates; others go by their names. */
const FACES: Record<string, string> = {
  姓名: 'ownerName',
  公民身份号码: 'idNumber',
  名称: 'entName',
  统一社会信用代码: 'creditCode',
  住所: 'entAddress',
  准驾车型: 'vehicleClass',
  证书名称: 'certTitle',
  证书编号: 'certSerial',
  专业: 'speciality',
  证号: 'cardNo',
  登记日期: 'registerDay',
  居住地址: 'liveAddress',
  权利人: 'rightOwner',
  坐落: 'location',
};

export function hunanRegister(options: PlatformOptions): CertificateDesk {
  const { now, serialFile } = options;
  return new CertificateDesk({
    issuer: ISSUER,
    seals: openSealOffice(options, '湖南省'),
    now,
    nextSerial: serialNumbers(`${serialFile}.certificates`),
  });
}

/** An event as it stands in the library's feed. @param receipt what the exchange has said of it so far. */
export function toEntry(event: CertificateEvent, receipt: string): Json {
  const { certificate } = event;
  const about = { archiveNo: archiveNoOf(certificate.id), certNo: certNoOf(certificate.id) };
  const entry = { eventId: event.id, occurTime: event.at, receipt, ...about };
  if (event.kind === 'state') {
    const payload = { certStatus: STATES[event.state], statusTime: event.at, reason: event.reason };
    return { ...entry, eventType: 'CERT_STATUS', payload };
  }
  const made = {
    certType: CERT_TYPES[certificate.kind],
    makeOrg: ISSUER,
    divisionCode: DIVISION,
    owners: certificate.holders.map(owner),
    startTime: beginOf(certificate.from),
    ...placed(certificate),
  };
  if (event.kind === 'issued') return { ...entry, eventType: 'CERT_MADE', payload: made };
  const oldCertNo = certNoOf(certificate.before ?? '');
  return { ...entry, eventType: 'CERT_REPLACED', payload: { ...made, oldCertNo } };
}

const OPERATIONS = { data: 'READ', status: 'CHECK', file: 'FETCH', verify: 'COMPARE' } as const;

/**
 * A window's request as it is handed out. The holder was identified there, or shows a code; a clerk cannot ask otherwise.
 * @param seenFile what lies on the counter, as the library has it.
 */
export function toRequest({ id, at, use }: UseEvent, seenFile: Json | undefined): Json {
  const asking = {
    requestNo: id,
    requestTime: at,
    operation: OPERATIONS[use.operation],
    useFor: { itemCode: use.item, caseNo: use.caseRef, cause: use.reason },
    useOrg: ISSUER,
    clerk: use.clerk,
    faceNames: use.contents.map((name) => FACES[name] ?? name),
  };
  if (use.code !== undefined) return { ...asking, basis: { basisType: 'SHOWN', showCode: use.code } };
  return {
    ...asking,
    certNo: use.certificateId === undefined ? null : certNoOf(use.certificateId),
    certType: CERT_TYPES[use.kind],
    owner: owner(use.holder),
    basis:
      use.duty === undefined
        ? { basisType: 'CONSENT', identifyWay: 'RZHY', endTime: at + use.minutes * 60_000 }
        : { basisType: 'DUTY', dutyNo: use.duty },
    ...wantedOf(use, seenFile),
  };
}

function wantedOf({ operation, format, seen }: WindowUse, seenFile: Json | undefined): Json {
  if (operation === 'file') return { fileType: format };
  if (operation !== 'verify') return {};
  return { seen: Object.fromEntries(seen.map(({ name, value }) => [FACES[name] ?? name, value])), seenFile };
}

/** @param file in base64. @returns what the clerk sees. */
export function fromRequestAnswer(body: Json, file: string | undefined): WindowAnswer {
  if (body.result !== 'GIVEN') {
    return { given: false, code: String(body.errCode), reason: String(body.errMsg) };
  }
  return {
    given: true,
    certificateId: `${ROOT}${body.certNo}`,
    state: keyOf(STATES, body.certStatus) ?? 'voided',
    platform: String(body.platform),
    contents: Object.entries((body.face ?? {}) as Record<string, string>).map(([name, value]) => ({
      name: keyOf(FACES, name) ?? name,
      value,
    })),
    ...(body.credential !== undefined && { credential: String(body.credential) }),
    ...(file !== undefined && { file, seals: String(body.originalSeals) }),
    ...comparedOf(body),
  };
}

function comparedOf({ same, fileSame }: Json): Partial<Extract<WindowAnswer, { given: true }>> {
  const compared = Object.entries((same ?? {}) as Record<string, boolean>);
  const names = (is: boolean) =>
    compared.filter(([, so]) => so === is).map(([name]) => keyOf(FACES, name) ?? name);
  return {
    ...(same !== undefined && { matching: names(true), differing: names(false) }),
    ...(typeof fileSame === 'boolean' && { fileMatches: fileSame }),
  };
}

/** What the platform says of a certificate that another province asks for. @param file that it asks for, if it does. */
export function standingOf(found: DeskCertificate, query: Json, file: Json | undefined): Json {
  const asked = (query.faceNames ?? []) as string[]; // written by the connector; a sandbox trusts it
  const isValid = found.state === 'valid';
  const face = found.contents
    .map(({ name, value }) => [FACES[name] ?? name, value] as const)
    .filter(([name]) => isValid && asked.includes(name));
  return {
    certNo: certNoOf(found.id),
    certStatus: STATES[found.state],
    statusTime: found.since,
    face: Object.fromEntries(face),
    makeOrg: ISSUER,
    divisionCode: DIVISION,
    ...placed(found),
    ...(isValid && { file, ...compare(found, query) }),
  };
}

function compare(found: DeskCertificate, { seen, seenSm3 }: Json): Json {
  if (seen === undefined) return {};
  const shown = Object.entries(seen as Record<string, string>);
  const so = matching(
    found,
    shown.map(([name, value]) => ({ name: keyOf(FACES, name) ?? name, value })),
  );
  const same = shown.map(([name]) => [name, so.has(keyOf(FACES, name) ?? name)]);
  return {
    same: Object.fromEntries(same),
    ...(typeof seenSm3 === 'string' && { fileSame: hasFile(found, seenSm3) }),
  };
}

/** The library's status list: what is not valid, by its place. */
export function statusListsOf(register: CertificateDesk): Json {
  const ended = register.ended().map(({ place, state }) => ({
    seatNo: place.index,
    certStatus: STATES[state],
  }));
  return { lists: [{ listNo: register.list, ended }] };
}

function placed({ to, place }: DeskCertificate): Json {
  return {
    endTime: to === undefined ? null : beginOf(to) + DAY_MS,
    statusSeat: { listNo: place.list, seatNo: place.index },
  };
}

export function idOf(certNo: unknown): string {
  return `${ROOT}${String(certNo)}`;
}

function certNoOf(id: string): string {
  return id.replace(ROOT, '');
}

/** The same for all versions of a certificate. */
function archiveNoOf(id: string): string {
  return `DA${id.split('.').slice(5, 8).join('-')}`;
}

function owner({ kind, name, code }: DeskHolder): Json {
  return { ownerName: name, idType: ID_TYPES[kind], idNumber: code };
}

/** The moment at which a day begins in China. */
function beginOf(day: string): number {
  return Date.parse(day) - CST_MS;
}
