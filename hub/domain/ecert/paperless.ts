import { parseCertificateId } from '../codes/certificate-id.js';
import type { RequiredMaterial } from '../item/details.js';
import { type Holder, isSameHolder } from './holders.js';
import type { Condition, Recognition, RecognitionAnswer } from './recognition.js';
import type { Replacements } from './replacement.js';
import { type Standing, serves } from './standing.js';

/** How one authority handles an item, as far as paper goes. */
export interface HandledItem {
  readonly basicCode: string;
  /** Of the authority that decides. */
  readonly divisionCode: string;
  readonly level: string;
  readonly materials: readonly RequiredMaterial[];
}

/** A certificate that an applicant names in the place of paper, and what its issuer says of it. */
export interface OfferedCertificate {
  readonly id: string;
  /** 所属管辖属地. */
  readonly issuedIn: string;
  readonly holders: readonly Holder[];
  readonly standing: Standing;
}

/** Why one offered certificate does not stand for a material that certificates of its type may stand for. */
export interface Objection {
  readonly certificate: string;
  readonly code: 'MALFORMED' | 'OTHER_HOLDER' | 'NOT_CURRENT' | 'NOT_RECOGNISED';
  readonly detail: string;
}

/** What becomes of one material. The clerk sees at once what is no longer needed, and why the rest is. */
export type MaterialAnswer =
  | {
      readonly kind: 'REPLACED';
      readonly material: RequiredMaterial;
      readonly certificate: string;
      /** What must be done besides; empty: nothing. */
      readonly conditions: readonly Condition[];
    }
  | {
      readonly kind: 'PAPER';
      readonly material: RequiredMaterial;
      /** Types of which any one would do; empty when nothing replaces it. */
      readonly typeCodes: readonly string[];
      readonly objections: readonly Objection[];
    };

export interface PaperlessRules {
  readonly recognition: Recognition;
  readonly replacements: Replacements;
}

/** What an applicant brings, and on which day. */
export interface Offer {
  readonly applicant: Holder;
  readonly certificates: readonly OfferedCertificate[];
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Which materials of an item need no paper, given these certificates. One without conditions is taken before one with some. */
export function materialsNeeded(
  item: HandledItem,
  { applicant, certificates, date }: Offer,
  rules: PaperlessRules,
): readonly MaterialAnswer[] {
  return item.materials.map((material): MaterialAnswer => {
    const typeCodes = rules.replacements.typesFor(item.basicCode, material.name, date);
    const judged = certificates.flatMap((certificate) => {
      const judgement = judge(certificate, { item, typeCodes, applicant, date }, rules.recognition);
      return judgement === undefined ? [] : [judgement];
    });
    const fitting = judged.filter((judgement) => 'conditions' in judgement);
    const [best] = fitting.sort((a, b) => a.conditions.length - b.conditions.length);
    if (best !== undefined) return { kind: 'REPLACED', material, ...best };
    const objections = judged.filter((judgement) => 'code' in judgement);
    return { kind: 'PAPER', material, typeCodes, objections };
  });
}

interface Wanted {
  readonly item: HandledItem;
  readonly typeCodes: readonly string[];
  readonly applicant: Holder;
  readonly date: string;
}

interface Fitting {
  readonly certificate: string;
  readonly conditions: readonly Condition[];
}

/** @returns undefined for a certificate of a type that has nothing to do with the material. */
function judge(
  offered: OfferedCertificate,
  { item, typeCodes, applicant, date }: Wanted,
  recognition: Recognition,
): Fitting | Objection | undefined {
  const { id: certificate, issuedIn, holders, standing } = offered;
  const id = parseCertificateId(certificate);
  if (typeof id === 'string') return typeCodes.length === 0 ? undefined : objection('MALFORMED', id);
  const { typeCode } = id;
  if (!typeCodes.includes(typeCode)) return undefined;
  if (!holders.some((holder) => isSameHolder(holder, applicant)))
    return objection('OTHER_HOLDER', 'the applicant does not hold it');
  if (serves(standing, 'REPLACE_MATERIAL') !== 'YES')
    return objection('NOT_CURRENT', standing.kind === 'NOT_VALID' ? standing.state : standing.kind);
  const { divisionCode: usedIn, basicCode, level } = item;
  const answer = recognition.decide({ typeCode, issuedIn, usedIn, basicCode, level, date });
  if (answer.kind === 'NOT_RECOGNISED') return objection('NOT_RECOGNISED', answer.reason);
  return { certificate, conditions: answer.kind === 'CONDITIONAL' ? answer.conditions : [] };

  function objection(code: Objection['code'], detail: string): Objection {
    return { certificate, code, detail };
  }
}

/** What stands between a material and doing without its paper. */
export type Obstacle =
  /** No certificate replaces it. */
  | { readonly code: 'NO_REPLACEMENT' }
  /** No type that replaces it is recognised from this province. */
  | { readonly code: 'NOT_RECOGNISED'; readonly issuedIn: string; readonly reason: string }
  /** It is, but something must be done besides. */
  | { readonly code: 'CONDITIONS'; readonly issuedIn: string; readonly conditions: readonly Condition[] };

export interface MaterialReport {
  readonly material: string;
  readonly typeCodes: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

/** Whether an item could go without paper, and what stands in the way. */
export interface PaperlessReport {
  readonly basicCode: string;
  readonly divisionCode: string;
  /** Nothing but conditions stands in the way. */
  readonly couldBePaperless: boolean;
  readonly materials: readonly MaterialReport[];
}

/** @param provinces where applicants' certificates may come from. @param date YYYY-MM-DD. */
export function paperlessReport(
  item: HandledItem,
  { provinces, date }: { readonly provinces: readonly string[]; readonly date: string },
  rules: PaperlessRules,
): PaperlessReport {
  const materials = item.materials
    .filter(({ isRequired, form }) => isRequired && form !== 'ELECTRONIC')
    .map(({ name }): MaterialReport => {
      const typeCodes = rules.replacements.typesFor(item.basicCode, name, date);
      const obstacles: Obstacle[] =
        typeCodes.length === 0
          ? [{ code: 'NO_REPLACEMENT' }]
          : provinces.flatMap((province) => obstaclesFrom(province, { item, typeCodes, date }, rules));
      return { material: name, typeCodes, obstacles };
    });
  const couldBePaperless = materials.every(({ obstacles }) =>
    obstacles.every(({ code }) => code === 'CONDITIONS'),
  );
  return { basicCode: item.basicCode, divisionCode: item.divisionCode, couldBePaperless, materials };
}

/** The least that stands in the way of certificates of one province: of several types that would do, the best counts. */
function obstaclesFrom(
  issuedIn: string,
  { item, typeCodes, date }: Omit<Wanted, 'applicant'>,
  { recognition }: PaperlessRules,
): Obstacle[] {
  const { divisionCode: usedIn, basicCode, level } = item;
  const answers = typeCodes.map((typeCode) =>
    recognition.decide({ typeCode, issuedIn, usedIn, basicCode, level, date }),
  );
  if (answers.some(({ kind }) => kind === 'RECOGNISED')) return [];
  const [least] = answers.filter(isConditional).sort((a, b) => a.conditions.length - b.conditions.length);
  if (least !== undefined) return [{ code: 'CONDITIONS', issuedIn, conditions: least.conditions }];
  const reasons = answers.flatMap((answer) => (answer.kind === 'NOT_RECOGNISED' ? answer.reason : []));
  return [{ code: 'NOT_RECOGNISED', issuedIn, reason: [...new Set(reasons)].join('; ') }];
}

function isConditional(answer: RecognitionAnswer): answer is RecognitionAnswer & { kind: 'CONDITIONAL' } {
  return answer.kind === 'CONDITIONAL';
}
