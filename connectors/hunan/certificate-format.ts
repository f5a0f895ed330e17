import { z } from 'zod';
import {
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type CredentialFacts,
  defined,
  localDay,
  type MappingReading,
  type MappingTables,
  type ProvinceStatusList,
  type ScanRequest,
  type StatusPlace,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { CertificateStateSchema } from '#proto/schema';
import { ANSWERED, askedOf, matchesOf, toldOf, WANTED, wantedOf } from './certificate-file-format.js';
import { around, epoch, line, many, maybe, perhaps } from './messages.js';
import { fromEpoch, toEpoch } from './times.js';

/**
 * Electronic certificates as the library of the Hunan platform (电子证照库) writes them. Its numbers are the identifiers of GB/T 36904
 * without their root; holders have the kinds of identity documents that applicants have; periods end with the moment after them;
 * contents are members, by names of its own.
 */

const ROOT = '1.2.156.3005.2.';

const Owner = z.strictObject({ ownerName: line, idType: line, idNumber: line });

/** 状态列表: the list, and the place in it. */
const Seat = z.strictObject({ listNo: line, seatNo: z.int().min(0) });

const made = {
  certType: line,
  makeOrg: line,
  divisionCode: line,
  owners: z.array(Owner),
  startTime: epoch,
  /** The first moment at which it no longer holds; absent when it holds for ever. */
  endTime: perhaps(epoch),
  statusSeat: perhaps(Seat),
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
  { certType, makeOrg, divisionCode, owners, startTime, ...rest }: z.output<z.ZodObject<typeof made>>,
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
    ...defined({ validTo: lastDayBefore(rest.endTime), status: placeOf(rest.statusSeat) }),
  };
}

function lastDayBefore(endTime: number | undefined): string | undefined {
  return endTime === undefined ? undefined : localDay(endTime - 1);
}

function placeOf(seat: z.output<typeof Seat> | undefined): StatusPlace | undefined {
  return seat && { list: seat.listNo, index: seat.seatNo };
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
  const { purpose, organisation, clerk } = use;
  return {
    useNo: useId,
    certNo: certNoOf(certificateId),
    ...askedOf(question, maps),
    useFor: { basicCode: purpose?.basicCode, caseNo: purpose?.caseRef, cause: purpose?.reason },
    asker: { platform: requester, org: organisation, clerk },
    basis: basisOf(question),
  };
}

function basisOf({ use: { consentId, duty }, presentation }: CertificateQuestion): object {
  if (presentation !== undefined) return { basisType: 'SHOWN', showNo: presentation.id };
  return consentId === undefined
    ? { basisType: 'DUTY', dutyNo: duty }
    : { basisType: 'CONSENT', consentNo: consentId };
}

/** What the library says of a certificate. */
export const StandingSchema = z.strictObject({
  certNo: line,
  certStatus: line,
  statusTime: epoch,
  face: z.record(z.string(), perhaps(z.string())),
  ...ANSWERED,
  // Of a library that has credentials made.
  ...{ makeOrg: maybe, divisionCode: maybe, endTime: perhaps(epoch), statusSeat: perhaps(Seat) },
});

type LibraryStanding = z.output<typeof StandingSchema>;

/** @throws MappingGapError, CertificateNumberError when it is no answer to this question. */
export function fromStanding(
  { certNo, certStatus, statusTime, face, ...rest }: LibraryStanding,
  certificateId: string,
  maps: MappingTables,
): Extract<CertificateReply, { kind: 'standing' }> {
  if (`${ROOT}${certNo}` !== certificateId) throw new CertificateNumberError(`it is about ${certNo}`);
  const names = maps.table('certificateFields');
  return {
    kind: 'standing',
    state: maps.table('certificateStates').toNational(certStatus) as 'VALID', // validated with the answer before it is signed
    since: fromEpoch(statusTime),
    fields: Object.entries(face).flatMap(([name, value]) =>
      value ? { name: names.toNational(name), value } : [],
    ),
    ...matchesOf(rest, maps),
    ...defined({ credential: factsOf(rest) }),
  };
}

/** What a credential says besides; a library that has none made leaves `makeOrg` out. */
function factsOf(standing: Partial<LibraryStanding>): CredentialFacts | undefined {
  const { makeOrg: issuer, divisionCode: place, endTime, statusSeat } = standing;
  if (issuer === undefined || place === undefined) return undefined;
  return { issuer, place, validTo: lastDayBefore(endTime), status: placeOf(statusSeat) };
}

export const StatusListsSchema = z.strictObject({
  lists: z.array(
    z.strictObject({
      listNo: line,
      ended: z.array(z.strictObject({ seatNo: z.int().min(0), certStatus: line })),
    }),
  ),
});

/** The library's status lists. @throws MappingGapError. */
export function fromStatusLists(
  { lists }: z.output<typeof StatusListsSchema>,
  maps: MappingTables,
): ProvinceStatusList[] {
  const states = maps.table('certificateStates');
  return lists.map(({ listNo, ended }) => ({
    list: listNo,
    ended: ended.map(({ seatNo, certStatus }) => ({
      index: seatNo,
      state: CertificateStateSchema.parse(states.toNational(certStatus)),
    })),
  }));
}

/** 人证核验, 实名认证: how a window has made sure who the holder is. Nobody else's consent is passed on. */
const IdentifyWay = z.enum(['RZHY', 'SMRZ']);

const asking = {
  requestNo: line,
  requestTime: epoch,
  useFor: z.strictObject({ itemCode: line, caseNo: line, cause: line }),
  useOrg: line,
  clerk: line,
  faceNames: many(line),
};

const OPERATIONS = { READ: 'DATA', CHECK: 'STATUS', FETCH: 'FILE', COMPARE: 'VERIFY' } as const;

/**
 * A window wants to use a certificate of another province: READ its contents, CHECK its state, FETCH its file, or COMPARE what lies
 * on the counter with it.
 */
export const LibraryRequestSchema = z.strictObject({
  ...asking,
  operation: z.enum(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]), // the keys of a constant
  certNo: maybe,
  certType: line,
  owner: Owner,
  basis: z.discriminatedUnion('basisType', [
    z.strictObject({ basisType: z.literal('CONSENT'), identifyWay: IdentifyWay, endTime: epoch }),
    z.strictObject({ basisType: z.literal('DUTY'), dutyNo: line }),
  ]),
  ...WANTED,
});

/** 扫码: the holder shows one at the window; which, and whose, the code says. */
export const LibraryScanSchema = z.strictObject({
  ...asking,
  operation: z.literal('READ'),
  basis: z.strictObject({ basisType: z.literal('SHOWN'), showCode: line }),
});

/** Whatever else it is, it is about a code. */
const Shown = z.object({ basis: z.object({ basisType: z.literal('SHOWN') }) });

export type LibraryRequest = z.output<typeof LibraryRequestSchema> | z.output<typeof LibraryScanSchema>;

/** @returns with an error what the window is told. */
export function readRequest(value: unknown): z.ZodSafeParseResult<LibraryRequest> {
  return (Shown.safeParse(value).success ? LibraryScanSchema : LibraryRequestSchema).safeParse(value);
}

/** @param seenFile what `seenFile` of the request names. @throws MappingGapError. */
export function toWindowRequest(
  request: LibraryRequest,
  seenFile: Uint8Array | undefined,
  maps: MappingTables,
): UseRequest | ScanRequest {
  const { requestNo, requestTime, useFor, useOrg, clerk, faceNames } = request;
  const on = maps.on(localDay(requestTime));
  const names = on.table('certificateFields');
  const common = {
    ref: requestNo,
    occurredAt: requestTime,
    purpose: {
      basicCode: on.table('items').toNational(useFor.itemCode),
      caseRef: useFor.caseNo,
      reason: useFor.cause,
    },
    organisation: useOrg,
    clerk,
    fields: faceNames.map((each) => names.toNational(each)),
  };
  if (!('owner' in request)) return { ...common, code: request.basis.showCode };
  const { operation, certNo, certType, owner, basis } = request;
  return {
    ...common,
    operation: OPERATIONS[operation],
    certificateId: certNo === undefined ? undefined : `${ROOT}${certNo}`,
    holder: holderOf(owner, on),
    typeCode: on.table('certificateTypes').toNational(certType),
    basis:
      basis.basisType === 'CONSENT'
        ? { kind: 'CONSENT', expiresAt: fromEpoch(basis.endTime) }
        : { kind: 'DUTY', duty: basis.dutyNo },
    ...wantedOf(request, on),
    ...defined({ seenFile }),
  };
}

/** What a window finds its copy of a file by. */
export interface StoredFile {
  readonly fileId: string;
  readonly fileName: string;
}

/** What the window is told. @param stored its copy of a file. @throws MappingGapError, CertificateNumberError. */
export function toRequestAnswer(
  requestNo: string,
  result: UseResult,
  maps: MappingTables,
  stored?: StoredFile,
): object {
  if (result.kind === 'refused') {
    return { requestNo, result: 'NOT_GIVEN', errCode: result.code, errMsg: result.detail };
  }
  const { certificate, useId, fields, credential, conditions } = result;
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
    ...defined({ credential }),
    ...toldOf(result, stored, maps),
  };
}

function certNoOf(certificateId: string): string {
  if (certificateId.startsWith(ROOT)) return certificateId.slice(ROOT.length);
  throw new CertificateNumberError(`${certificateId} has another root`);
}
