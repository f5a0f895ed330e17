import { actField } from './act-field.js';
import type { DeskAct, DeskActKind, DeskApplicant, DeskDocument, DeskEvent, DeskMaterial } from './desk.js';
import { keyOf } from './key-of.js';
import { compactTime } from './local-time.js';

/** Henan's format: a record's kind, HA01 and so on, and its elements. */

export type Node = Record<string, unknown>;

const SID: Record<DeskActKind, string> = {
  file: 'HA01',
  intake: 'HA02',
  notice: 'HA03',
  correct: 'HA04',
  accept: 'HA05',
  reject: 'HA06',
  review: 'HA07',
  decide: 'HA08',
  conclude: 'HA09',
  transfer: 'HA10',
  deliver: 'HA11',
  withdraw: 'HA12',
  suspend: 'HA13',
  resume: 'HA14',
  terminate: 'HA15',
  other: 'HA16',
};

const BLFS = { remote: '2', online: '1', joint: '3' } as const;
const CLLB = { upload: '01', original: '02', certificate: '03', shared: '04' } as const;
const SDFS = { window: '1', courier: '2', electronic: '3' } as const;

/** An event of a case that may have a number of the exchange. */
export function recordOf(event: DeskEvent, hubNo: string | undefined): Node {
  const { id, at, ref, act } = event;
  const head = { '@sid': SID[act.kind], JLBH: id, YWSJ: compactTime(at), BJBH: ref, XTBH: hubNo };
  return { ...head, ...contentOf(act) };
}

function contentOf(act: DeskAct): Node {
  switch (act.kind) {
    case 'file':
      return {
        SXBM: act.item,
        BLDQH: act.division,
        SJDQH: act.intake,
        ZBTYBH: act.lead,
        BLFS: BLFS[act.mode],
        SQRLB: act.applicant.kind === 'person' ? '1' : '2',
        SQRMC: act.applicant.name,
        ZJLB: act.applicant.kind === 'person' ? '01' : '91',
        ZJHM: act.applicant.idNumber,
        LXDH: act.applicant.phone,
        BD: { FIELD: act.form.map(({ name, value }) => ({ '@name': name, '#text': value })) },
        CLS: { CL: act.materials.map(materialNode) },
      };
    case 'intake':
      return { CKMC: act.window, CKQH: '410100', SFHY: '1', YJS: { YJ: [...act.originals] } };
    case 'notice':
      return {
        TZSBH: act.noticeNo,
        QSS: { QS: [...act.missing] },
        BHGS: { BHG: act.faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason })) },
        BZJZRQ: act.deadline.replaceAll('-', ''),
      };
    case 'correct':
      return { TZSBH: act.noticeNo, CLS: { CL: act.materials.map(materialNode) } };
    case 'accept':
      return { SLBH: act.number, SLWSH: act.documentNo, CNRQ: act.promised.replaceAll('-', '') };
    case 'reject':
      return { YYDM: act.code, YYMS: act.reason };
    case 'review':
    case 'conclude':
      return {};
    case 'decide':
      return { JDJG: act.granted ? '1' : '0', JDWSH: act.documentNo, JDLY: act.grounds };
    case 'transfer':
      return {
        JGS: {
          JG: act.documents.map(({ name, number, fileId }) => ({ MC: name, BH: number, WJBH: fileId })),
        },
        WLDH: act.waybill,
      };
    case 'deliver':
      return { SDFS: SDFS[act.how], WLDH: act.waybill };
    case 'withdraw':
      return { CHYY: act.reason };
    case 'suspend':
      return { CXMC: act.procedure, YYMS: act.reason };
    case 'resume':
      return {};
    case 'terminate':
      return { YYDM: act.code, YYMS: act.reason };
    case 'other': {
      const YS = act.fields.map(({ path, label, value, fileId }) => {
        return { LJ: path, MC: label, Z: value, WJBH: fileId };
      });
      return { BWLX: act.type, BWMC: act.name, YSS: { YS } };
    }
  }
}

function materialNode({ name, source, fileId, certificate }: DeskMaterial): Node {
  return {
    CLMC: name,
    CLLB: CLLB[source],
    WJBH: fileId,
    ZZBS: certificate?.id,
    YZBH: certificate?.use,
  };
}

/** What others did, in the desk's words. @throws RangeError for a kind that Henan does not know. */
export function actOf(record: Node): DeskAct {
  const text = (key: string) => String(record[key] ?? '');
  const list = (outer: string, inner: string) => (((record[outer] ?? {}) as Node)[inner] ?? []) as Node[]; // the connector's
  switch (record['@sid']) {
    case 'HA01':
      return {
        kind: 'file',
        item: text('SXBM'),
        division: text('BLDQH'),
        ...(record.SJDQH === undefined ? {} : { intake: text('SJDQH') }),
        ...(record.ZBTYBH === undefined ? {} : { lead: text('ZBTYBH') }),
        mode: modeOf(text('BLFS')),
        applicant: applicantOf(record),
        form: list('BD', 'FIELD').map((field) => ({
          name: String(field['@name']),
          value: String(field['#text'] ?? ''),
        })),
        materials: list('CLS', 'CL').map(materialOf),
      };
    case 'HA02':
      return { kind: 'intake', window: text('CKMC'), originals: list('YJS', 'YJ').map(String) };
    case 'HA03':
      return {
        kind: 'notice',
        noticeNo: text('TZSBH'),
        missing: list('QSS', 'QS').map(String),
        faulty: list('BHGS', 'BHG').map((each) => ({ material: String(each.CLMC), reason: String(each.YY) })),
        deadline: dateOf(text('BZJZRQ')),
      };
    case 'HA04':
      return { kind: 'correct', noticeNo: text('TZSBH'), materials: list('CLS', 'CL').map(materialOf) };
    case 'HA05':
      return {
        kind: 'accept',
        number: text('SLBH'),
        documentNo: text('SLWSH'),
        promised: dateOf(text('CNRQ')),
      };
    case 'HA06':
      return { kind: 'reject', code: text('YYDM'), reason: text('YYMS') };
    case 'HA07':
      return { kind: 'review' };
    case 'HA08':
      return {
        kind: 'decide',
        granted: text('JDJG') === '1',
        documentNo: text('JDWSH'),
        grounds: text('JDLY'),
      };
    case 'HA09':
      return { kind: 'conclude' };
    case 'HA10':
      return {
        kind: 'transfer',
        documents: list('JGS', 'JG').map(documentOf),
        ...(record.WLDH === undefined ? {} : { waybill: text('WLDH') }),
      };
    case 'HA11':
      return {
        kind: 'deliver',
        how: keyOf(SDFS, text('SDFS')) ?? 'window',
        ...(record.WLDH === undefined ? {} : { waybill: text('WLDH') }),
      };
    case 'HA12':
      return { kind: 'withdraw', reason: text('CHYY') };
    case 'HA13':
      return { kind: 'suspend', procedure: text('CXMC'), reason: text('YYMS') };
    case 'HA14':
      return { kind: 'resume' };
    case 'HA15':
      return { kind: 'terminate', code: text('YYDM'), reason: text('YYMS') };
    case 'HA16':
      return {
        kind: 'other',
        type: text('BWLX'),
        name: text('BWMC'),
        fields: list('YSS', 'YS').map(({ LJ, MC, Z, WJBH }) => {
          return actField({ path: LJ, label: MC, value: Z, fileId: WJBH });
        }),
      };
    default:
      throw new RangeError(`unknown record kind ${String(record['@sid'])}`);
  }
}

function modeOf(code: string): keyof typeof BLFS {
  const modes = Object.keys(BLFS) as (keyof typeof BLFS)[]; // the keys of a constant
  return modes.find((mode) => BLFS[mode] === code) ?? 'online';
}

function applicantOf(record: Node): DeskApplicant {
  return {
    kind: record.SQRLB === '1' ? 'person' : 'company',
    name: String(record.SQRMC),
    idNumber: String(record.ZJHM),
    ...(record.LXDH === undefined ? {} : { phone: String(record.LXDH) }),
  };
}

function documentOf({ MC, BH, WJBH }: Node): DeskDocument {
  return {
    name: String(MC),
    ...(BH === undefined ? {} : { number: String(BH) }),
    ...(WJBH === undefined ? {} : { fileId: String(WJBH) }),
  };
}

function dateOf(day: string): string {
  return day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

function materialOf(node: Node): DeskMaterial {
  const base = { name: String(node.CLMC), source: keyOf(CLLB, node.CLLB) ?? 'upload' };
  return {
    ...base,
    ...(node.WJBH === undefined ? {} : { fileId: String(node.WJBH) }),
    ...(node.ZZBS === undefined ? {} : { certificate: { id: String(node.ZZBS), use: String(node.YZBH) } }),
  };
}
