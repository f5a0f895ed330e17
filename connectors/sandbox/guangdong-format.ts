import { actField } from './act-field.js';
import type { DeskAct, DeskActKind, DeskApplicant, DeskCase, DeskEvent } from './desk.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';

/** Guangdong's format: `ywlx`, the word for what happened, and `sj`, what there is to say of it. */

export type Json = Record<string, unknown>;

export const YWLX: Record<DeskActKind, string> = {
  file: 'SB',
  intake: 'SJ',
  notice: 'BZTZ',
  correct: 'BZ',
  accept: 'SL',
  reject: 'BYSL',
  review: 'SC',
  decide: 'JD',
  conclude: 'BJ',
  transfer: 'ZS',
  deliver: 'SD',
  withdraw: 'CH',
  suspend: 'TBCX',
  resume: 'TBHF',
  terminate: 'ZZ',
  other: 'QT',
};

const BLMS = { remote: 'YDDSDB', online: 'QCWB', joint: 'DDLB' } as const;
const CLLY = { upload: '1', original: '2', certificate: '3', shared: '4' } as const;
const SDFS = { window: 'CK', courier: 'KD', electronic: 'DZ' } as const;

/** What there is to say of an event, of a case that may have a number of the exchange. */
export function toSj(event: DeskEvent, hubNo: string | undefined): Json {
  const when = localTime(event.at);
  const { act } = event;
  switch (act.kind) {
    case 'file':
      return {
        SBLSH: event.ref,
        SXBM: act.item,
        BLDXZQH: act.division,
        SJDXZQH: act.intake,
        ZBTYBH: act.lead,
        BLMS: BLMS[act.mode],
        SQSJ: when,
        SQR: {
          SQRLX: act.applicant.kind === 'person' ? '1' : '2',
          XM: act.applicant.name,
          ZJLX: act.applicant.kind === 'person' ? '10' : '20',
          ZJHM: act.applicant.idNumber,
          ...(act.applicant.phone === undefined ? {} : { LXDH: act.applicant.phone }),
        },
        BDXX: act.form.map(({ name, value }) => ({ ZDM: name, ZDZ: value })),
        CLQD: materialsOf(act.materials),
      };
    case 'intake':
      return {
        TYBH: hubNo,
        CKMC: act.window,
        CKXZQH: '440100',
        HYSF: '1',
        YJHY: act.originals,
        SJSJ: when,
      };
    case 'notice':
      return {
        TYBH: hubNo,
        TZSH: act.noticeNo,
        QSCL: act.missing,
        BHGCL: act.faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason })),
        BZQX: `${act.deadline} 18:00:00`,
      };
    case 'correct':
      return { TYBH: hubNo, TZSH: act.noticeNo, CLQD: materialsOf(act.materials) };
    case 'accept':
      return {
        TYBH: hubNo,
        BJLSH: act.number,
        SLWSH: act.documentNo,
        SLSJ: when,
        CNBJRQ: act.promised,
      };
    case 'reject':
      return { TYBH: hubNo, YYDM: act.code, YYSM: act.reason };
    case 'review':
      return { TYBH: hubNo, KSSJ: when };
    case 'decide':
      return {
        TYBH: hubNo,
        JDJG: act.granted ? 'ZY' : 'BY',
        WSH: act.documentNo,
        JDSJ: when,
        ...(act.grounds === undefined ? {} : { LY: act.grounds }),
      };
    case 'conclude':
      return { TYBH: hubNo, BJSJ: when };
    case 'transfer':
      return {
        TYBH: hubNo,
        JGQD: act.documents.map(({ name, number, fileId }) => ({ MC: name, WSH: number, WJID: fileId })),
        WLDH: act.waybill,
      };
    case 'deliver':
      return { TYBH: hubNo, SDFS: SDFS[act.how], SDSJ: when, WLDH: act.waybill };
    case 'withdraw':
      return { TYBH: hubNo, YY: act.reason };
    case 'suspend':
      return { TYBH: hubNo, CXMC: act.procedure, YY: act.reason };
    case 'resume':
      return { TYBH: hubNo };
    case 'terminate':
      return { TYBH: hubNo, YYDM: act.code, YYSM: act.reason };
    case 'other': {
      const YSQD = act.fields.map(({ path, label, value, fileId }) => {
        return { YSLJ: path, YSMC: label, YSZ: value, WJID: fileId };
      });
      return { TYBH: hubNo, BWLX: act.type, BWMC: act.name, YSQD };
    }
  }
}

function materialsOf(materials: DeskCase['materials']): Json[] {
  return materials.map(({ name, source, fileId, certificate }) => ({
    CLMC: name,
    CLLY: CLLY[source],
    WJID: fileId,
    ZZBS: certificate?.id,
    YZLSH: certificate?.use,
  }));
}

/** What others did, in the desk's words. @throws RangeError for a word that Guangdong does not know. */
export function fromSj(ywlx: string, sj: Json): DeskAct {
  const text = (key: string) => String(sj[key] ?? '');
  const list = (key: string) => (sj[key] ?? []) as Json[]; // written by the connector; a sandbox trusts it
  switch (ywlx) {
    case 'SB': {
      const person = sj.SQR as Json; // as above
      return {
        kind: 'file',
        item: text('SXBM'),
        division: text('BLDXZQH'),
        ...(sj.SJDXZQH === undefined ? {} : { intake: text('SJDXZQH') }),
        ...(sj.ZBTYBH === undefined ? {} : { lead: text('ZBTYBH') }),
        mode: modeFrom(text('BLMS')),
        applicant: applicantFrom(person),
        form: list('BDXX').map((field) => ({ name: String(field.ZDM), value: String(field.ZDZ) })),
        materials: list('CLQD').map(materialFrom),
      };
    }
    case 'SJ':
      return { kind: 'intake', window: text('CKMC'), originals: list('YJHY').map(String) };
    case 'BZTZ':
      return {
        kind: 'notice',
        noticeNo: text('TZSH'),
        missing: list('QSCL').map(String),
        faulty: list('BHGCL').map((each) => ({ material: String(each.CLMC), reason: String(each.YY) })),
        deadline: text('BZQX').slice(0, 10),
      };
    case 'BZ':
      return { kind: 'correct', noticeNo: text('TZSH'), materials: list('CLQD').map(materialFrom) };
    case 'SL':
      return { kind: 'accept', number: text('BJLSH'), documentNo: text('SLWSH'), promised: text('CNBJRQ') };
    case 'BYSL':
      return { kind: 'reject', code: text('YYDM'), reason: text('YYSM') };
    case 'SC':
      return { kind: 'review' };
    case 'JD':
      return { kind: 'decide', granted: text('JDJG') === 'ZY', documentNo: text('WSH'), grounds: text('LY') };
    case 'BJ':
      return { kind: 'conclude' };
    case 'ZS':
      return {
        kind: 'transfer',
        documents: list('JGQD').map(documentFrom),
        ...(sj.WLDH === undefined ? {} : { waybill: text('WLDH') }),
      };
    case 'SD':
      return {
        kind: 'deliver',
        how: keyOf(SDFS, text('SDFS')) ?? 'window',
        ...(sj.WLDH === undefined ? {} : { waybill: text('WLDH') }),
      };
    case 'CH':
      return { kind: 'withdraw', reason: text('YY') };
    case 'TBCX':
      return { kind: 'suspend', procedure: text('CXMC'), reason: text('YY') };
    case 'TBHF':
      return { kind: 'resume' };
    case 'ZZ':
      return { kind: 'terminate', code: text('YYDM'), reason: text('YYSM') };
    case 'QT':
      return {
        kind: 'other',
        type: text('BWLX'),
        name: text('BWMC'),
        fields: list('YSQD').map(({ YSLJ, YSMC, YSZ, WJID }) => {
          return actField({ path: YSLJ, label: YSMC, value: YSZ, fileId: WJID });
        }),
      };
    default:
      throw new RangeError(`未知业务类型 ${ywlx}`);
  }
}

function modeFrom(word: string): DeskCase['mode'] {
  const modes = Object.keys(BLMS) as (keyof typeof BLMS)[]; // the keys of a constant
  return modes.find((mode) => BLMS[mode] === word) ?? 'online';
}

function applicantFrom(person: Json): DeskApplicant {
  return {
    kind: person.SQRLX === '1' ? 'person' : 'company',
    name: String(person.XM),
    idNumber: String(person.ZJHM),
    ...(person.LXDH === undefined ? {} : { phone: String(person.LXDH) }),
  };
}

function documentFrom({ MC, WSH, WJID }: Json): DeskCase['documents'][number] {
  return {
    name: String(MC),
    ...(WSH === undefined ? {} : { number: String(WSH) }),
    ...(WJID === undefined ? {} : { fileId: String(WJID) }),
  };
}

function materialFrom(each: Json): DeskCase['materials'][number] {
  const base = { name: String(each.CLMC), source: keyOf(CLLY, each.CLLY) ?? 'upload' };
  return {
    ...base,
    ...(each.WJID === undefined ? {} : { fileId: String(each.WJID) }),
    ...(each.ZZBS === undefined ? {} : { certificate: { id: String(each.ZZBS), use: String(each.YZLSH) } }),
  };
}
