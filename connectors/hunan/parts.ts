import { MappingGapError } from '#connectors/kit';
import type {
  HunanApplicant,
  HunanAttachment,
  HunanField,
  HunanMaterial,
  HunanMember,
  HunanPerson,
  HunanThing,
} from './messages.js';
import type { MemberDefinition, ThingDefinition } from './things.js';

/** What the office of one member gets to see of a thing. */
export interface MemberPart {
  /** The case's number here, and the name of its submission for ever: `<thing>/<member>`, or that of a plain item. */
  readonly caseRef: string;
  readonly member: HunanMember;
  readonly applyTime: number;
  readonly intakeDivisionCode: string | undefined;
  readonly leadHubCaseNo: string | undefined;
  readonly applicant: HunanApplicant;
  readonly agent: HunanPerson | undefined;
  readonly formFields: readonly HunanField[];
  readonly materials: readonly HunanMaterial[];
}

/**
 * The least that a member's office needs: the fields, materials and persons that its definition names, and the results that it
 * builds on. Of a plain item, which has no definition, all that was filed is for its one office.
 * @throws MappingGapError for a member that the thing's definition does not have.
 */
export function partOf(
  thing: HunanThing,
  member: HunanMember,
  definition: ThingDefinition | undefined,
): MemberPart {
  if (definition === undefined) return { ...thing, caseRef: caseRefOf(thing, member), member };
  const defined = memberOf(definition, member.itemCode);
  const { phone, ...applicant } = thing.applicant;
  const results = resultsFor(defined, thing);
  return {
    caseRef: caseRefOf(thing, member),
    member,
    applyTime: thing.applyTime,
    intakeDivisionCode: thing.intakeDivisionCode,
    leadHubCaseNo: thing.leadHubCaseNo,
    applicant: { ...applicant, phone: defined.phone ? phone : undefined },
    agent: defined.agent ? thing.agent : undefined,
    formFields: [
      ...thing.formFields.filter(({ fieldName }) => defined.form.includes(fieldName)),
      ...results.flatMap(({ number }) => number),
    ],
    materials: [
      ...thing.materials.filter(({ materialName }) => defined.materials.includes(materialName)),
      ...results.map(({ material }) => material),
    ],
  };
}

export function caseRefOf(thing: HunanThing, member: HunanMember): string {
  return thing.thingCode === undefined ? thing.thingNo : `${thing.thingNo}/${member.itemCode}`;
}

/** @throws MappingGapError. */
export function memberOf({ code, members }: ThingDefinition, item: string): MemberDefinition {
  const found = members.find((member) => member.item === item);
  if (found === undefined) throw new MappingGapError(`hunan things ${code}`, item);
  return found;
}

/** The files that a part names. */
export function attachmentsOfPart({ materials }: MemberPart): HunanAttachment[] {
  return materials.flatMap(({ attachment }) => attachment ?? []);
}

/** Results of other members as materials of this one; their numbers as fields. */
function resultsFor({ after }: MemberDefinition, { members }: HunanThing) {
  return after.flatMap(({ item, as, source }) => {
    const results = members.find(({ itemCode }) => itemCode === item)?.results ?? [];
    return results.map(({ documentNo, attachment }) => ({
      material: { materialName: as, materialCode: undefined, sourceType: source, attachment },
      number: documentNo === undefined ? [] : [{ fieldName: `${as}编号`, fieldValue: documentNo }],
    }));
  });
}
