import {
  type CertificateEvent,
  type CertificateField,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type CredentialFacts,
  type CredentialRequest,
  type CredentialResult,
  defined,
  fromCompactTime,
  localDay,
  type MappingReading,
  type MappingTables,
  type OpenRequest,
  type OpenResult,
  type ProvinceStatusList,
  type ScanRequest,
  type StatusPlace,
  toCompactTime,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { utf8 } from '#crypto/primitives';
import { CertificateStateSchema, readJson } from '#proto/schema';
import { answeredOf, askedOf, toldOf, wantedOf } from './certificate-file-format.js';
import { HenanXmlError, nodesOf, requiredText, textOf, textsOf, type XmlNode } from './xml.js';

/** Electronic certificates as the Henan platform writes them: records ZZ01 … ZZ06, everything text, its own letters for states. */

const FOREVER = '99991231';

/** ZZ01 制发, ZZ02 换发, ZZ03 状态, in national words. @throws HenanXmlError, MappingGapError, LocalTimeError. */
export function toCertificateEvent(record: XmlNode, maps: MappingTables): CertificateEvent {
  const when = fromCompactTime(requiredText(record, 'YWSJ'));
  const on = maps.on(localDay(when));
  const event = { ref: requiredText(record, 'JLBH'), occurredAt: Date.parse(when) };
  const certificateId = requiredText(record, 'ZZBS');
  switch (textOf(record, '@sid')) {
    case 'ZZ01':
      return { ...event, draft: { type: 'CertificateIssued', body: issued(record, certificateId, on) } };
    case 'ZZ02': {
      const body = { ...issued(record, certificateId, on), supersedes: requiredText(record, 'YZZBS') };
      return { ...event, draft: { type: 'CertificateChanged', body } };
    }
    case 'ZZ03': {
      const body = {
        certificateId,
        state: on.table('certificateStates').toNational(requiredText(record, 'ZT')) as 'VALID', // validated before it is signed
        since: fromCompactTime(requiredText(record, 'ZTSJ')),
        ...defined({ reason: textOf(record, 'YY') }),
      };
      return { ...event, draft: { type: 'CertificateStateChanged', body } };
    }
    default:
      throw new HenanXmlError('a record of certificates of another kind');
  }
}

function issued(record: XmlNode, certificateId: string, on: MappingReading) {
  const type = on.table('certificateTypes').toNational(requiredText(record, 'ZZLB'));
  if (!certificateId.includes(`.${type}.`)) throw new HenanXmlError('ZZLB is not the type of ZZBS');
  const last = requiredText(record, 'JZRQ');
  return {
    certificateId,
    issuer: requiredText(record, 'FZJG'),
    divisionCode: requiredText(record, 'FZDQ'),
    holders: nodesOf(record, 'CYRS', 'CYR').map((node) => holderOf(node, on)),
    validFrom: dateOf(requiredText(record, 'QSRQ')),
    ...(last === FOREVER ? {} : { validTo: dateOf(last) }),
    ...defined({ status: placeOf(record) }),
  };
}

/** ZZ04: a window wants to use a certificate. @throws HenanXmlError, MappingGapError, LocalTimeError. */
export function toUseRequest(record: XmlNode, maps: MappingTables): UseRequest {
  const { names, on, ...asked } = askedAt(record, maps);
  const duty = textOf(record, 'ZQBH');
  return {
    ...asked,
    operation: operationOf(requiredText(record, 'CZ')),
    certificateId: textOf(record, 'ZZBS'),
    holder: holderOf(record, on),
    typeCode: on.table('certificateTypes').toNational(requiredText(record, 'ZZLB')),
    basis:
      duty === undefined
        ? { kind: 'CONSENT', expiresAt: fromCompactTime(requiredText(record, 'SQJZ')) }
        : { kind: 'DUTY', duty },
    ...purposeOf(record, on),
    fields: names,
    ...wantedOf(record, on),
  };
}

/** QX 取信息, HY 核验状态, WJ 取文件, BD 比对. */
function operationOf(text: string): UseRequest['operation'] {
  if (text === 'QX') return 'DATA';
  if (text === 'HY') return 'STATUS';
  if (text === 'WJ') return 'FILE';
  if (text === 'BD') return 'VERIFY';
  throw new HenanXmlError(`CZ is ${text}`);
}

/** ZZ04 with CZ LM 亮码: a holder who was identified here wants to show a certificate. @throws HenanXmlError, MappingGapError, LocalTimeError. */
export function toOpenRequest(record: XmlNode, maps: MappingTables): OpenRequest {
  const { names, on, ...asked } = askedAt(record, maps);
  const certificateId = requiredText(record, 'ZZBS');
  return { ...asked, certificateId, holder: holderOf(record, on), fields: names };
}

/** ZZ04 with CZ SM 扫码: a window has scanned LZM. @throws HenanXmlError, MappingGapError, LocalTimeError. */
export function toScanRequest(record: XmlNode, maps: MappingTables): ScanRequest {
  const { names, on, ...asked } = askedAt(record, maps);
  return { ...asked, code: requiredText(record, 'LZM'), ...purposeOf(record, on), fields: names };
}

/** ZZ04 with CZ PZ 凭证: for the wallet whose public key is QBGY. @throws HenanXmlError, MappingGapError. */
export function toCredentialRequest(record: XmlNode, maps: MappingTables): CredentialRequest {
  const facts = factsOf(record);
  if (facts === undefined) throw new HenanXmlError('FZJG or FZDQ is missing');
  return {
    certificateId: requiredText(record, 'ZZBS'),
    facts,
    fields: fieldsOf(record, maps),
    walletKey: readJson(utf8(requiredText(record, 'QBGY'))),
  };
}

function askedAt(record: XmlNode, maps: MappingTables) {
  const when = fromCompactTime(requiredText(record, 'YWSJ'));
  const on = maps.on(localDay(when));
  const table = on.table('certificateFields');
  const names = textsOf(record, 'ZDS', 'ZD').map((each) => table.toNational(each));
  return { ref: requiredText(record, 'JLBH'), occurredAt: Date.parse(when), on, names };
}

function purposeOf(record: XmlNode, on: MappingReading) {
  return {
    purpose: {
      basicCode: on.table('items').toNational(requiredText(record, 'SXBM')),
      caseRef: requiredText(record, 'BJBH'),
      reason: requiredText(record, 'YZSY'),
    },
    organisation: requiredText(record, 'YZDW'),
    clerk: requiredText(record, 'JBR'),
  };
}

/** ZZ05 to LM and to PZ. */
export function toShowingAnswer(ref: string, result: OpenResult | CredentialResult): XmlNode {
  const head = { '@no': '1', '@sid': 'ZZ05', JLBH: ref };
  if (result.kind === 'refused') return { ...head, JGDM: '0', YYDM: result.code, YY: result.detail };
  if (result.kind === 'issued') return { ...head, JGDM: '1', PZ: result.credential };
  return { ...head, JGDM: '1', LZM: result.code, JZSJ: toCompactTime(result.expiresAt) };
}

/** The tick of an event. */
export function toTick(ref: string, outcome: CertificateOutcome): XmlNode {
  const fields =
    outcome.kind === 'accepted'
      ? { JGDM: '1', RZWZ: String(outcome.logIndex) }
      : { JGDM: '0', YY: `${outcome.code}: ${outcome.detail}` };
  return { '@no': '1', JLBH: ref, ...fields };
}

/** ZZ05: what the window is told, which ticks its request off. @throws MappingGapError. */
export function toWindowAnswer(ref: string, result: UseResult, maps: MappingTables): XmlNode {
  const head = { '@no': '1', '@sid': 'ZZ05', JLBH: ref };
  if (result.kind === 'refused') return { ...head, JGDM: '0', YYDM: result.code, YY: result.detail };
  const { certificate, useId, fields, credential, conditions } = result;
  return {
    ...head,
    JGDM: '1',
    YZBH: useId,
    ZZBS: certificate.certificateId,
    ZT: maps.table('certificateStates').toLocal(certificate.state),
    ZTSJ: toCompactTime(certificate.stateSince),
    FZPT: certificate.platform,
    NRS: {
      NR: fields.map(({ name, value }) => ({
        MC: maps.table('certificateFields').toLocal(name),
        Z: value,
      })),
    },
    TJS: { TJ: conditions },
    ...defined({ PZ: credential }),
    ...toldOf(result, maps),
  };
}

/** ZZ06: another platform's question. The item is named nationally: it need not exist here. @throws MappingGapError. */
export function toQuery(question: CertificateQuestion, maps: MappingTables): XmlNode {
  const { useId, requester, certificateId, use, presentation } = question;
  const { purpose, organisation, clerk, consentId, duty } = use;
  return {
    '@no': '1',
    '@sid': 'ZZ06',
    JLBH: useId,
    ZZBS: certificateId,
    YZSY: purpose?.reason,
    SXJBM: purpose?.basicCode,
    BJBH: purpose?.caseRef,
    YZPT: requester,
    YZDW: organisation,
    JBR: clerk,
    SQBH: consentId,
    ZQBH: duty,
    LZBH: presentation?.id,
    ...askedOf(question, maps),
  };
}

/** Codes that say that there is nothing to give, in words; any other means that the platform did not answer. */
const NOTHING_GIVEN = new Set(['-61', '-62', '-63']);

/** What the platform said to it. @throws HenanXmlError when it is no answer to this question, MappingGapError. */
export function fromQueryAnswer(
  record: XmlNode,
  certificateId: string,
  maps: MappingTables,
): CertificateReply {
  const code = requiredText(record, 'CODE');
  if (NOTHING_GIVEN.has(code)) return { kind: 'refused', reason: requiredText(record, 'SM') };
  if (code !== '0') throw new HenanXmlError(`the question was answered with code ${code}`);
  if (requiredText(record, 'ZZBS') !== certificateId) throw new HenanXmlError('ZZBS is another certificate');
  const states = maps.table('certificateStates');
  return {
    kind: 'standing',
    state: states.toNational(requiredText(record, 'ZT')) as 'VALID', // validated with the answer before it is signed
    since: fromCompactTime(requiredText(record, 'ZTSJ')),
    ...defined({ credential: factsOf(record) }),
    fields: fieldsOf(record, maps),
    ...answeredOf(record, maps),
  };
}

function fieldsOf(record: XmlNode, maps: MappingTables): CertificateField[] {
  return nodesOf(record, 'NRS', 'NR').flatMap((node) => {
    const value = textOf(node, 'Z');
    const name = maps.table('certificateFields').toNational(requiredText(node, 'MC'));
    return value === undefined ? [] : { name, value };
  });
}

/** What a credential says besides; a platform that has none made leaves FZJG out. */
function factsOf(record: XmlNode): CredentialFacts | undefined {
  const issuer = textOf(record, 'FZJG');
  const place = textOf(record, 'FZDQ');
  const last = textOf(record, 'JZRQ') ?? FOREVER;
  if (issuer === undefined || place === undefined) return undefined;
  return { issuer, place, validTo: last === FOREVER ? undefined : dateOf(last), status: placeOf(record) };
}

/** ZZ07 状态列表. @throws HenanXmlError, MappingGapError. */
export function fromStatusList(record: XmlNode, maps: MappingTables): ProvinceStatusList {
  const states = maps.table('certificateStates');
  return {
    list: requiredText(record, 'LBBH'),
    ended: nodesOf(record, 'WXS', 'WX').map((node) => ({
      index: wholeOf(requiredText(node, 'XH')),
      state: CertificateStateSchema.parse(states.toNational(requiredText(node, 'ZT'))),
    })),
  };
}

function placeOf(record: XmlNode): StatusPlace | undefined {
  const list = textOf(record, 'LBBH');
  return list === undefined ? undefined : { list, index: wholeOf(requiredText(record, 'LBXH')) };
}

function wholeOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new HenanXmlError(`${text} is not a place in a list`);
}

function holderOf(node: XmlNode, on: MappingReading) {
  const codeType = on.table('certificateHolders').toNational(requiredText(node, 'CYRLB'));
  return { codeType, code: requiredText(node, 'CYRDM') };
}

function dateOf(text: string): string {
  return localDay(fromCompactTime(`${text}000000`));
}
