import { z } from 'zod';
import {
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type CredentialRequest,
  type CredentialResult,
  defined,
  fromLocalTime,
  localDay,
  type MappingReading,
  type MappingTables,
  type OpenRequest,
  type OpenResult,
  type ProvinceStatusList,
  type ScanRequest,
  type StatusPlace,
  toLocalTime,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { CertificateStateSchema } from '#proto/schema';
import { ANSWERED, answeredOf, askedOf, toldOf, WANTED, wantedOf } from './certificate-file-format.js';

/**
 * Electronic certificates as the Guangdong platform writes them: what happened is pushed like the events of cases; questions,
 * in both directions, have a `head` and `data`, in the manner of GB/T 36906. States, types and kinds of holders are its own.
 */

const time = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const line = z.string().min(1);
const FOREVER = '长期';

const LastDay = z.union([z.iso.date(), z.literal(FOREVER)]);

const Holder = z.object({ CZZTMC: line, CZZTDM: line, CZZTLX: line });

/** 状态列表: the list, and the place in it. */
const Place = z.object({ LBBH: line, XH: z.int().min(0) });

const issued = {
  ZZBS: line,
  ZZLX: line,
  BFJG: line,
  GXQH: line,
  CZZT: z.array(Holder),
  YXQQ: z.iso.date(),
  YXQZ: LastDay,
  ZTLB: Place.nullish(),
};

const envelope = { lsh: line, fssj: time };

/** ZZBF 颁发, ZZBG 变更, ZZZT 状态变更. */
export const CertificateCallbackSchema = z.discriminatedUnion('ywlx', [
  z.object({ ...envelope, ywlx: z.literal('ZZBF'), sj: z.object(issued) }),
  z.object({ ...envelope, ywlx: z.literal('ZZBG'), sj: z.object({ ...issued, GLZZBS: line }) }),
  z.object({
    ...envelope,
    ywlx: z.literal('ZZZT'),
    sj: z.object({ ZZBS: line, ZZZT: line, ZTSJ: time, YY: z.string().nullish() }),
  }),
]);

export type CertificateCallback = z.output<typeof CertificateCallbackSchema>;

/** The identifier says another type than the platform's own word. */
export class OtherTypeError extends Error {
  constructor(certificateId: string, type: string) {
    super(`${certificateId} is not of type ${type}`);
    this.name = 'OtherTypeError';
  }
}

/** What happened, in national words. @throws MappingGapError, LocalTimeError, OtherTypeError. */
export function toCertificateEvent(callback: CertificateCallback, maps: MappingTables): CertificateEvent {
  const when = fromLocalTime(callback.fssj);
  const on = maps.on(localDay(when));
  const event = { ref: callback.lsh, occurredAt: Date.parse(when) };
  if (callback.ywlx === 'ZZZT') {
    const { ZZBS, ZZZT, ZTSJ, YY } = callback.sj;
    const state = on.table('certificateStates').toNational(ZZZT) as 'VALID'; // validated with the whole body before it is signed
    const reason = YY ? { reason: YY } : {};
    const body = { certificateId: ZZBS, state, since: fromLocalTime(ZTSJ), ...reason };
    return { ...event, draft: { type: 'CertificateStateChanged', body } };
  }
  const { ZZBS, ZZLX, BFJG, GXQH, CZZT, YXQQ, YXQZ, ZTLB } = callback.sj;
  if (!ZZBS.includes(`.${on.table('certificateTypes').toNational(ZZLX)}.`))
    throw new OtherTypeError(ZZBS, ZZLX);
  const body = {
    certificateId: ZZBS,
    issuer: BFJG,
    divisionCode: GXQH,
    holders: CZZT.map((each) => holderOf(each, on)),
    validFrom: YXQQ,
    ...(YXQZ === FOREVER ? {} : { validTo: YXQZ }),
    ...defined({ status: placeOf(ZTLB) }),
  };
  if (callback.ywlx === 'ZZBF') return { ...event, draft: { type: 'CertificateIssued', body } };
  return {
    ...event,
    draft: { type: 'CertificateChanged', body: { ...body, supersedes: callback.sj.GLZZBS } },
  };
}

/** The receipt of an event. */
export function toCertificateReceipt(ref: string, outcome: CertificateOutcome): object {
  return outcome.kind === 'accepted'
    ? { lsh: ref, jg: '1', rzwz: outcome.logIndex }
    : { lsh: ref, jg: '0', ycdm: outcome.code, ycms: outcome.detail };
}

const MAX_CAUSE = 200;

/** Another platform's question, as this one wants it. The item is named nationally: it need not exist here. */
export function toCertificateQuery(question: CertificateQuestion, maps: MappingTables) {
  const { useId, requester, certificateId, use, presentation } = question;
  const { purpose, organisation, clerk, consentId, duty } = use;
  return {
    head: { accessId: 'HUB', requestId: useId },
    data: {
      ZZBS: certificateId,
      ...askedOf(question, maps),
      useCause: purpose?.reason.slice(0, MAX_CAUSE),
      SXJBM: purpose?.basicCode,
      BLLSH: purpose?.caseRef,
      YZPT: requester,
      YZDW: organisation,
      JBR: clerk,
      ...basisOf(consentId, duty, presentation?.id),
    },
  };
}

/** 1 授权, 2 职权, 3 亮证. */
function basisOf(consent: string | undefined, duty: string | undefined, presentation: string | undefined) {
  if (presentation !== undefined) return { YZFS: '3', LZBH: presentation };
  return consent === undefined ? { YZFS: '2', ZQBH: duty } : { YZFS: '1', SQBH: consent };
}

const Contents = z.array(z.object({ ZDM: line, ZDZ: z.string() }));

const QueryAnswer = z.union([
  z.object({
    head: z.object({ status: z.literal('0') }),
    data: z.object({
      ...{ ZZBS: line, ZZZT: line, ZTSJ: time, ZMXX: Contents, ...ANSWERED },
      // Of a platform that has credentials made.
      ...{ BFJG: line.nullish(), GXQH: line.nullish(), YXQZ: LastDay.nullish(), ZTLB: Place.nullish() },
    }),
  }),
  z.object({ head: z.object({ status: z.literal('99'), message: line }) }),
]);

/** What the platform said to it. @throws ZodError when it is no answer to this question, MappingGapError. */
export function fromQueryAnswer(
  answer: unknown,
  certificateId: string,
  maps: MappingTables,
): CertificateReply {
  const read = QueryAnswer.parse(answer);
  if (!('data' in read)) return { kind: 'refused', reason: read.head.message };
  const { ZZBS, ZZZT, ZTSJ, ZMXX, BFJG, GXQH, YXQZ, ZTLB, ...particulars } = read.data;
  z.literal(certificateId).parse(ZZBS);
  return {
    kind: 'standing',
    state: maps.table('certificateStates').toNational(ZZZT) as 'VALID', // validated with the answer before it is signed
    since: fromLocalTime(ZTSJ),
    ...(BFJG && GXQH ? { credential: factsOf(BFJG, GXQH, YXQZ, ZTLB) } : {}),
    fields: fieldsOf(ZMXX, maps),
    ...answeredOf(particulars, maps),
  };
}

function factsOf(
  issuer: string,
  place: string,
  last: string | null | undefined,
  status: z.output<typeof Place> | null | undefined,
) {
  return { issuer, place, validTo: !last || last === FOREVER ? undefined : last, status: placeOf(status) };
}

function fieldsOf(contents: z.output<typeof Contents>, maps: MappingTables) {
  const names = maps.table('certificateFields');
  return contents
    .filter(({ ZDZ }) => ZDZ !== '')
    .map(({ ZDM, ZDZ }) => ({ name: names.toNational(ZDM), value: ZDZ }));
}

const StatusLists = z.object({
  head: z.object({ status: z.literal('0') }),
  data: z.object({
    LB: z.array(z.object({ LBBH: line, ZT: z.array(z.object({ XH: z.int().min(0), ZZZT: line })) })),
  }),
});

/** The platform's status lists. @throws ZodError, MappingGapError. */
export function fromStatusLists(answer: unknown, maps: MappingTables): ProvinceStatusList[] {
  const states = maps.table('certificateStates');
  return StatusLists.parse(answer).data.LB.map(({ LBBH, ZT }) => ({
    list: LBBH,
    ended: ZT.map(({ XH, ZZZT }) => ({
      index: XH,
      state: CertificateStateSchema.parse(states.toNational(ZZZT)),
    })),
  }));
}

function placeOf(place: z.output<typeof Place> | null | undefined): StatusPlace | undefined {
  return place ? { list: place.LBBH, index: place.XH } : undefined;
}

const window = {
  ZZBS: line.nullish(),
  ZZLX: line,
  CZZTDM: line,
  CZZTLX: line,
  SXBM: line,
  BLLSH: line,
  useCause: line.max(MAX_CAUSE),
  YZDW: line,
  JBR: line,
  ZMZD: z.array(line).nullish(),
  ...WANTED,
};

/** A window wants to use a certificate of another province: YZFS 1 the holder consents, 2 by duty. */
export const WindowRequestSchema = z.object({
  head: z.object({ requestId: line, requestTime: time }),
  data: z.discriminatedUnion('YZFS', [
    z.object({ ...window, YZFS: z.literal('1'), SQYXQ: time }),
    z.object({ ...window, YZFS: z.literal('2'), ZQBH: line }),
  ]),
});

type WindowRequest = z.output<typeof WindowRequestSchema>;

/** @throws MappingGapError, LocalTimeError. */
export function toUseRequest(
  { head, data }: WindowRequest,
  operation: UseRequest['operation'],
  maps: MappingTables,
): UseRequest {
  const when = fromLocalTime(head.requestTime);
  const on = maps.on(localDay(when));
  return {
    ref: head.requestId,
    occurredAt: Date.parse(when),
    operation,
    certificateId: data.ZZBS ?? undefined,
    holder: holderOf(data, on),
    typeCode: on.table('certificateTypes').toNational(data.ZZLX),
    purpose: {
      basicCode: on.table('items').toNational(data.SXBM),
      caseRef: data.BLLSH,
      reason: data.useCause,
    },
    basis:
      data.YZFS === '1'
        ? { kind: 'CONSENT', expiresAt: fromLocalTime(data.SQYXQ) }
        : { kind: 'DUTY', duty: data.ZQBH },
    organisation: data.YZDW,
    clerk: data.JBR,
    fields: (data.ZMZD ?? []).map((each) => on.table('certificateFields').toNational(each)),
    ...wantedOf(data, on),
  };
}

const Head = z.object({ requestId: line, requestTime: time });

/** 亮证: a holder who was identified here wants to show a certificate. */
export const OpenRequestSchema = z.object({
  head: Head,
  data: z.object({ ZZBS: line, CZZTDM: line, CZZTLX: line, ZMZD: z.array(line) }),
});

/** @throws MappingGapError, LocalTimeError. */
export function toOpenRequest(
  { head, data }: z.output<typeof OpenRequestSchema>,
  maps: MappingTables,
): OpenRequest {
  const when = fromLocalTime(head.requestTime);
  const on = maps.on(localDay(when));
  return {
    ref: head.requestId,
    occurredAt: Date.parse(when),
    holder: holderOf(data, on),
    certificateId: data.ZZBS,
    fields: data.ZMZD.map((each) => on.table('certificateFields').toNational(each)),
  };
}

/** LZM: what is shown as a QR code. */
export function toOpenAnswer(result: OpenResult): object {
  return result.kind === 'refused'
    ? { head: { status: '99', code: result.code, message: result.detail } }
    : {
        head: { status: '0', message: '成功' },
        data: { LZM: result.code, YXQZ: toLocalTime(result.expiresAt) },
      };
}

/** 凭证: for the wallet whose public key is QBGY. */
export const CredentialRequestSchema = z.object({
  head: Head,
  data: z.object({
    ...{ ZZBS: line, BFJG: line, GXQH: line, YXQZ: LastDay, ZTLB: Place.nullish() },
    ...{ ZMXX: Contents, QBGY: z.record(z.string(), z.string()) },
  }),
});

/** @throws MappingGapError. */
export function toCredentialRequest(
  { data }: z.output<typeof CredentialRequestSchema>,
  maps: MappingTables,
): CredentialRequest {
  const { ZZBS, BFJG, GXQH, YXQZ, ZTLB, ZMXX, QBGY } = data;
  return {
    certificateId: ZZBS,
    facts: factsOf(BFJG, GXQH, YXQZ, ZTLB),
    fields: fieldsOf(ZMXX, maps),
    walletKey: QBGY,
  };
}

/** PZ: the credential. */
export function toCredentialAnswer(result: CredentialResult): object {
  return result.kind === 'refused'
    ? { head: { status: '99', code: result.code, message: result.detail } }
    : { head: { status: '0', message: '成功' }, data: { PZ: result.credential } };
}

/** 扫码: a window has scanned a code. */
export const ScanRequestSchema = z.object({
  head: Head,
  data: z.object({
    ...{ LZM: line, SXBM: line, BLLSH: line, useCause: line.max(MAX_CAUSE), YZDW: line, JBR: line },
    ZMZD: z.array(line),
  }),
});

/** @throws MappingGapError, LocalTimeError. */
export function toScanRequest(
  { head, data }: z.output<typeof ScanRequestSchema>,
  maps: MappingTables,
): ScanRequest {
  const when = fromLocalTime(head.requestTime);
  const on = maps.on(localDay(when));
  return {
    ref: head.requestId,
    occurredAt: Date.parse(when),
    code: data.LZM,
    purpose: {
      basicCode: on.table('items').toNational(data.SXBM),
      caseRef: data.BLLSH,
      reason: data.useCause,
    },
    organisation: data.YZDW,
    clerk: data.JBR,
    fields: data.ZMZD.map((each) => on.table('certificateFields').toNational(each)),
  };
}

/** What the window is told. @throws MappingGapError. */
export function toWindowAnswer(result: UseResult, maps: MappingTables): object {
  if (result.kind === 'refused') {
    return { head: { status: '99', code: result.code, message: result.detail } };
  }
  const { certificate, useId, fields, credential, conditions } = result;
  const names = maps.table('certificateFields');
  return {
    head: { status: '0', message: '成功' },
    data: {
      YZLSH: useId,
      ZZBS: certificate.certificateId,
      ZZZT: maps.table('certificateStates').toLocal(certificate.state),
      ZTSJ: toLocalTime(certificate.stateSince),
      YZPT: certificate.platform,
      ZMXX: fields.map(({ name, value }) => ({ ZDM: names.toLocal(name), ZDZ: value })),
      HRTJ: conditions,
      ...defined({ PZ: credential }),
      ...toldOf(result, maps),
    },
  };
}

function holderOf({ CZZTDM, CZZTLX }: { CZZTDM: string; CZZTLX: string }, on: MappingReading) {
  return { codeType: on.table('certificateHolders').toNational(CZZTLX), code: CZZTDM };
}
