import { z } from 'zod';
import {
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  defined,
  localDay,
  type MappingReading,
  type MappingTables,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { around, epoch, line, many, maybe, perhaps } from './messages.js';
import { fromEpoch, toEpoch } from './times.js';

/**
 * Electronic certificates as the library of the Hunan platform (电子证照库) writes them. Its numbers are the identifiers of GB/T 36904
 * without their root; holders have the kinds of identity documents that applicants have; periods end with the moment after them;
 * contents are members, by names of its own.
 */

const ROOT = '1.2.156.3005.2.';

const Owner = z.strictObject({ ownerName: line, idType: line, idNumber: line });

const made = {
  certType: line,
  makeOrg: line,
  divisionCode: line,
  owners: z.array(Owner),
  startTime: epoch,
  /** The first moment at which it no longer holds; absent when it holds for ever. */
  endTime: perhaps(epoch),
};

function aboutCertificate<Word extends string, S extends z.ZodRawShape>(eventType: Word, payload: S) {
  return z.object({
    ...around,
    eventType: z.literal(eventType),
    /** One for all versions of a certificate. */
    archiveNo: line,
    certNo: line,
    payload: z.strictObject(payload),
  });
}

/** 制证, 换证, 状态变更. */
export const LibraryEntrySchema = z.discriminatedUnion('eventType', [
  aboutCertificate('CERT_MADE', made),
  aboutCertificate('CERT_REPLACED', { ...made, oldCertNo: line }),
  aboutCertificate('CERT_STATUS', { certStatus: line, statusTime: epoch, reason: maybe }),
]);

export type LibraryEntry = z.output<typeof LibraryEntrySchema>;

/** A number that is none of the library's, or says another type than the library does. */
export class CertificateNumberError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'CertificateNumberError';
  }
}

/** What happened, in national words. @throws MappingGapError, CertificateNumberError. */
export function toCertificateEvent(entry: LibraryEntry, maps: MappingTables): CertificateEvent {
  const on = maps.on(localDay(entry.occurTime));
  const event = { ref: entry.eventId, occurredAt: entry.occurTime };
  const certificateId = `${ROOT}${entry.certNo}`;
  switch (entry.eventType) {
    case 'CERT_MADE': {
      return {
        ...event,
        draft: { type: 'CertificateIssued', body: issued(certificateId, entry.payload, on) },
      };
    }
    case 'CERT_REPLACED': {
      const supersedes = `${ROOT}${entry.payload.oldCertNo}`;
      const body = { ...issued(certificateId, entry.payload, on), supersedes };
      return { ...event, draft: { type: 'CertificateChanged', body } };
    }
    case 'CERT_STATUS': {
      const { certStatus, statusTime, reason } = entry.payload;
      const state = on.table('certificateStates').toNational(certStatus) as 'VALID'; // validated with the whole body before it is signed
      const body = { certificateId, state, since: fromEpoch(statusTime), ...defined({ reason }) };
      return { ...event, draft: { type: 'CertificateStateChanged', body } };
    }
  }
}

function issued(
  certificateId: string,
  { certType, makeOrg, divisionCode, owners, startTime, endTime }: z.output<z.ZodObject<typeof made>>,
  on: MappingReading,
) {
  if (!certificateId.includes(`.${on.table('certificateTypes').toNational(certType)}.`)) {
    throw new CertificateNumberError(`${certificateId} is not of type ${certType}`);
  }
  return {
    certificateId,
    issuer: makeOrg,
    divisionCode,
    holders: owners.map((each) => holderOf(each, on)),
    validFrom: localDay(startTime),
    ...(endTime === undefined ? {} : { validTo: localDay(endTime - 1) }),
  };
}

function holderOf({ idType, idNumber }: z.output<typeof Owner>, on: MappingReading) {
  return { codeType: on.table('idTypes').toNational(idType), code: idNumber };
}

/** What became of an event. */
export function toLibraryReceipt(eventId: string, outcome: CertificateOutcome): object {
  return outcome.kind === 'accepted'
    ? { eventId, result: 'ACCEPTED', logIndex: String(outcome.logIndex) }
    : { eventId, result: 'REFUSED', errCode: outcome.code, errMsg: outcome.detail };
}

/** Another platform's question, as the library wants it. The item is named nationally: it need not exist here. */
export function toLibraryQuery(question: CertificateQuestion, maps: MappingTables): object {
  const { useId, requester, certificateId, use } = question;
  const { purpose, fields, organisation, clerk, consentId, duty } = use;
  const names = maps.table('certificateFields');
  return {
    useNo: useId,
    certNo: certNoOf(certificateId),
    faceNames: fields.map((each) => names.toLocal(each)),
    useFor: { basicCode: purpose?.basicCode, caseNo: purpose?.caseRef, cause: purpose?.reason },
    asker: { platform: requester, org: organisation, clerk },
    basis:
      consentId === undefined
        ? { basisType: 'DUTY', dutyNo: duty }
        : { basisType: 'CONSENT', consentNo: consentId },
  };
}

/** What the library says of a certificate. */
export const StandingSchema = z.strictObject({
  certNo: line,
  certStatus: line,
  statusTime: epoch,
  face: z.record(z.string(), perhaps(z.string())),
});

/** @throws MappingGapError, CertificateNumberError when it is no answer to this question. */
export function fromStanding(
  { certNo, certStatus, statusTime, face }: z.output<typeof StandingSchema>,
  certificateId: string,
  maps: MappingTables,
): CertificateReply {
  if (`${ROOT}${certNo}` !== certificateId) throw new CertificateNumberError(`it is about ${certNo}`);
  const names = maps.table('certificateFields');
  return {
    kind: 'standing',
    state: maps.table('certificateStates').toNational(certStatus) as 'VALID', // validated with the answer before it is signed
    since: fromEpoch(statusTime),
    fields: Object.entries(face).flatMap(([name, value]) =>
      value ? { name: names.toNational(name), value } : [],
    ),
  };
}

/** 人证核验, 实名认证: how a window has made sure who the holder is. Nobody else's consent is passed on. */
const IdentifyWay = z.enum(['RZHY', 'SMRZ']);

/** A window wants to use a certificate of another province: READ its contents, or CHECK its state. */
export const LibraryRequestSchema = z.strictObject({
  requestNo: line,
  requestTime: epoch,
  operation: z.enum(['READ', 'CHECK']),
  certNo: maybe,
  certType: line,
  owner: Owner,
  useFor: z.strictObject({ itemCode: line, caseNo: line, cause: line }),
  basis: z.discriminatedUnion('basisType', [
    z.strictObject({ basisType: z.literal('CONSENT'), identifyWay: IdentifyWay, endTime: epoch }),
    z.strictObject({ basisType: z.literal('DUTY'), dutyNo: line }),
  ]),
  useOrg: line,
  clerk: line,
  faceNames: many(line),
});

/** @throws MappingGapError. */
export function toUseRequest(
  request: z.output<typeof LibraryRequestSchema>,
  maps: MappingTables,
): UseRequest {
  const { requestNo, requestTime, operation, certNo, certType, owner, useFor, basis } = request;
  const on = maps.on(localDay(requestTime));
  const names = on.table('certificateFields');
  return {
    ref: requestNo,
    occurredAt: requestTime,
    operation: operation === 'READ' ? 'DATA' : 'STATUS',
    certificateId: certNo === undefined ? undefined : `${ROOT}${certNo}`,
    holder: holderOf(owner, on),
    typeCode: on.table('certificateTypes').toNational(certType),
    purpose: {
      basicCode: on.table('items').toNational(useFor.itemCode),
      caseRef: useFor.caseNo,
      reason: useFor.cause,
    },
    basis:
      basis.basisType === 'CONSENT'
        ? { kind: 'CONSENT', expiresAt: fromEpoch(basis.endTime) }
        : { kind: 'DUTY', duty: basis.dutyNo },
    organisation: request.useOrg,
    clerk: request.clerk,
    fields: request.faceNames.map((each) => names.toNational(each)),
  };
}

/** What the window is told. @throws MappingGapError, CertificateNumberError. */
export function toRequestAnswer(requestNo: string, result: UseResult, maps: MappingTables): object {
  if (result.kind === 'refused') {
    return { requestNo, result: 'NOT_GIVEN', errCode: result.code, errMsg: result.detail };
  }
  const { certificate, useId, fields, conditions } = result;
  const names = maps.table('certificateFields');
  return {
    requestNo,
    result: 'GIVEN',
    useNo: useId,
    certNo: certNoOf(certificate.certificateId),
    certStatus: maps.table('certificateStates').toLocal(certificate.state),
    statusTime: toEpoch(certificate.stateSince),
    platform: certificate.platform,
    face: Object.fromEntries(fields.map(({ name, value }) => [names.toLocal(name), value])),
    conditions,
  };
}

function certNoOf(certificateId: string): string {
  if (certificateId.startsWith(ROOT)) return certificateId.slice(ROOT.length);
  throw new CertificateNumberError(`${certificateId} has another root`);
}
