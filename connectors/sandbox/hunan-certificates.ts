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
} from './certificate-desk.js';
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
    endTime: certificate.to === undefined ? null : beginOf(certificate.to) + DAY_MS,
  };
  if (event.kind === 'issued') return { ...entry, eventType: 'CERT_MADE', payload: made };
  const oldCertNo = certNoOf(certificate.before ?? '');
  return { ...entry, eventType: 'CERT_REPLACED', payload: { ...made, oldCertNo } };
}

/** A window's request as it is handed out. The holder was identified there; a clerk cannot ask otherwise. */
export function toRequest({ id, at, use }: UseEvent): Json {
  const basis =
    use.duty === undefined
      ? { basisType: 'CONSENT', identifyWay: 'RZHY', endTime: at + use.minutes * 60_000 }
      : { basisType: 'DUTY', dutyNo: use.duty };
  return {
    requestNo: id,
    requestTime: at,
    operation: use.operation === 'status' ? 'CHECK' : 'READ',
    certNo: use.certificateId === undefined ? null : certNoOf(use.certificateId),
    certType: CERT_TYPES[use.kind],
    owner: owner(use.holder),
    useFor: { itemCode: use.item, caseNo: use.caseRef, cause: use.reason },
    basis,
    useOrg: ISSUER,
    clerk: use.clerk,
    faceNames: use.contents.map((name) => FACES[name] ?? name),
  };
}

/** @returns what the clerk sees. */
export function fromRequestAnswer(body: Json): WindowAnswer {
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
  };
}

/** What the platform says of a certificate that another province asks for. */
export function standingOf(found: DeskCertificate, faceNames: readonly string[]): Json {
  const face = found.contents
    .map(({ name, value }) => [FACES[name] ?? name, value] as const)
    .filter(([name]) => found.state === 'valid' && faceNames.includes(name));
  return {
    certNo: certNoOf(found.id),
    certStatus: STATES[found.state],
    statusTime: found.since,
    face: Object.fromEntries(face),
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
